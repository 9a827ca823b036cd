"""What a file is, told by how it begins, whatever it is called."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from mnist_desktop.data.importing.array_files import is_idx
from mnist_desktop.data.importing.stored_array import unpacked
from mnist_desktop.data.importing.trouble import MOST_BYTES, told
from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.ink.unipen import looks_like_unipen
from mnist_desktop.problems import Problem, ProblemCode

_HEAD_BYTES = 200_000
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_PICKLES = tuple(bytes([0x80, version]) for version in range(2, 6))
_POINTER = b"version https://git-lfs.github.com/"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TABLE_SIGNS = frozenset(b",;\t ")


class Kind(Enum):
    """What can be in one file."""

    IDX = auto()
    NPY = auto()
    NPZ = auto()
    TABLE = auto()
    INK = auto()
    IMAGE = auto()

    @property
    def is_array(self) -> bool:
        """Whether the file holds arrays."""
        return self in (Kind.IDX, Kind.NPY, Kind.NPZ)


def kind_of(path: Path) -> Kind:
    """What a file is.

    Raises:
        Problem: FILE_..., DATA_PICKLE, DATA_POINTER, DATA_FILE_DAMAGED, or DATA_UNKNOWN.

    """
    checked_size(path, MOST_BYTES)
    with told(path), unpacked(path) as stream:
        head = stream.read(_HEAD_BYTES)
    if head.startswith(_PICKLES):
        raise Problem(ProblemCode.DATA_PICKLE, path=str(path))
    if head.startswith(_POINTER):
        raise Problem(ProblemCode.DATA_POINTER, path=str(path))
    kind = _binary_kind(head) or _text_kind(head)
    if kind is None:
        raise Problem(ProblemCode.DATA_UNKNOWN, path=str(path))
    return kind


def _binary_kind(head: bytes) -> Kind | None:
    if is_idx(head):
        return Kind.IDX
    if head.startswith(b"\x93NUMPY"):
        return Kind.NPY
    if head.startswith(b"PK\x03\x04"):
        return Kind.NPZ
    if head.startswith(_IMAGES) or (head.startswith(b"BM") and b"\0" in head[:16]):
        return Kind.IMAGE
    return None


def _text_kind(head: bytes) -> Kind | None:
    if head.startswith(_UTF_16):
        return Kind.INK
    if b"\0" in head:
        return None
    text = head.decode("utf-8-sig", "replace").lstrip()
    if text.startswith("{") or looks_like_unipen(text):
        return Kind.INK
    first = text.splitlines()[0].encode() if text else b""
    return Kind.TABLE if _TABLE_SIGNS & set(first) and any(sign.isdigit() for sign in text) else None
