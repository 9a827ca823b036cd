from __future__ import annotations

import pytest

from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, TrainingStarted
from tests.training.advice.ordinary import CNN_32_64_64, READER, READER_OF_ANOTHER_KIND, REGULARISED


@pytest.mark.parametrize(
    ("preset", "history"),
    [
        ("dense-512-regularised", REGULARISED),
        ("cnn-32-64-64", CNN_32_64_64),
        ("reader", READER),
        ("reader", READER_OF_ANOTHER_KIND),
    ],
    ids=["regularised", "cnn", "reader", "another reader"],
)
def test_nothing_is_said_of_good_trainings_even_where_validation_jumps(
    preset: str, history: tuple[tuple[float, float, float, float], ...]
) -> None:
    adviser = Adviser(plan_for(preset))
    said = [*adviser.take(TrainingStarted(len(history), 48_000, 12_000))]
    for number, means in enumerate(history, 1):
        said += adviser.take(EpochFinished(number, *means, seconds=20.0))
    assert said == []
