"""Measuring a reader: what it is given, what it is told, and what comes back."""

import numpy as np
import pytest

from mnist_desktop.data.files import LabelledInputs
from mnist_desktop.evaluation.comparison import Truth
from mnist_desktop.evaluation.measuring import CHUNK, Measurement, measure, measure_set, truth_of
from mnist_desktop.evaluation.metrics import evaluate
from mnist_desktop.models.answers import Answers, Caution
from mnist_desktop.problems import Problem, ProblemCode
from tests.evaluation.verdicts import all_accepted


class BrightnessReader:
    """Tells classes by the brightness of the first pixel: 0, 0.1, 0.2, ... with certainty 0.8.

    One that can reject has the brightness of the last pixel for the probability of a digit.
    """

    def __init__(self, *, can_reject: bool = False) -> None:
        self.class_names = tuple("0123456789")
        self.can_reject = can_reject
        self.sizes: list[int] = []

    def threshold(self, caution: Caution) -> float:
        return {Caution.LENIENT: 0.1, Caution.BALANCED: 0.5, Caution.CAREFUL: 0.9}[caution]

    def read(self, inputs: np.ndarray) -> Answers:
        assert inputs.dtype == np.float32
        self.sizes.append(len(inputs))
        answers = np.full((len(inputs), 10), 0.2 / 9, np.float32)
        answers[np.arange(len(inputs)), np.rint(inputs[:, 0, 0] * 10).astype(int)] = 0.8
        return Answers(answers, inputs[:, 27, 27] if self.can_reject else None)


def images_showing(classes: np.ndarray) -> np.ndarray:
    images = np.zeros((len(classes), 28, 28), np.float32)
    images[:, 0, 0] = classes / 10
    images[:, 14, 14] = 1
    return images


def labelled(shown: list[int], labels: list[int], names: tuple[str, ...]) -> LabelledInputs:
    """Images that show some classes and are labelled with some names, by two writers in turn."""
    writers = np.arange(len(shown)) % 2
    return LabelledInputs(
        "some", images_showing(np.array(shown)), np.array(labels), names, writers, ("Ann", "Bob")
    )


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
    images[:, 14, 14] = 255
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
    truth, verdicts = Truth.of_classes(np.array([0, 0, 0]), ("a", "b")), all_accepted(probabilities)
    found = Measurement(evaluate(truth, verdicts, ("a", "b")), ("a", "b"), truth, verdicts)
    assert found.of_cell(0, 1).tolist() == [1, 2, 0]
    assert found.mistakes().tolist() == [1, 2, 0]


def test_labels_are_matched_by_name() -> None:
    truth = truth_of(labelled([3, 7, 0], [0, 1, 2], ("3", "7", "A")), tuple("0123456789"))
    assert truth.labels.tolist() == [3, 7, -1]
    assert truth.shows_class.tolist() == [True, True, False]


def test_labels_that_are_no_class_should_be_rejected() -> None:
    data = labelled([3, 7, 0, 0], [0, 1, 2, 2], ("3", "7", "A"))
    data.inputs[:, 27, 27] = [1.0, 0.7, 0.3, 0.95]
    found = measure_set(BrightnessReader(can_reject=True), data, ignore, never)
    assert found is not None
    assert (found.report.count, found.report.accuracy, found.report.rejected) == (2, 1.0, 0)
    assert (found.report.others.count, found.report.others.rejected) == (2, 1)
    assert [part.others_rejected for part in found.report.per_writer] == [1, 0]
    assert found.digit_probabilities is not None
    assert found.mistakes().tolist() == [3]


@pytest.mark.parametrize(
    ("caution", "rejected"), [(Caution.LENIENT, 0), (Caution.BALANCED, 1), (Caution.CAREFUL, 2)]
)
def test_caution_changes_what_is_rejected_and_not_what_is_read(caution: Caution, rejected: int) -> None:
    data = labelled([3, 7, 7], [0, 1, 1], ("3", "7"))
    data.inputs[:, 27, 27] = [1.0, 0.7, 0.3]
    found = measure_set(BrightnessReader(can_reject=True), data, ignore, never, caution)
    assert found is not None
    assert (found.report.rejected, found.report.accuracy) == (rejected, 1.0)
    assert found.judged(0.9).report.rejected == 2
    assert found.judged(0.0).report.rejected == 0


def test_what_has_no_ink_gets_no_answer() -> None:
    data = labelled([0, 0], [0, 0], ("0",))
    data.inputs[1] = 0
    found = measure_set(BrightnessReader(), data, ignore, never)
    assert found is not None
    assert found.predictions.tolist() == [0, -1]
    assert (found.report.accuracy, found.report.rejected, found.report.empty) == (0.5, 1, 1)
    assert found.mistakes().tolist() == [1]


def test_labels_that_a_model_can_do_nothing_with_are_told() -> None:
    with pytest.raises(Problem) as caught:
        measure_set(BrightnessReader(), labelled([0, 0, 1], [0, 1, 1], ("A", "B")), ignore, never)
    assert caught.value.code is ProblemCode.DATA_CLASS_UNKNOWN
    assert caught.value.values == {"label": "B", "count": 2}


def test_a_digit_probability_that_is_no_number_is_told() -> None:
    data = labelled([3], [0], ("3",))
    data.inputs[:, 27, 27] = np.nan
    with pytest.raises(Problem) as caught:
        measure_set(BrightnessReader(can_reject=True), data, ignore, never)
    assert caught.value.code is ProblemCode.ANSWERS_NOT_FINITE
