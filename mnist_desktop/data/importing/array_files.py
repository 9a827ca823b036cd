"""The headers of files with arrays: IDX, `.npy` and `.npz`. Pickles are never read."""

from __future__ import annotations

import io
import stat
import struct
import tokenize
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

import numpy as np

from mnist_desktop.data.importing.stored_array import StoredArray, is_packed, unpacked
from mnist_desktop.data.importing.trouble import damaged, told
from mnist_desktop.problems import Problem, ProblemCode

_IDX_TYPES = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
_MOST_AXES = 4
# NumPy lets headers in that have up to 10,000 signs.
_LONGEST_HEADER = 16_384
_MOST_MEMBERS = 64
# What NumPy, and Python's own readers below it, raise for what is no header.
_OF_HEADERS = (
    ValueError, TypeError, KeyError, IndexError, SyntaxError, RecursionError, MemoryError, OverflowError,
    tokenize.TokenError,
)  # fmt: skip
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_idx(head: bytes) -> bool:
    """Whether a file that begins so is IDX."""
    return len(head) >= 4 and head[:2] == b"\0\0" and head[2] in _IDX_TYPES and 1 <= head[3] <= _MOST_AXES


def idx_array(path: Path) -> StoredArray:
    """The array of an IDX file, plain or gzip.

    Raises:
        Problem: what `told` and `StoredArray.check` raise, or DATA_FILE_SIZE.

    """
    with told(path), unpacked(path) as stream:
        head = stream.read(4)
        if not is_idx(head):
            raise damaged(path, "the IDX header is incomplete")
        axes = head[3]
        shape = struct.unpack(f">{axes}I", stream.read(4 * axes))
    skip = 4 + 4 * axes
    return _checked_plain(
        StoredArray(path, path.name, shape, np.dtype(_IDX_TYPES[head[2]]), partial(unpacked, path, skip)),
        skip,
    )


def npy_array(path: Path) -> StoredArray:
    """The array of a `.npy` file, plain or gzip; raises like `idx_array`."""
    with told(path), unpacked(path) as stream:
        shape, is_fortran, dtype, skip = _npy_header(path, stream)
    array = StoredArray(path, path.name, shape, dtype, partial(unpacked, path, skip), is_fortran)
    return _checked_plain(array, skip)


def npz_arrays(path: Path) -> list[StoredArray]:
    """The arrays of an `.npz` file, whose archive is not trusted either.

    Raises:
        Problem: DATA_ARCHIVE, DATA_ARCHIVE_NAME, or what `npy_array` raises.

    """
    with told(path), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if not 0 < len(members) <= _MOST_MEMBERS:
            raise _archive(path, f"{len(members)} members instead of 1 to {_MOST_MEMBERS}")
        if len({member.filename for member in members}) != len(members):
            raise _archive(path, "two members of one name")
        for member in members:
            _check_member(path, member)
        found = [_member_array(path, archive, member) for member in members]
    for array, size in found:
        array.check()
        array.check_size(size)
    return [array for array, _ in found]


def _checked_plain(array: StoredArray, skip: int) -> StoredArray:
    array.check()
    with told(array.path):
        if not is_packed(array.path):
            array.check_size(array.path.stat().st_size - skip)
    return array


def _npy_header(path: Path, stream: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Shape, whether it is in Fortran's order, type, and where the values begin."""
    # Not from the stream itself: a header may say that it is gigabytes long.
    head = io.BytesIO(stream.read(_LONGEST_HEADER))
    readers = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }
    try:
        version = np.lib.format.read_magic(head)
        if version not in readers:
            raise ValueError(f"version {version} of the format")
        shape, is_fortran, dtype = readers[version](head)
    except _OF_HEADERS as error:
        raise damaged(path, f"the header of the array cannot be read: {error}") from error
    return tuple(int(side) for side in shape), bool(is_fortran), dtype, head.tell()


def _check_member(path: Path, member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in member.filename or not name.parts:
        raise Problem(ProblemCode.DATA_ARCHIVE_NAME, path=str(path), name=member.filename[:80])
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _archive(path, "a member is a link")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _PACKINGS:
        raise _archive(path, "a member is encrypted or packed in an unusual way")
    if not member.filename.endswith(".npy"):
        raise _archive(path, f"{name.name[:40]} in it is no array")


def _member_array(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[StoredArray, int]:
    """The array, and how many bytes its member has for the values, by the archive's directory."""
    with archive.open(member) as stream:
        shape, is_fortran, dtype, skip = _npy_header(path, stream)
    name = f"{path.stem}/{member.filename.removesuffix('.npy').replace('/', '-')}"
    opened = partial(_member_opened, path, member.filename, skip)
    return StoredArray(path, name, shape, dtype, opened, is_fortran), member.file_size - skip


@contextmanager
def _member_opened(path: Path, name: str, skip: int) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
        stream.read(skip)
        yield stream


def _archive(path: Path, reason: str) -> Problem:
    return Problem(ProblemCode.DATA_ARCHIVE, path=str(path), reason=reason)
