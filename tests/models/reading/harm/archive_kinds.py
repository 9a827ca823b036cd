"""Archives made to fill the memory or the disk, to lead elsewhere, or to be read in two ways."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from mnist_desktop.problems import ProblemCode
from tests.models.reading.harm.kinds import SECRET, WRITTEN, Hostile, not_opened, refused
from tests.models.reading.sample_files import write_keras

CODE = ProblemCode
Make = Callable[[Path], object]
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _named(name: str, content: bytes = b"x") -> Make:
    return lambda path: write_keras(path, more={name: content})


def _one_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", b"{}")
        with archive.open("model.weights.h5", "w") as member:
            for _ in range(400):
                member.write(bytes(1_000_000))


def _config_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", b'{"a":"' + b" " * 300_000_000 + b'"}')


def _many_bombs(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(150):
            archive.writestr(f"assets/{number}", bytes(2_000_000))


def _nested_archive(path: Path) -> None:
    """An archive in an archive in an archive; the innermost member is named like the weights."""
    content = zlib.compress(bytes(10_000_000))
    for _ in range(5):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("config.json", b"{}")
            archive.writestr("model.weights.h5", content)
        content = path.read_bytes()


def _quoted_overlap(path: Path) -> None:
    """Each member's data quotes the next member's header, so that all share one run of zeros."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(500_000)) + kernel.flush()
    names = ["config.json", *(f"assets/{number}" for number in range(20)), "model.weights.h5"]
    blocks: list[bytes] = []
    tail, unpacked, entries = packed, bytes(500_000), []
    for name in reversed(names):
        header = _local_header(name, len(tail), len(unpacked), zlib.crc32(unpacked))
        entries.append((name, len(tail), len(unpacked), zlib.crc32(unpacked), len(header) + len(tail)))
        blocks = [header, *blocks]
        quote = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF)
        tail, unpacked = quote + header + tail, header + unpacked
    body = tail[5:]
    directory = b"".join(
        _central_header(name, size, whole, crc, len(body) - behind)
        for name, size, whole, crc, behind in entries
    )
    path.write_bytes(body + directory + _end(len(entries), len(directory), len(body)))


def _local_header(name: str, packed: int, size: int, crc: int) -> bytes:
    numbers = struct.pack("<5H3I2H", 20, 0, zipfile.ZIP_DEFLATED, 0, 33, crc, packed, size, len(name), 0)
    return _LOCAL + numbers + name.encode()


def _central_header(name: str, packed: int, size: int, crc: int, offset: int) -> bytes:
    begin = struct.pack("<6H3I", 20, 20, 0, zipfile.ZIP_DEFLATED, 0, 33, crc, packed, size)
    return _CENTRAL + begin + struct.pack("<5H2I", len(name), 0, 0, 0, 0, 0, offset) + name.encode()


def _end(count: int, size: int, offset: int) -> bytes:
    return _END + struct.pack("<4H2IH", 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), size, offset, 0)


def _huge_directory(path: Path) -> None:
    """A directory of a million members, all of them the same few bytes."""
    body = _local_header("a", 0, 0, 0)
    entry = _central_header("a", 0, 0, 0, 0)
    directory = entry * 1_000_000
    path.write_bytes(body + directory + _end(1_000_000, len(directory), len(body)))


def _link_for(name: str, target: Callable[[Path], str]) -> Make:
    """A member that is a symbolic link to another file."""

    def make(path: Path) -> None:
        write_keras(path)
        with zipfile.ZipFile(path) as archive:
            members = {entry: archive.read(entry) for entry in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for entry, content in members.items():
                information = zipfile.ZipInfo(entry)
                is_link = entry == name
                if is_link:
                    information.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(information, target(path.parent).encode() if is_link else content)

    return make


def patched(at: bytes, offset: int, form: str, *values: int, last: bool = False) -> Make:
    """A sound archive with other numbers behind the first (or last) mark `at`."""

    def make(path: Path) -> None:
        write_keras(path)
        content = bytearray(path.read_bytes())
        start = content.rfind(at) if last else content.find(at)
        struct.pack_into(form, content, start + offset, *values)
        path.write_bytes(content)

    return make


def _all_patched(at: bytes, offset: int, form: str, value: int) -> Make:
    def make(path: Path) -> None:
        write_keras(path)
        content = bytearray(path.read_bytes())
        start = content.find(at)
        while start >= 0:
            struct.pack_into(form, content, start + offset, value)
            start = content.find(at, start + 4)
        path.write_bytes(content)

    return make


def _zip64(size: int) -> Make:
    """An archive whose directory says in the 64-bit field that the weights unpack to `size` bytes."""

    def make(path: Path) -> None:
        extra = struct.pack("<HHQ", 1, 8, size)
        name, data = "model.weights.h5", b"x"
        body = _local_header(name, len(data), len(data), 0) + data
        head = _central_header(name, len(data), 0xFFFFFFFF, 0, 0)
        entry = head[:30] + struct.pack("<H", len(extra)) + head[32:] + extra
        path.write_bytes(body + entry + _end(1, len(entry), len(body)))

    return make


def _twice(second: str) -> Make:
    def make(path: Path) -> None:
        write_keras(path)
        content = path.read_bytes()
        # A name of the same length, put in the place of another.
        path.write_bytes(content.replace(b"metadata.json", second.encode().ljust(13, b"x")[:13]))

    return make


ARCHIVE_KINDS: dict[str, Hostile] = {
    "one bomb": refused(_one_bomb, CODE.MODEL_ZIP_BOMB),
    "bomb of text": refused(_config_bomb, CODE.MODEL_ZIP_BOMB),
    "many bombs": refused(_many_bombs, CODE.MODEL_ZIP_BOMB),
    "archives in archives": not_opened(_nested_archive),
    "overlapping members": refused(_quoted_overlap, CODE.MODEL_ZIP_OVERLAP),
    "huge directory": refused(_huge_directory, CODE.MODEL_ZIP_DIRECTORY),
    "name from the root": refused(_named(f"/tmp/{WRITTEN}"), CODE.MODEL_ZIP_NAME),
    "name upwards": refused(_named(f"assets/../../{WRITTEN}"), CODE.MODEL_ZIP_NAME),
    "name upwards for Windows": refused(_named(f"..\\..\\{WRITTEN}"), CODE.MODEL_ZIP_NAME),
    "name on a drive": refused(_named("C:\\Windows\\x.dll"), CODE.MODEL_ZIP_NAME),
    "name on a server": refused(_named("\\\\server\\share\\x"), CODE.MODEL_ZIP_NAME),
    "name with signs for the terminal": refused(_named("\x1b]0;owned\x07\x1b[2J"), CODE.MODEL_ZIP_NAME),
    "same name in capitals": refused(_named("CONFIG.JSON"), CODE.MODEL_ZIP_OVERLAP),
    "same name for Windows": refused(_named(".\\config.json"), CODE.MODEL_ZIP_NAME),
    "link for the configuration": refused(
        _link_for("config.json", lambda folder: str(folder / SECRET)), CODE.MODEL_ZIP_LINK
    ),
    "link for the weights": refused(
        _link_for("model.weights.h5", lambda folder: f"../{SECRET}"), CODE.MODEL_ZIP_LINK
    ),
    "encrypted": not_opened(_all_patched(_CENTRAL, 8, "<H", 1), CODE.MODEL_ZIP_PACKING),
    "unknown packing": not_opened(_all_patched(_CENTRAL, 10, "<H", 93), CODE.MODEL_ZIP_PACKING),
    "directory that says less": not_opened(patched(_CENTRAL, 24, "<I", 10), CODE.MODEL_FILE_DAMAGED),
    "directory that says more": not_opened(patched(_CENTRAL, 20, "<2I", 10**6, 10**6)),
    "directory that says much more": not_opened(patched(_CENTRAL, 20, "<2I", 2**31, 2**31)),
    "member behind the end": not_opened(patched(_CENTRAL, 42, "<I", 2**31, last=True)),
    "member before the start": not_opened(patched(_END, 16, "<I", 2**31, last=True)),
    "directory larger than the file": not_opened(patched(_END, 12, "<I", 2**31 - 1, last=True)),
    "wrong sum": not_opened(patched(_CENTRAL, 16, "<I", 1, last=True), CODE.MODEL_FILE_DAMAGED),
    "64 bits of size": not_opened(_zip64(2**63)),
    "all bits of size": not_opened(_zip64(2**64 - 1)),
}
