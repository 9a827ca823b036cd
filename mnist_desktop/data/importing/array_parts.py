"""Parts of a set from arrays: which images and which labels belong together, and how images lie in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.importing.labels import raw_labels
from mnist_desktop.data.importing.roles import Role, read_name, role_of
from mnist_desktop.data.importing.stored_array import StoredArray, shape_words
from mnist_desktop.data.importing.trouble import MOST_SIDE, check_count
from mnist_desktop.data.importing.understood import Batch, RawLabels, value_range
from mnist_desktop.problems import Problem, ProblemCode

_COLOURS = (1, 3, 4)


@dataclass(frozen=True, eq=False)
class ArrayPart:
    """Images of an array with their labels; see `PartSource`."""

    split: str
    path: Path
    images: StoredArray
    labels: RawLabels
    shape: tuple[int, ...]
    writers: tuple[str | None, ...] = ()
    left_out: int = 0

    @property
    def dtype(self) -> str:
        """Of the values."""
        return str(self.images.dtype)

    def span(self) -> tuple[float, float]:
        """The smallest and the largest value of all images; of bytes, until they are surely 0 to 255."""
        low, high = np.inf, -np.inf
        for block in self.images.blocks():
            least, most = float(block.min()), float(block.max())
            if not np.isfinite([least, most]).all():
                raise Problem(ProblemCode.DATA_NOT_FINITE, path=str(self.path))
            low, high = min(low, least), max(high, most)
            if self.images.dtype == np.uint8 and value_range(low, high) == (0.0, 255.0):
                break
        return low, high

    def sample(self, count: int) -> Batch:
        """The first images."""
        first = next(iter(self.batches(skip_unreadable=False)))
        return Batch(first.positions[:count], np.array(first.images[:count]))

    def batches(self, skip_unreadable: bool) -> Iterator[Batch]:
        """All images; there are no unreadable ones."""
        begin = 0
        for block in self.images.blocks():
            yield Batch(np.arange(begin, begin + len(block)), _as_images(block, self.shape))
            begin += len(block)


@dataclass
class _Gathered:
    """The arrays of one split while they are gathered."""

    images: StoredArray | None = None
    labels: StoredArray | None = None
    writers: StoredArray | None = None
    writer_names: StoredArray | None = None


def array_parts(path: Path, arrays: Sequence[StoredArray]) -> tuple[list[ArrayPart], tuple[str, ...]]:
    """The parts that arrays make, and the names of the classes where an array has them.

    Args:
        path: what the user gave, for sentences.
        arrays: of one set.

    Raises:
        Problem: DATA_SEVERAL, DATA_LABELS_MISSING, DATA_IMAGES_MISSING, DATA_COUNTS, or what reading raises.

    """
    gathered, class_names = _gather(path, arrays)
    pairs = [(split, one) for split, one in gathered.items() if one.images or one.labels]
    if len(pairs) == 2 and _complete_each_other(pairs[0][1], pairs[1][1]):
        # A file of images and one of labels, whatever they are called.
        first, second = pairs[0][1], pairs[1][1]
        pairs = [(pairs[0][0], _Gathered(first.images or second.images, first.labels or second.labels))]
    names = () if class_names is None else tuple(str(name) for name in class_names.whole().tolist())
    return [_part(path, split, one) for split, one in pairs], names


def has_pair(arrays: Sequence[StoredArray]) -> bool:
    """Whether each split that occurs in the arrays has both images and labels."""
    roles: dict[str, set[Role]] = {}
    for array in arrays:
        name = read_name(array.name)
        roles.setdefault(name.split, set()).add(role_of(array, name.role))
    wanted = {Role.IMAGES, Role.LABELS}
    found = [known & wanted for known in roles.values() if known & wanted]
    return bool(found) and all(known == wanted for known in found)


def _gather(path: Path, arrays: Sequence[StoredArray]) -> tuple[dict[str, _Gathered], StoredArray | None]:
    gathered: dict[str, _Gathered] = {}
    class_names = None
    for array in arrays:
        name = read_name(array.name)
        role = role_of(array, name.role)
        if role is Role.CLASS_NAMES and array.dtype.kind == "U":
            class_names = array
            continue
        one = gathered.setdefault(name.split, _Gathered())
        place = "labels" if role is Role.CLASS_NAMES else role.name.lower()
        if getattr(one, place) is not None:
            raise Problem(ProblemCode.DATA_SEVERAL, path=str(path), names=_names(arrays))
        setattr(one, place, array)
    return gathered, class_names


def _complete_each_other(first: _Gathered, second: _Gathered) -> bool:
    has_images, has_labels = (first.images, second.images), (first.labels, second.labels)
    return sum(one is not None for one in has_images) == 1 == sum(one is not None for one in has_labels)


def _part(path: Path, split: str, one: _Gathered) -> ArrayPart:
    if one.images is None:
        raise Problem(ProblemCode.DATA_IMAGES_MISSING, path=str(one.labels.path if one.labels else path))
    if one.labels is None:
        raise Problem(ProblemCode.DATA_LABELS_MISSING, path=str(one.images.path))
    source = one.images.path
    check_count(source, one.images.count)
    if one.images.count != one.labels.count:
        raise Problem(
            ProblemCode.DATA_COUNTS, path=str(source), images=one.images.count, labels=one.labels.count
        )
    shape = _image_shape(one.images)
    return ArrayPart(split, source, one.images, raw_labels(one.labels), shape, _writers(one))


def _writers(one: _Gathered) -> tuple[str | None, ...]:
    """The writers that this program writes beside labels; empty where there are none that fit."""
    if one.writers is None or one.writer_names is None or one.images is None:
        return ()
    numbers, names = raw_labels(one.writers), one.writer_names.whole().tolist()
    if len(numbers) != one.images.count or numbers.dtype.kind != "i" or numbers.max() >= len(names):
        return ()
    return tuple(None if number < 0 else str(names[number]) for number in numbers.tolist())


def _image_shape(images: StoredArray) -> tuple[int, ...]:
    """Of one image: (height, width) or (height, width, colours); Problem DATA_SHAPE or DATA_TYPE."""
    if images.dtype.kind not in "buif":
        raise Problem(ProblemCode.DATA_TYPE, path=str(images.path), dtype=str(images.dtype)[:80])
    sides = images.shape[1:]
    if len(sides) == 1 and isqrt(sides[0]) ** 2 == sides[0]:
        sides = (isqrt(sides[0]),) * 2
    elif len(sides) == 3 and sides[2] not in _COLOURS and sides[0] in (1, 3):
        sides = (sides[1], sides[2], sides[0])
    if len(sides) == 3 and sides[2] == 1:
        sides = sides[:2]
    if (
        len(sides) not in (2, 3)
        or not 2 <= min(sides[:2]) <= max(sides[:2]) <= MOST_SIDE
        or (len(sides) == 3 and sides[2] not in _COLOURS)
    ):
        raise Problem(ProblemCode.DATA_SHAPE, path=str(images.path), shape=shape_words(images.shape))
    return sides


def _as_images(block: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """A block of the array as (k, height, width) or with the colours last."""
    is_colours_first = block.ndim == 4 and len(shape) == 3 and block.shape[1:] != shape
    return np.moveaxis(block, 1, -1) if is_colours_first else block.reshape(-1, *shape)


def _names(arrays: Sequence[StoredArray]) -> str:
    return ", ".join(array.name for array in arrays[:6]) + (", ..." if len(arrays) > 6 else "")
