"""A `.keras` file as an archive: its directory is checked before anything is unpacked."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mnist_desktop.models.reading.inspection import damaged, refused, unsupported
from mnist_desktop.models.reading.limits import (
    FREE_EXPANSION,
    LARGEST_CONFIGURATION,
    LARGEST_FILE,
    LONGEST_WORD,
    MOST_EXPANSION,
    MOST_MEMBERS,
)
from mnist_desktop.problems import ProblemCode

_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNSAFE = re.compile(r"(^|/)\.{1,2}(/|$)|^/|^[A-Za-z]:|[\x00-\x1f]")
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


class _BoundedStream:
    """A stream that hands out a few megabytes at once and no more.

    zipfile reads the whole directory of an archive in one go, of whichever size the archive says it is, and
    makes an object of each entry.
    """

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = size
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1, /) -> bytes:
        wanted = self._size - self.tell() if size < 0 else size
        if wanted > LARGEST_CONFIGURATION:
            raise refused(ProblemCode.MODEL_ZIP_DIRECTORY)
        return self._stream.read(wanted)


class Archive:
    """A checked archive; a member is found by its name, on whichever system the name was written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Take over an open archive whose directory was checked."""
        self._archive = archive
        self._members = {_slashed(member): member for member in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, with slashes."""
        return tuple(self._members)

    def read(self, name: str, limit: int) -> bytes:
        """The content of a small member; NotOpened if it is damaged or has more than `limit` bytes."""
        if self._members[name].file_size > limit:
            raise refused(ProblemCode.MODEL_CONFIG_TOO_LARGE)
        with _told_as_damage(), self._archive.open(self._members[name]) as stream:
            return stream.read(limit)

    def unpack(self, name: str, target: Path) -> None:
        """Write a member's content to `target`; NotOpened if it is damaged, OSError without room."""
        with target.open("xb") as copy:
            for part in self._parts(name):
                copy.write(part)

    def _parts(self, name: str) -> Iterator[bytes]:
        # zipfile hands out as many bytes as the directory says, which was checked, and compares the CRC.
        with _told_as_damage(), self._archive.open(self._members[name]) as stream:
            while part := stream.read(1 << 20):
                yield part


@contextmanager
def opened_archive(stream: BinaryIO, size: int) -> Iterator[Archive]:
    """The archive in `stream`, a file of `size` bytes, after its directory was found harmless.

    Raises:
        NotOpened: Where it is damaged, not a Keras file, or made to do harm.

    """
    with _told_as_damage():
        archive = zipfile.ZipFile(_BoundedStream(stream, size))
    with archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise refused(ProblemCode.MODEL_ZIP_MEMBERS, count=len(members), limit=MOST_MEMBERS)
        for member in members:
            _require_harmless(member)
        _require_apart(members, size)
        yield Archive(archive)


def _require_harmless(member: zipfile.ZipInfo) -> None:
    name = _slashed(member)
    if not name or len(name) > LONGEST_WORD or _UNSAFE.search(name):
        raise refused(ProblemCode.MODEL_ZIP_NAME, name=_shown(name))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refused(ProblemCode.MODEL_ZIP_LINK, name=_shown(name))
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _PACKINGS:
        raise unsupported(ProblemCode.MODEL_ZIP_PACKING, name=_shown(name))
    expanded = member.file_size > max(FREE_EXPANSION, MOST_EXPANSION * member.compress_size)
    if expanded or member.file_size > LARGEST_FILE:
        megabytes = member.file_size // 1_000_000
        raise refused(ProblemCode.MODEL_ZIP_BOMB, name=_shown(name), size_mb=megabytes)


def _require_apart(members: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse members that share a name or bytes, which no honest archive has."""
    names: set[str] = set()
    free_from = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        name = _slashed(member)
        if name.casefold() in names or member.header_offset < free_from:
            raise refused(ProblemCode.MODEL_ZIP_OVERLAP, name=_shown(name))
        names.add(name.casefold())
        free_from = member.header_offset + _LOCAL_HEADER + member.compress_size
    if free_from > size:
        raise damaged(ProblemCode.MODEL_FILE_DAMAGED, reason="archive ends early")
    if sum(member.file_size for member in members) > 2 * LARGEST_FILE:
        raise refused(ProblemCode.MODEL_ZIP_BOMB, name="*", size_mb=2 * LARGEST_FILE // 1_000_000)


def _slashed(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/")


def _shown(name: str) -> str:
    return ascii(name[:60])[1:-1]


@contextmanager
def _told_as_damage() -> Iterator[None]:
    try:
        yield
    except _TROUBLE as error:
        reason = str(error)[:100] or type(error).__name__
        raise damaged(ProblemCode.MODEL_FILE_DAMAGED, reason=reason) from error
