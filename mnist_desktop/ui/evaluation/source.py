"""What the Evaluate place measures on: MNIST's test digits, or a file or folder of the user's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs


@dataclass(frozen=True)
class Source:
    """A set by its place: an ink file or a folder of images; None for MNIST's test digits."""

    path: Path | None = None

    @property
    def name(self) -> str:
        """The file's or folder's name; empty for MNIST."""
        return "" if self.path is None else self.path.name or str(self.path)


MNIST_TEST = Source()


@dataclass(frozen=True, eq=False)
class MeasuredSet:
    """A source that has been read.

    Attributes:
        source: where it came from.
        data: labels, writers and model input.
        images: (n, 28, 28) uint8, ink 255, the model input to look at.

    """

    source: Source
    data: LabelledImages | LabelledInputs
    images: NDArray[np.uint8]

    def label_of(self, index: int) -> str:
        """What an image is labelled with."""
        return self.data.class_names[int(self.data.labels[index])]

    def writer_of(self, index: int) -> str:
        """Who drew an image; empty where nobody knows."""
        if isinstance(self.data, LabelledImages) or self.data.writers[index] < 0:
            return ""
        return self.data.writer_names[int(self.data.writers[index])]
