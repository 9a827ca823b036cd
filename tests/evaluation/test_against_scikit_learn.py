"""All figures agree with scikit-learn's on the same predictions, to 1e-9."""

import numpy as np
import pytest
from sklearn import calibration, metrics

from mnist_desktop.evaluation.calibration import calibration_bins
from mnist_desktop.evaluation.confusions import shares_of_rows
from mnist_desktop.evaluation.coverage import coverage_curve
from mnist_desktop.evaluation.measuring import Measurement
from tests.evaluation.measured import measured


def drawn(seed: int, count: int, classes: int, unused: int = 0) -> Measurement:
    """Answers that are mostly right; the last `unused` classes are neither labels nor answers."""
    random = np.random.default_rng(seed)
    used = classes - unused
    labels = random.integers(0, used, count)
    raw = np.zeros((count, classes))
    raw[:, :used] = random.dirichlet([0.3] * used, count)
    raw[np.arange(count), labels] += random.random(count)
    rows = raw / raw.sum(axis=1, keepdims=True)
    return measured(labels, rows, digit=random.random(count).tolist())


CASES = [drawn(1, 5000, 10), drawn(2, 37, 4), drawn(3, 400, 9, unused=3), drawn(4, 1, 2)]


@pytest.mark.parametrize("found", CASES)
def test_accuracy_loss_and_confusion(found: Measurement) -> None:
    labels, read, classes = found.labels, found.predictions, range(len(found.class_names))
    report = found.report
    assert report.accuracy == pytest.approx(metrics.accuracy_score(labels, read), abs=1e-9)
    loss = metrics.log_loss(labels, found.probabilities, labels=list(classes))
    assert report.loss == pytest.approx(loss, abs=1e-9)
    matrix = metrics.confusion_matrix(labels, read, labels=list(classes))
    assert np.array_equal(np.array(report.confusion), matrix)
    shares = metrics.confusion_matrix(labels, read, labels=list(classes), normalize="true")
    assert np.abs(np.array(shares_of_rows(report.confusion)) - shares).max() <= 1e-9


@pytest.mark.parametrize("found", CASES)
def test_precision_recall_and_f1(found: Measurement) -> None:
    labels, read, report = found.labels, found.predictions, found.report
    ours = {
        "macro": (report.macro_precision, report.macro_recall, report.macro_f1),
        "weighted": (report.weighted_precision, report.weighted_recall, report.weighted_f1),
    }
    for average, figures in ours.items():
        theirs = metrics.precision_recall_fscore_support(labels, read, average=average, zero_division=0)
        assert figures == pytest.approx(theirs[:3], abs=1e-9)
    classes = list(range(len(found.class_names)))
    theirs = metrics.precision_recall_fscore_support(labels, read, labels=classes, zero_division=0)
    for name, figures in zip(("precision", "recall", "f1", "support"), theirs, strict=True):
        mine = [getattr(part, name) for part in report.per_class]
        assert mine == pytest.approx(figures.tolist(), abs=1e-9)


@pytest.mark.parametrize("found", CASES)
def test_the_reliability_diagram(found: Measurement) -> None:
    right, sure = found.predictions == found.labels, found.probabilities.max(axis=1)
    bins = [part for part in calibration_bins(right, sure) if part.count]
    shares, confidences = calibration.calibration_curve(right, sure, n_bins=15, pos_label=True)
    assert [part.accuracy for part in bins] == pytest.approx(shares.tolist(), abs=1e-9)
    assert [part.confidence for part in bins] == pytest.approx(confidences.tolist(), abs=1e-9)
    counts = np.array([part.count for part in bins])
    error = float(np.abs(shares - confidences) @ counts / counts.sum())
    assert found.report.ece == pytest.approx(error, abs=1e-9)


@pytest.mark.parametrize("found", CASES)
def test_coverage_and_accuracy(found: Measurement) -> None:
    assert found.digit_probabilities is not None
    curve = coverage_curve(found)
    for threshold in found.digit_probabilities[:20].astype(np.float64):
        answered = found.digit_probabilities >= threshold
        point = curve.at(float(threshold))
        assert point.coverage == pytest.approx(answered.mean(), abs=1e-9)
        accuracy = metrics.accuracy_score(found.labels[answered], found.predictions[answered])
        assert point.accuracy == pytest.approx(accuracy, abs=1e-9)
