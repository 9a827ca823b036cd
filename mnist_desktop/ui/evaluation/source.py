"""What a model is measured on: a part of a set that the program keeps, or a file or folder of the user's."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum, unique
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.data_set import MNIST_IDENTIFIER
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs


@unique
class Part(StrEnum):
    """Which part of a set."""

    TRAIN = "train"
    TEST = "test"


@dataclass(frozen=True)
class KeptPart:
    """A part of a set of the library; its name is for people only."""

    identifier: str
    part: Part
    name: str = field(default="", compare=False)


@dataclass(frozen=True)
class OpenedPath:
    """An ink file or a folder of images."""

    path: Path

    @property
    def name(self) -> str:
        """The file's or folder's name."""
        return self.path.name or str(self.path)


Source: TypeAlias = KeptPart | OpenedPath
MNIST_TEST = KeptPart(MNIST_IDENTIFIER, Part.TEST, "MNIST")
MNIST_TRAIN = KeptPart(MNIST_IDENTIFIER, Part.TRAIN, "MNIST")


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
        writer = int(self.data.writers[index])
        return "" if writer < 0 else self.data.writer_names[writer]
