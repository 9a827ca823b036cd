"""Measuring a reader: what it is given, what it is told, and what comes back."""

import numpy as np
import pytest

from mnist_desktop.evaluation.measuring import CHUNK, Measurement, labels_for, measure
from mnist_desktop.evaluation.metrics import evaluate
from mnist_desktop.problems import Problem, ProblemCode


class BrightnessReader:
    """Tells classes by the brightness of the first pixel: 0, 0.1, 0.2, ... with certainty 0.8."""

    def __init__(self) -> None:
        self.class_names = tuple("0123456789")
        self.sizes: list[int] = []

    def read(self, inputs: np.ndarray) -> np.ndarray:
        assert inputs.dtype == np.float32
        self.sizes.append(len(inputs))
        answers = np.full((len(inputs), 10), 0.2 / 9, np.float32)
        answers[np.arange(len(inputs)), np.rint(inputs[:, 0, 0] * 10).astype(int)] = 0.8
        return answers


def images_showing(classes: np.ndarray) -> np.ndarray:
    images = np.zeros((len(classes), 28, 28), np.float32)
    images[:, 0, 0] = classes / 10
    return images


def never() -> bool:
    return False


def ignore(_done: int, _total: int) -> None:
    return None


def test_figures_and_cells() -> None:
    labels = np.array([4, 9, 9, 9])
    found = measure(BrightnessReader(), images_showing(np.array([4, 4, 9, 4])), labels, ignore, never)
    assert found is not None
    assert found.report.accuracy == 0.5
    assert found.report.confusion[9][4] == 2
    assert found.of_cell(9, 4).tolist() == [1, 3]
    assert found.of_cell(0, 1).tolist() == []
    assert found.predictions.tolist() == [4, 4, 9, 4]
    assert not found.probabilities.flags.writeable


def test_bytes_are_brought_to_model_input() -> None:
    images = np.zeros((3, 28, 28), np.uint8)
    images[:, 0, 0] = [0, 255 * 3 // 10, 51]
    found = measure(BrightnessReader(), images, np.array([0, 3, 2]), ignore, never)
    assert found is not None
    assert found.report.accuracy == 1.0


def test_progress_begins_at_nothing_and_ends_with_everything() -> None:
    told: list[tuple[int, int]] = []
    reader = BrightnessReader()
    count = CHUNK * 2 + 5
    measure(
        reader, images_showing(np.zeros(count)), np.zeros(count, np.int64), lambda *at: told.append(at), never
    )
    assert told == [(0, count), (CHUNK, count), (2 * CHUNK, count), (count, count)]
    assert reader.sizes == [CHUNK, CHUNK, 5]


def test_cancelling_stops_between_chunks() -> None:
    reader = BrightnessReader()
    count = CHUNK * 4
    found = measure(
        reader,
        images_showing(np.zeros(count)),
        np.zeros(count, np.int64),
        ignore,
        lambda: len(reader.sizes) == 2,
    )
    assert found is None
    assert len(reader.sizes) == 2


def test_the_most_confident_of_a_cell_come_first() -> None:
    probabilities = np.array([[0.4, 0.6], [0.1, 0.9], [0.3, 0.7]], np.float32)
    labels = np.array([0, 0, 0])
    found = Measurement(evaluate(labels, probabilities, ("a", "b")), ("a", "b"), labels, probabilities)
    assert found.of_cell(0, 1).tolist() == [1, 2, 0]


def test_labels_are_matched_by_name() -> None:
    assert labels_for(np.array([0, 1, 1]), ("3", "7"), tuple("0123456789")).tolist() == [3, 7, 7]
    assert labels_for(np.array([1]), ("A", "7"), tuple("0123456789")).tolist() == [7]


def test_a_class_the_model_does_not_know_is_told() -> None:
    with pytest.raises(Problem) as caught:
        labels_for(np.array([0, 0, 1]), ("A", "7"), tuple("0123456789"))
    assert caught.value.code is ProblemCode.DATA_CLASS_UNKNOWN
    assert caught.value.values == {"label": "A", "count": 2}
