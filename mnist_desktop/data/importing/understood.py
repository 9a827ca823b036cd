"""What a survey found out of somebody's files, and what a person may choose before they are taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE, LabelledImages

RawLabels: TypeAlias = NDArray[np.int64] | NDArray[np.str_]
"""(n,) whole numbers or names, as they are in the file."""
DEFAULT_TEST_SHARE = 0.2


class Format(StrEnum):
    """The formats that can be imported."""

    IDX = "idx"
    NPZ = "npz"
    NPY = "npy"
    CSV = "csv"
    IMAGES = "images"
    INK = "ink"


class Polarity(StrEnum):
    """How ink and paper differ in an image."""

    LIGHT_ON_DARK = "light-on-dark"
    DARK_ON_LIGHT = "dark-on-light"


class Sizing(StrEnum):
    """What to do with images: keep 28x28 and scale others, or find the ink and centre it as MNIST's is."""

    SCALE = "scale"
    FIT = "fit"


class LabelColumn(StrEnum):
    """Which column of a table has the labels."""

    FIRST = "first"
    LAST = "last"


class Step(StrEnum):
    """What is done to the images when they are taken, in this order."""

    RENDERED = "rendered"
    TRANSPOSED = "transposed"
    MADE_GREY = "made-grey"
    RESCALED = "rescaled"
    INVERTED = "inverted"
    RESIZED = "resized"
    FITTED = "fitted"
    DIVIDED = "divided"


@dataclass(frozen=True, eq=False)
class Batch:
    """Some images of a part, one after the other.

    Attributes:
        positions: (k,) int64, which of the part they are; in order, with gaps where images were skipped.
        images: k arrays (height, width) or with 1, 3 or 4 colours last, or one array of all of them.

    """

    positions: NDArray[np.int64]
    images: NDArray[Any] | tuple[NDArray[Any], ...]


class PartSource(Protocol):
    """A part of a set as it is in its file. Labels are known, images are read when asked for.

    Attributes:
        split: "train", "test", "val", or "" where nothing tells.
        path: the file or folder, for sentences.
        labels: one for each image.
        writers: the writer of each image, None where unknown; empty where no writer is known.
        shape: of one image, empty where they are strokes or of several sizes.
        dtype: NumPy's word for the type of the values.
        left_out: what has no label.

    """

    @property
    def split(self) -> str: ...  # noqa: D102 - see the class
    @property
    def path(self) -> Path: ...  # noqa: D102
    @property
    def labels(self) -> RawLabels: ...  # noqa: D102
    @property
    def writers(self) -> tuple[str | None, ...]: ...  # noqa: D102
    @property
    def shape(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def dtype(self) -> str: ...  # noqa: D102
    @property
    def left_out(self) -> int: ...  # noqa: D102

    def span(self) -> tuple[float, float]:
        """The smallest and the largest value; Problem where they are no finite numbers."""

    def sample(self, count: int) -> Batch:
        """At most `count` images, unchanged."""

    def batches(self, skip_unreadable: bool) -> Iterator[Batch]:
        """All images, unchanged, a few megabytes at once."""


@dataclass(frozen=True, eq=False)
class Understood:
    """What is in somebody's files, and what would be done to it. Nothing has been taken yet.

    Attributes:
        format: of the files.
        paths: what was looked at: the files given, and those found to belong to them; or a folder.
        name: what the set could be called.
        train_count: images to learn from; all of them where nothing tells the parts apart.
        test_count: images to be measured on.
        has_split: whether the files tell training and test images apart.
        shape: of one image as it is: (height, width) or (height, width, colours); empty for strokes and for
            images of several sizes.
        dtype: of the values, as NumPy calls it; empty for strokes.
        low: the smallest value; in tables, image files and arrays of bytes, of those that were looked at.
        high: the largest one.
        class_names: the name of each class.
        train_counts: how many images each class has in the part to learn from.
        test_counts: the same of the other part.
        writer_names: the writers, where known.
        polarity: what the borders of the images say.
        label_column: where in a table the labels are, None for other formats.
        left_out: drawings or images without a label.
        preview: up to 25 images as they would be taken without further choices.
        sample: the same images as they are in the file.
        parts: where the images come from, those to learn from first.
        part_labels: of each part, (n,) int64, indices into `class_names`.

    """

    format: Format
    paths: tuple[Path, ...]
    name: str
    train_count: int
    test_count: int
    has_split: bool
    shape: tuple[int, ...]
    dtype: str
    low: float
    high: float
    class_names: tuple[str, ...]
    train_counts: tuple[int, ...]
    test_counts: tuple[int, ...]
    writer_names: tuple[str, ...]
    polarity: Polarity
    label_column: LabelColumn | None
    left_out: int
    preview: LabelledImages
    sample: tuple[NDArray[Any], ...]
    parts: tuple[PartSource, ...]
    part_labels: tuple[NDArray[np.int64], ...]

    @property
    def count(self) -> int:
        """How many images there are in both parts."""
        return self.train_count + self.test_count


@dataclass(frozen=True)
class Choices:
    """What a person wants to be different from what was understood.

    Attributes:
        name: of the set; empty for the one that was understood.
        polarity: None for the one that was found.
        class_names: one for each class; empty for those that were found.
        label_column: of a table; None for the one that was found.
        test_share: 0 to 1, how much goes to the test part where the files have no split; of each class alike,
            or whole writers where at least five are known.
        sizing: what to do with the images.
        transposed: exchange rows and columns, which lie so in EMNIST's files.
        skip_unreadable: leave image files out that cannot be read, instead of telling of the first one.

    """

    name: str = ""
    polarity: Polarity | None = None
    class_names: tuple[str, ...] = ()
    label_column: LabelColumn | None = None
    test_share: float = DEFAULT_TEST_SHARE
    sizing: Sizing = Sizing.SCALE
    transposed: bool = False
    skip_unreadable: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.test_share < 1:
            raise ValueError(f"a test share of {self.test_share}")


def steps(understood: Understood, choices: Choices) -> tuple[Step, ...]:
    """What is done to the images of a set when it is taken with these choices."""
    is_ink = understood.format is Format.INK
    sized = Step.FITTED if choices.sizing is Sizing.FIT else Step.RESIZED
    wanted = {
        Step.RENDERED: is_ink,
        Step.TRANSPOSED: not is_ink and choices.transposed,
        Step.MADE_GREY: len(understood.shape) == 3 and understood.shape[2] > 1,
        Step.RESCALED: not is_ink and value_range(understood.low, understood.high) != (0.0, 255.0),
        Step.INVERTED: not is_ink and _polarity(understood, choices) is Polarity.DARK_ON_LIGHT,
        sized: not is_ink and (sized is Step.FITTED or understood.shape[:2] != (SIDE, SIDE)),
        Step.DIVIDED: not understood.has_split and choices.test_share > 0,
    }
    return tuple(step for step in Step if wanted.get(step, False))


def _polarity(understood: Understood, choices: Choices) -> Polarity:
    return choices.polarity or understood.polarity


def value_range(low: float, high: float) -> tuple[float, float]:
    """Which values stand for black and for white, from the smallest and the largest that occur."""
    if low >= 0:
        if high <= 1:
            return 0.0, 1.0
        if high <= 16:
            # As in the digits of scikit-learn: 0 to 16.
            return 0.0, high
        if high <= 255:
            return 0.0, 255.0
        if high <= 65535:
            return 0.0, 65535.0
    elif low >= -1 and high <= 1:
        return -1.0, 1.0
    return (low, high) if high > low else (low, low + 1)
