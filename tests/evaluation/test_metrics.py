"""Figures against hand-computed values, and what must hold for any answers."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mnist_desktop.evaluation.calibration import calibration_error
from mnist_desktop.evaluation.comparison import Truth, Verdicts
from mnist_desktop.evaluation.intervals import Unit
from mnist_desktop.evaluation.metrics import evaluate
from mnist_desktop.evaluation.report import Report, WriterReport
from mnist_desktop.problems import Problem, ProblemCode
from tests.evaluation.verdicts import all_accepted

NAMES = ("a", "b", "c")
LABELS = np.array([0, 0, 0, 1, 1, 2])
# Read as a, a, b, b, a, b: class c is never answered.
ANSWERS = np.array(
    [[0.8, 0.1, 0.1], [0.6, 0.3, 0.1], [0.3, 0.5, 0.2], [0.2, 0.7, 0.1], [0.5, 0.4, 0.1], [0.1, 0.8, 0.1]]
)


def compared(labels: np.ndarray, answers: np.ndarray, names: tuple[str, ...] = NAMES) -> Report:
    """Images of classes by unknown hands, read by a model that cannot reject."""
    return evaluate(Truth.of_classes(labels, names), all_accepted(answers), names)


@pytest.fixture(name="report")
def hand_computed_case() -> Report:
    return compared(LABELS, ANSWERS)


def test_accuracy_wrong_and_confusion(report: Report) -> None:
    assert report.count == 6
    assert report.accuracy == pytest.approx(3 / 6)
    assert report.wrong == 3
    assert report.confusion == ((2, 1, 0), (1, 1, 0), (0, 1, 0))


def test_loss_is_the_mean_negative_logarithm(report: Report) -> None:
    expected = -(sum(math.log(p) for p in (0.8, 0.6, 0.3, 0.7, 0.4, 0.1))) / 6
    assert report.loss == pytest.approx(expected, abs=1e-12)


def test_per_class(report: Report) -> None:
    first, second, third = report.per_class
    assert (first.label, first.support) == ("a", 3)
    assert (first.precision, first.recall, first.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert (second.precision, second.recall, second.f1) == pytest.approx((1 / 3, 1 / 2, 2 / 5))
    assert (third.precision, third.recall, third.f1, third.support) == (0.0, 0.0, 0.0, 1)


def test_macro_means(report: Report) -> None:
    assert report.macro_precision == pytest.approx((2 / 3 + 1 / 3 + 0) / 3)
    assert report.macro_recall == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert report.macro_f1 == pytest.approx((2 / 3 + 2 / 5 + 0) / 3)


def test_a_class_that_never_occurs_does_not_pull_the_means_down() -> None:
    perfect = compared(np.array([0, 1]), np.array([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0]]))
    assert perfect.macro_f1 == 1.0
    assert perfect.per_class[2].support == 0


def test_calibration_error_by_hand() -> None:
    # Bin (0.6, 0.667]: one right at 0.65. Bin (0.933, 1]: one right at 0.95, one wrong at 0.99.
    gaps = (1 - 0.65) * 1 / 3 + abs((0.95 + 0.99) / 2 - 1 / 2) * 2 / 3
    assert calibration_error(np.array([True, True, False]), np.array([0.65, 0.95, 0.99])) == pytest.approx(
        gaps
    )


def test_a_certain_mistake_costs_a_finite_loss() -> None:
    report = compared(np.array([0]), np.array([[0.0, 1.0, 0.0]], np.float32))
    assert report.loss == pytest.approx(-math.log(np.finfo(np.float32).eps), rel=1e-6)


def test_the_record_has_the_names_others_rely_on(report: Report) -> None:
    record = report.record()
    assert {
        "count", "accuracy", "loss", "macro_f1", "per_class", "confusion", "ece", "rejected",
        "accuracy_interval", "interval_by", "accepted_accuracy", "others", "per_writer",
    } <= record.keys()  # fmt: skip
    assert record["per_class"][0].keys() == {"label", "precision", "recall", "f1", "support"}
    assert record["confusion"] == [[2, 1, 0], [1, 1, 0], [0, 1, 0]]
    assert record["rejected"] == 0


def test_answers_that_are_not_numbers_are_told() -> None:
    with pytest.raises(Problem) as caught:
        compared(np.array([0]), np.array([[np.nan, 0.5, 0.5]]))
    assert caught.value.code is ProblemCode.ANSWERS_NOT_FINITE


@pytest.mark.parametrize("count", [0, 2])
def test_what_does_not_fit_is_a_mistake_of_the_caller(count: int) -> None:
    with pytest.raises(ValueError, match="answers for"):
        compared(np.zeros(count, np.int64), np.ones((count, 2)) / 2)


# As above, with a last image without ink, and three that are labelled X, X and Y, which is no class.
# The third is rejected although read wrong, the fourth although read right; of the others the Y and an X.
MIXED = Truth(
    labels=np.array([0, 0, 0, 1, 1, 2, 0, -1, -1, -1]),
    names=("X", "Y", "a", "b", "c"),
    named=np.array([2, 2, 2, 3, 3, 4, 2, 0, 0, 1]),
    writer_names=("Ann", "Bob"),
    writers=np.array([0, 0, 1, 1, 1, -1, 0, 0, 1, 1]),
)
MIXED_ANSWERS = Verdicts(
    probabilities=np.concatenate([ANSWERS, np.tile([0.9, 0.05, 0.05], (4, 1))]),
    rejected=np.array([False, False, True, True, False, False, True, False, True, True]),
    has_ink=np.arange(10) != 6,
    can_reject=True,
)


@pytest.fixture(name="mixed")
def hand_computed_case_with_rejections() -> Report:
    return evaluate(MIXED, MIXED_ANSWERS, NAMES)


def test_accuracy_is_of_classes_only_whether_rejected_or_not(mixed: Report, report: Report) -> None:
    assert mixed.count == 7
    assert mixed.accuracy == pytest.approx(3 / 7)
    assert mixed.wrong == 4
    assert mixed.rejected == 3
    assert mixed.rejected_share == pytest.approx(3 / 7)
    assert mixed.accepted_accuracy == pytest.approx(2 / 4)
    # What has no ink is missed by recall, and has no part in the rest.
    assert mixed.empty == 1
    assert mixed.confusion == report.confusion
    assert (mixed.loss, mixed.ece) == (report.loss, report.ece)
    assert [part.support for part in mixed.per_class] == [4, 2, 1]
    assert mixed.per_class[0].recall == pytest.approx(2 / 4)
    assert mixed.per_class[0].precision == pytest.approx(2 / 3)


def test_others_are_reported_beside(mixed: Report) -> None:
    assert (mixed.others.count, mixed.others.rejected) == (3, 2)
    assert mixed.others.rejected_share == pytest.approx(2 / 3)
    assert [(part.label, part.count, part.rejected) for part in mixed.others.per_label] == [
        ("X", 2, 1),
        ("Y", 1, 1),
    ]
    assert mixed.others.interval is not None
    assert mixed.others.interval.by is Unit.IMAGES


def test_each_writer_who_is_known(mixed: Report) -> None:
    assert mixed.per_writer == (
        WriterReport("Ann", count=3, accuracy=2 / 3, rejected=1, others=1, others_rejected=0),
        WriterReport("Bob", count=3, accuracy=1 / 3, rejected=2, others=2, others_rejected=2),
    )


def test_a_set_with_only_others_has_no_accuracy() -> None:
    truth = Truth(np.array([-1, -1]), ("X",), np.array([0, 0]), (), np.array([-1, -1]))
    verdicts = Verdicts(ANSWERS[:2], np.array([True, False]), np.ones(2, bool), can_reject=True)
    found = evaluate(truth, verdicts, NAMES)
    assert (found.count, found.wrong, found.accuracy_interval) == (0, 0, None)
    for figure in (found.accuracy, found.loss, found.macro_f1, found.ece, found.accepted_accuracy):
        assert math.isnan(figure)
    assert found.others.rejected_share == 0.5


@st.composite
def labelled_answers(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    classes = draw(st.integers(2, 5))
    count = draw(st.integers(1, 30))
    row = st.lists(st.floats(0.01, 1), min_size=classes, max_size=classes)
    raw = np.array(draw(st.lists(row, min_size=count, max_size=count)))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=count, max_size=count))
    return np.array(labels), raw / raw.sum(axis=1, keepdims=True)


@given(labelled_answers())
def test_what_holds_for_any_answers(case: tuple[np.ndarray, np.ndarray]) -> None:
    labels, answers = case
    report = compared(labels, answers, tuple(map(str, range(answers.shape[1]))))
    confusion = np.array(report.confusion)
    assert confusion.sum() == report.count == len(labels)
    assert [part.support for part in report.per_class] == confusion.sum(axis=1).tolist()
    assert report.accuracy == pytest.approx(np.trace(confusion) / len(labels))
    assert report.wrong == report.count - np.trace(confusion)
    weighted_recall = sum(part.recall * part.support for part in report.per_class) / report.count
    assert weighted_recall == pytest.approx(report.accuracy)
    for part in report.per_class:
        low, high = sorted((part.precision, part.recall))
        assert 0 <= low <= high <= 1
        assert low - 1e-12 <= part.f1 <= high + 1e-12 or low == 0
    assert 0 <= report.ece <= 1
    assert report.loss > 0
    assert report.accuracy_interval is not None
    assert report.accuracy_interval.low <= report.accuracy <= report.accuracy_interval.high
    assert (report.rejected, report.accepted_accuracy) == (0, report.accuracy)


@given(labelled_answers(), st.randoms(use_true_random=False))
def test_the_order_of_the_images_does_not_matter(case: tuple[np.ndarray, np.ndarray], random: object) -> None:
    labels, answers = case
    names = tuple(map(str, range(answers.shape[1])))
    order = np.arange(len(labels))
    random.shuffle(order)  # type: ignore[attr-defined]
    before, after = compared(labels, answers, names), compared(labels[order], answers[order], names)
    assert before.confusion == after.confusion
    assert before.loss == pytest.approx(after.loss)
    assert before.ece == pytest.approx(after.ece)


@given(labelled_answers())
def test_renaming_the_classes_permutes_the_matrix(case: tuple[np.ndarray, np.ndarray]) -> None:
    labels, answers = case
    classes = answers.shape[1]
    names = tuple(map(str, range(classes)))
    ranked = np.sort(answers, axis=1)
    assume(bool((ranked[:, -1] > ranked[:, -2]).all()))  # a tie is decided by the order of the classes
    turned = compared(classes - 1 - labels, answers[:, ::-1], names)
    straight = np.array(compared(labels, answers, names).confusion)
    assert np.array_equal(np.array(turned.confusion), straight[::-1, ::-1])
