"""What is compared: what images show, and what a model made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_CLASS = -1
"""The label of an image that shows none of the model's classes, and the reading of one without ink."""


@dataclass(frozen=True, eq=False)
class Truth:
    """What n images show, and whose hand drew them.

    Attributes:
        labels: (n,) int64, indices into the model's classes; `NO_CLASS` where the label is none of them.
        names: the names of all labels that the set may have.
        named: (n,) int64, the label of each image as an index into `names`.
        writer_names: the name of each known writer.
        writers: (n,) int64, indices into `writer_names`, -1 where unknown.

    """

    labels: NDArray[np.int64]
    names: tuple[str, ...]
    named: NDArray[np.int64]
    writer_names: tuple[str, ...]
    writers: NDArray[np.int64]

    @classmethod
    def of_classes(cls, labels: NDArray[np.int64], class_names: tuple[str, ...]) -> Truth:
        """Of images by unknown hands, labelled (n,) with indices into the model's own classes."""
        return cls(labels, class_names, labels, (), np.full(len(labels), -1, np.int64))

    @property
    def shows_class(self) -> NDArray[np.bool_]:
        """(n,) which of them show one of the model's classes."""
        return np.asarray(self.labels != NO_CLASS, np.bool_)


@dataclass(frozen=True, eq=False)
class Verdicts:
    """What a model made of n images, at some caution.

    Attributes:
        probabilities: (n, classes) float, each row summing to 1; of no meaning where there is no ink.
        rejected: (n,) which of them are called no digit; among them all without ink.
        has_ink: (n,) which of them have ink.
        can_reject: whether the model can call something with ink no digit.

    """

    probabilities: NDArray[np.floating[Any]]
    rejected: NDArray[np.bool_]
    has_ink: NDArray[np.bool_]
    can_reject: bool

    @property
    def predictions(self) -> NDArray[np.int64]:
        """(n,) int64, the most probable class, rejected or not; `NO_CLASS` where there is no ink."""
        best = self.probabilities.argmax(axis=1).astype(np.int64)
        return np.where(self.has_ink, best, NO_CLASS)
