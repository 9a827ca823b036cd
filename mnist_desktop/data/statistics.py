"""What can be said of a part of a set in figures: values, counts and mean images of its classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages


@dataclass(frozen=True, eq=False)
class Statistics:
    """Figures of labelled images. All arrays are read-only.

    Attributes:
        shape: of the array of images, (n, 28, 28).
        dtype: the type of its values, as NumPy calls it.
        lowest: the smallest value, 0 where there are no images.
        highest: the largest one.
        class_counts: (classes,) int64, how many images each class has.
        class_means: (classes, 28, 28) float32 in 0..1, the mean image of each class; 0 where it has none.

    """

    shape: tuple[int, ...]
    dtype: str
    lowest: int
    highest: int
    class_counts: NDArray[np.int64]
    class_means: NDArray[np.float32]


def statistics_of(digits: LabelledImages) -> Statistics:
    """Look at every image once; takes about a tenth of a second for 60,000, so not for the GUI thread."""
    classes = len(digits.class_names)
    counts = np.bincount(digits.labels, minlength=classes).astype(np.int64)
    means = np.zeros((classes, *digits.images.shape[1:]), np.float32)
    for label in np.flatnonzero(counts):
        # Sums of bytes: a copy of all images in floating point would take a quarter of a gigabyte.
        total = digits.images[digits.labels == label].sum(axis=0, dtype=np.uint64)
        means[label] = total / (255 * counts[label])
    counts.flags.writeable = means.flags.writeable = False
    return Statistics(
        digits.images.shape,
        digits.images.dtype.name,
        int(digits.images.min(initial=255)) if digits.count else 0,
        int(digits.images.max(initial=0)),
        counts,
        means,
    )
