from __future__ import annotations

import pytest

from mnist_desktop.models.network import Activation, Conv2D, Dense, Dropout, Flatten, Layer, Network
from mnist_desktop.problems import ProblemCode
from mnist_desktop.training.network_review import review
from mnist_desktop.training.presets import PRESETS, Preset

PICTURE = (28, 28, 1)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_is_right(preset: Preset) -> None:
    seen = review(preset.network, 11 if preset.plan.rejects else 10)
    assert (seen.mistake, seen.row) == (None, None)
    assert seen.facts == preset.network.facts()
    assert (seen.parameters, seen.fixed_parameters) == (
        preset.network.parameters,
        preset.network.fixed_parameters,
    )


@pytest.mark.parametrize(
    ("layers", "code", "row", "facts"),
    [
        ((), ProblemCode.NETWORK_EMPTY, None, 0),
        ((Flatten(), Conv2D(8), Dense(10, "softmax")), ProblemCode.NETWORK_SHAPE, 1, 1),
        ((Conv2D(8), Flatten(), Dense(0), Dense(10, "softmax")), ProblemCode.NETWORK_SETTING, 2, 2),
        ((Flatten(), Dense(60_000), Dense(60_000)), ProblemCode.NETWORK_TOO_LARGE, 2, 2),
        ((Flatten(), Dense(64, "softmax")), ProblemCode.PLAN_CLASSES, 1, 2),
        ((Dense(10, "softmax"),), ProblemCode.NETWORK_WITHOUT_FLATTEN, 0, 1),
        ((Conv2D(8), Dense(9), Dropout(0.1), Dense(7)), ProblemCode.NETWORK_WITHOUT_FLATTEN, 1, 4),
        ((Dense(10, "softmax"), Flatten()), ProblemCode.NETWORK_WITHOUT_FLATTEN, 0, 2),
        ((Dense(8), Flatten(), Dense(7, "softmax")), ProblemCode.PLAN_CLASSES, 2, 3),
        ((Dense(8), Conv2D(8)), ProblemCode.PLAN_CLASSES, 1, 2),
        ((Flatten(), Dense(10, "relu")), ProblemCode.NETWORK_WITHOUT_SOFTMAX, 1, 2),
        ((Flatten(), Dense(10)), ProblemCode.NETWORK_WITHOUT_SOFTMAX, 1, 2),
        ((Flatten(), Dense(10, "softmax"), Dropout(0.5)), ProblemCode.NETWORK_WITHOUT_SOFTMAX, 2, 3),
    ],
)
def test_the_first_mistake_is_found_where_it_arises(
    layers: tuple[Layer, ...], code: ProblemCode, row: int | None, facts: int
) -> None:
    seen = review(Network(PICTURE, layers), 10)
    assert seen.mistake is not None
    assert (seen.mistake.code, seen.row, len(seen.facts)) == (code, row, facts)


def test_a_softmax_of_its_own_is_right_and_eleven_answers_are_where_they_are_wanted() -> None:
    network = Network(PICTURE, (Flatten(), Dense(11), Activation("softmax")))
    assert review(network, 11).mistake is None
    mistake = review(network, 10).mistake
    assert mistake is not None
    assert mistake.values == {"outputs": "11", "classes": 10}
