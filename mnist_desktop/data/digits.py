"""A set of labelled 28x28 images, as training, evaluation and the Data tab share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIGIT_NAMES: tuple[str, ...] = tuple("0123456789")
NOT_A_DIGIT = ""
"""Name of the class, after all others, of what is no digit; only what is trained on has it."""
SIDE = 28


@dataclass(frozen=True, eq=False)
class LabelledImages:
    """Images and what they show. The arrays are made read-only, so that threads may share them.

    Attributes:
        name: what a person calls the set.
        images: (n, 28, 28) uint8, ink 255 on 0.
        labels: (n,) int64, indices into `class_names`.
        class_names: the name of each class.
        writers: (n,) int64, indices into `writer_names`, -1 where unknown; as all are where none are given.
        writer_names: the name of each writer.

    Raises:
        ValueError: the arrays do not fit together (a mistake of the caller, not of a file).

    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    class_names: tuple[str, ...] = DIGIT_NAMES
    writers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    writer_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        images = np.ascontiguousarray(self.images)
        labels = np.ascontiguousarray(self.labels, dtype=np.int64)
        if images.dtype != np.uint8 or images.shape != (len(labels), SIDE, SIDE) or labels.ndim != 1:
            raise ValueError(f"images {images.dtype} {images.shape} do not fit labels {labels.shape}")
        if len(labels) and not 0 <= labels.min() <= labels.max() < len(self.class_names):
            raise ValueError(f"labels {labels.min()}..{labels.max()} for {len(self.class_names)} classes")
        object.__setattr__(self, "images", _read_only(images))
        object.__setattr__(self, "labels", _read_only(labels))
        object.__setattr__(self, "writers", _read_only(self._checked_writers()))

    @property
    def count(self) -> int:
        """How many images there are."""
        return len(self.labels)

    def subset(self, indices: NDArray[np.int64]) -> LabelledImages:
        """The images at `indices` (n,), in that order."""
        return LabelledImages(
            self.name,
            self.images[indices],
            self.labels[indices],
            self.class_names,
            self.writers[indices],
            self.writer_names,
        )

    def of_class(self, label: int) -> LabelledImages:
        """The images of one class, in their order."""
        return self.subset(np.flatnonzero(self.labels == label))

    def _checked_writers(self) -> NDArray[np.int64]:
        writers = np.ascontiguousarray(self.writers, dtype=np.int64)
        if not writers.size:
            return np.full(self.count, -1, np.int64)
        if writers.shape != self.labels.shape or not -1 <= writers.min() <= writers.max() < len(
            self.writer_names
        ):
            raise ValueError(f"writers {writers.shape} do not fit labels {self.labels.shape}")
        return writers


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    """A view that cannot be written; the caller's own array stays as it was."""
    view = array.view()
    view.flags.writeable = False
    return view
