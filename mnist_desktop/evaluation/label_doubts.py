"""Labels that look wrong: the model is confident that the image shows another class.

The rule is that of confident learning (C. Northcutt, L. Jiang, I. Chuang, "Confident learning: estimating
uncertainty in dataset labels", Journal of Artificial Intelligence Research 70, 2021, sections 3.1 and 3.2):

1. A class's threshold is how likely the model finds it, on average, in the images that are labelled so.
2. An image counts as of a class where the model finds that class at least as likely as its threshold; where
   that is so for several classes, as of the likeliest.
3. An image that counts as of another class than its label is doubtful (off the diagonal of the paper's
   "confident joint").
4. The most doubtful come first, by the normalised margin: how likely the model finds the label, less how
   likely the likeliest other class.

A class is only as likely as the image is a digit at all, for a model that can tell. Images without ink, and
those whose label is no class of the model, are left alone. The paper's probabilities are those of a model
that has not learnt from the images in question; one that has may have learnt wrong labels by heart, and
doubts fewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.measuring import Measurement


@dataclass(frozen=True, eq=False)
class LabelDoubts:
    """The doubtful images, the most doubtful first.

    Attributes:
        indices: (m,) int64, which images.
        suggested: (m,) int64, the class that the model would label each with.
        likelihoods: (m,) float64, how likely the model finds that class, 0..1.

    """

    indices: NDArray[np.int64]
    suggested: NDArray[np.int64]
    likelihoods: NDArray[np.float64]


def label_doubts(measurement: Measurement) -> LabelDoubts:
    """Find the labels that look wrong by the rule above."""
    looked_at = np.flatnonzero(measurement.truth.shows_class & measurement.verdicts.has_ink)
    labels = measurement.labels[looked_at]
    likely = _likelihoods(measurement, looked_at)
    candidates = np.where(likely >= _thresholds(labels, likely), likely, -1.0)
    suggested = candidates.argmax(axis=1)
    doubtful = np.flatnonzero((candidates.max(axis=1) >= 0) & (suggested != labels))
    order = doubtful[np.argsort(_margins(labels[doubtful], likely[doubtful]), kind="stable")]
    return LabelDoubts(
        looked_at[order].astype(np.int64), suggested[order].astype(np.int64), likely[order, suggested[order]]
    )


def _likelihoods(measurement: Measurement, looked_at: NDArray[np.int64]) -> NDArray[np.float64]:
    """(m, classes) how likely each of these images is each class."""
    likely = measurement.probabilities[looked_at].astype(np.float64)
    if measurement.digit_probabilities is None:
        return likely
    return likely * measurement.digit_probabilities[looked_at, np.newaxis].astype(np.float64)


def _thresholds(labels: NDArray[np.int64], likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """(classes,) the mean likelihood of each class over what is labelled so; 2 where nothing is."""
    classes = likely.shape[1]
    counts = np.bincount(labels, minlength=classes).astype(np.float64)
    sums = np.bincount(labels, weights=likely[np.arange(len(labels)), labels], minlength=classes)
    means: NDArray[np.float64] = np.divide(sums, counts, out=np.full(classes, 2.0), where=counts > 0)
    return means


def _margins(labels: NDArray[np.int64], likely: NDArray[Any]) -> NDArray[np.float64]:
    """(m,) how likely the label is, less the likeliest other class."""
    rows = np.arange(len(labels))
    others = likely.copy()
    others[rows, labels] = -1.0
    return np.asarray(likely[rows, labels] - others.max(axis=1), np.float64)
