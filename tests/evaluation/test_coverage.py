"""How much is answered, and how much of that is right."""

import math

import numpy as np
import pytest

from mnist_desktop.evaluation.coverage import coverage_curve, left_out
from tests.evaluation.measured import answers, measured

A, B = (0.9, 0.1), (0.3, 0.7)
# Read as a, a, b, b; labelled a, b, b and no class; the second is wrong.
ROWS = answers(A, A, B, B)
LABELS = [0, 1, 1, -1]


def test_a_model_that_can_reject_is_judged_by_how_likely_it_is_a_digit() -> None:
    curve = coverage_curve(measured(LABELS, ROWS, digit=[0.9, 0.2, 0.6, 0.7]))
    assert curve.is_of_digits
    assert curve.thresholds.tolist() == pytest.approx([0.9, 0.6, 0.2])
    assert curve.coverage.tolist() == pytest.approx([1 / 3, 2 / 3, 1])
    assert curve.accuracy.tolist() == pytest.approx([1, 1, 2 / 3])


def test_one_that_cannot_by_its_most_probable_class() -> None:
    curve = coverage_curve(measured(LABELS, ROWS))
    assert not curve.is_of_digits
    # Two are equally sure: both are answered or none.
    assert curve.thresholds.tolist() == pytest.approx([0.9, 0.7])
    assert curve.coverage.tolist() == pytest.approx([2 / 3, 1])
    assert curve.accuracy.tolist() == pytest.approx([1 / 2, 2 / 3])


@pytest.mark.parametrize(
    ("threshold", "coverage", "accuracy", "others"),
    [(0.0, 1, 2 / 3, 1), (0.5, 2 / 3, 1, 1), (0.65, 1 / 3, 1, 1), (0.8, 1 / 3, 1, 0), (0.95, 0, None, 0)],
)
def test_what_a_threshold_does(
    threshold: float, coverage: float, accuracy: float | None, others: float
) -> None:
    point = coverage_curve(measured(LABELS, ROWS, digit=[0.9, 0.2, 0.6, 0.7])).at(threshold)
    assert point.coverage == pytest.approx(coverage)
    assert math.isnan(point.accuracy) if accuracy is None else point.accuracy == pytest.approx(accuracy)
    assert point.others_accepted == others


def test_a_threshold_answers_what_the_verdicts_did_not_reject() -> None:
    random = np.random.default_rng(3)
    rows = random.dirichlet([0.4] * 4, 300)
    labels, digit = random.integers(0, 4, 300), random.random(300).round(2)
    for threshold in (0.0, 0.2, 0.5, 0.9, 0.99):
        found = measured(labels, rows, digit=digit.tolist(), threshold=threshold)
        point = coverage_curve(found).at(threshold)
        assert point.coverage == pytest.approx(1 - found.report.rejected_share, abs=1e-12)
        assert point.accuracy == pytest.approx(found.report.accepted_accuracy, abs=1e-12)
        assert len(left_out(found, threshold)) == found.report.rejected


def test_what_has_no_ink_is_never_answered() -> None:
    found = measured(LABELS, ROWS, digit=[0.9, 0.2, 0.6, 0.7], empty=(0,))
    assert coverage_curve(found).at(0).coverage == pytest.approx(2 / 3)
    assert left_out(found, 0.0).tolist() == [0]
    assert left_out(found, 0.5).tolist() == [1, 0]


def test_the_nearest_point() -> None:
    curve = coverage_curve(measured(LABELS, ROWS, digit=[0.9, 0.2, 0.6, 0.7]))
    nearest = curve.nearest(0.7)
    assert nearest is not None
    assert nearest.coverage == pytest.approx(2 / 3)


def test_a_set_without_a_class_has_no_curve() -> None:
    curve = coverage_curve(measured([-1, -1], ROWS[:2], digit=[0.9, 0.2]))
    assert curve.nearest(1.0) is None
    assert curve.at(0.5).coverage == 0
    assert curve.at(0.5).others_accepted == 0.5
