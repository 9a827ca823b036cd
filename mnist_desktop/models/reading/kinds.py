"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re

from mnist_desktop.models.reading.inspection import damaged, refused, unsupported
from mnist_desktop.problems import ProblemCode

HEAD_BYTES = 512
KERAS = "keras"
H5 = "h5"

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HDF5 = b"\x89HDF\r\n\x1a\n"
_LFS_POINTER = b"version https://git-lfs"
_PICKLE = re.compile(
    rb"\x80[\x01-\x05]|c[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n|[(\]}][dlpiq]?p?\d*\n|\(c[\w.]+\n"
)
_FOREIGN = (
    (b"\x93NUMPY", "NumPy"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"SIMPLE  =", "FITS"),
)


def format_of(head: bytes) -> str:
    """KERAS for a zip archive, H5 for an HDF5 file.

    Args:
        head: The first bytes of the file, at most `HEAD_BYTES`.

    Raises:
        NotOpened: For everything else, with what it seems to be.

    """
    if not head:
        raise damaged(ProblemCode.FILE_EMPTY)
    if head.startswith(_ZIP):
        return KERAS
    if head.startswith(_HDF5):
        return H5
    if _HDF5.startswith(head) or head in b"PK\x03\x04":
        raise damaged(ProblemCode.MODEL_FILE_DAMAGED, reason=f"{len(head)} bytes")
    if head.startswith(_LFS_POINTER):
        raise damaged(ProblemCode.MODEL_FILE_POINTER)
    if _PICKLE.match(head):
        raise refused(ProblemCode.MODEL_FILE_PICKLE)
    kind = _foreign_kind(head)
    if kind:
        raise unsupported(ProblemCode.MODEL_FILE_FOREIGN, kind=kind)
    raise unsupported(ProblemCode.MODEL_FILE_UNKNOWN)


def _foreign_kind(head: bytes) -> str:
    for start, kind in _FOREIGN:
        if head.startswith(start):
            return kind
    if head[4:8] == b"TFL3":
        return "LiteRT"
    text = head.lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    if text.startswith(b"<?xml"):
        return "XML"
    return "JSON" if text.startswith((b"{", b"[")) else ""
