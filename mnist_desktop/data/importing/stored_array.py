"""An array in somebody's file: known by its header, checked by arithmetic, read block by block."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.importing.trouble import BLOCK_BYTES, MOST_BYTES, told
from mnist_desktop.problems import Problem, ProblemCode

GZIP_MAGIC = b"\x1f\x8b"
_MOST_AT_ONCE = 300_000_000
_NUMBERS, _WORDS = "buif", "US"


@dataclass(frozen=True)
class StoredArray:
    """An array whose values are still in its file.

    Attributes:
        path: of the file.
        name: what it is called, with the file's name, to tell what it is for.
        shape: of the array.
        dtype: of its values: numbers, or text of bounded length.
        opened: opens the file where the first value stands.
        is_fortran: whether the first axis, not the last, changes quickest.

    """

    path: Path
    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    opened: Callable[[], AbstractContextManager[IO[bytes]]]
    is_fortran: bool = False

    @property
    def count(self) -> int:
        """The length of the first axis."""
        return self.shape[0]

    @property
    def byte_count(self) -> int:
        """How many bytes all values take."""
        return prod(self.shape) * self.dtype.itemsize

    def check(self) -> None:
        """Refuse by the header alone what cannot be an array of images or labels.

        Raises:
            Problem: DATA_PICKLE, DATA_TYPE, DATA_SHAPE, DATA_EMPTY or DATA_TOO_LARGE.

        """
        path = str(self.path)
        if self.dtype.hasobject:
            raise Problem(ProblemCode.DATA_PICKLE, path=path)
        if self.dtype.kind not in _NUMBERS + _WORDS or self.dtype.itemsize == 0:
            raise Problem(ProblemCode.DATA_TYPE, path=path, dtype=str(self.dtype)[:80])
        if not self.shape or min(self.shape) < 0 or len(self.shape) > 4:
            raise Problem(ProblemCode.DATA_SHAPE, path=path, shape=shape_words(self.shape))
        if 0 in self.shape:
            raise Problem(ProblemCode.DATA_EMPTY, path=path)
        most = _MOST_AT_ONCE if self.is_fortran or self.dtype.kind in _WORDS else MOST_BYTES
        if self.byte_count > most:
            raise Problem(
                ProblemCode.DATA_TOO_LARGE,
                path=path,
                size_mb=-(-self.byte_count // 1_000_000),
                limit_mb=most // 1_000_000,
            )

    def check_size(self, found: int) -> None:
        """Problem DATA_FILE_SIZE unless the file has as many bytes of values as the header promises."""
        if found != self.byte_count:
            raise self._other_size(found)

    def blocks(self) -> Iterator[NDArray[Any]]:
        """The array in pieces of a few megabytes along its first axis.

        Raises:
            Problem: DATA_FILE_SIZE where the file holds more or less than it promises, or what `told` makes.

        """
        if self.is_fortran and len(self.shape) > 1:
            yield self._whole_fortran()
            return
        per_row = max(self.byte_count // self.count, 1)
        rows = max(BLOCK_BYTES // per_row, 1)
        with told(self.path), self.opened() as stream:
            for begin in range(0, self.count, rows):
                length = min(rows, self.count - begin)
                yield self._read(stream, (length, *self.shape[1:]), begin * per_row)
            if stream.read(1):
                raise self._other_size(self.byte_count + 1)

    def whole(self) -> NDArray[Any]:
        """All of the array; for labels, which are small."""
        blocks = list(self.blocks())
        return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)

    def _whole_fortran(self) -> NDArray[Any]:
        with told(self.path), self.opened() as stream:
            array = self._read(stream, self.shape[::-1], 0).T
            if stream.read(1):
                raise self._other_size(self.byte_count + 1)
        return array

    def _read(self, stream: IO[bytes], shape: tuple[int, ...], before: int) -> NDArray[Any]:
        # Asked for piece by piece: a header may promise more than there is.
        content = bytearray()
        wanted = prod(shape) * self.dtype.itemsize
        while len(content) < wanted:
            piece = stream.read(min(wanted - len(content), BLOCK_BYTES))
            if not piece:
                raise self._other_size(before + len(content))
            content += piece
        array: NDArray[Any] = np.frombuffer(content, self.dtype).reshape(shape)
        return array

    def _other_size(self, found: int) -> Problem:
        return Problem(ProblemCode.DATA_FILE_SIZE, path=str(self.path), expected=self.byte_count, found=found)


@contextmanager
def unpacked(path: Path, skip: int = 0) -> Iterator[IO[bytes]]:
    """The content of a file, unpacked where it is gzip's, from byte `skip` on."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
        if is_packed:
            with gzip.GzipFile(fileobj=raw, mode="rb") as stream:
                stream.read(skip)
                yield stream  # type: ignore[misc]
        else:
            raw.seek(skip)
            yield raw


def is_packed(path: Path) -> bool:
    """Whether the file is gzip's."""
    with path.open("rb") as raw:
        return raw.read(2) == GZIP_MAGIC


def shape_words(shape: tuple[int, ...]) -> str:
    """A shape as people write it: 60000x28x28."""
    return "x".join(str(side) for side in shape) or "a single value"
