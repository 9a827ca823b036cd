"""Files that are wrong on purpose, and what each has to be told as."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.problems import ProblemCode
from tests.data.importing.made_sets import made_images, made_labels, write_idx

MOST = 2**31


class Trap:
    """Makes a file where a careless reader unpickles it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self.path),))


def npy_bytes(array: NDArray[Any], **header: Any) -> bytes:
    """A `.npy` whose header may say something else than the array is."""
    stream = io.BytesIO()
    told = {**np.lib.format.header_data_from_array_1_0(array), **header}
    np.lib.format.write_array_header_1_0(stream, told)
    return stream.getvalue() + array.tobytes()


def write_members(path: Path, members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def pair(**changed: bytes) -> dict[str, bytes]:
    """The members of a sound archive, some of them changed."""
    sound = {"x": npy_bytes(made_images(6)), "y": npy_bytes(made_labels(6)), **changed}
    return {f"{name}.npy": content for name, content in sound.items()}


def archive_of(**changed: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        write_members(folder / "f.npz", pair(**changed))
        return folder / "f.npz"

    return write


def content(made: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / "f").write_bytes(made)
        return folder / "f"

    return write


def idx_pair(images: bytes | None = None, labels: NDArray[Any] | None = None) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        write_idx(folder / "train-labels-idx1-ubyte", made_labels(6) if labels is None else labels)
        path = write_idx(folder / "train-images-idx3-ubyte", made_images(6))
        if images is not None:
            path.write_bytes(images)
        return path

    return write


def pickled(folder: Path) -> Path:
    np.savez(folder / "f.npz", x=np.array([Trap(folder / "sprung")], object), y=made_labels(1))
    return folder / "f.npz"


def images_alone(folder: Path) -> Path:
    write_members(folder / "f.npz", {"x.npy": npy_bytes(made_images(6))})
    return folder / "f.npz"


def zip_bomb(folder: Path) -> Path:
    """Two gigabytes of zeros, 2 MB packed, that promise to be 200,000 large images."""
    head = npy_bytes(np.zeros((0,), np.uint8), shape=(200_000, 100, 100))
    with zipfile.ZipFile(folder / "f.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("x.npy", "w") as stream:
            stream.write(head)
            for _ in range(50):
                stream.write(bytes(1_000_000))
        archive.writestr("y.npy", npy_bytes(np.zeros(200_000, np.uint8)))
    return folder / "f.npz"


def unsafe_name(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        write_members(folder / "f.npz", {name: npy_bytes(made_images(6)), **pair()})
        return folder / "f.npz"

    return write


def encrypted(folder: Path) -> Path:
    path = archive_of()(folder)
    made = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        made[at + offset] |= 1
    path.write_bytes(made)
    return path


def wrong_sum(folder: Path) -> Path:
    write_members(folder / "f.npz", pair(), zipfile.ZIP_STORED)
    made = bytearray((folder / "f.npz").read_bytes())
    made[made.find(b"NUMPY") + 3000] ^= 0xFF
    (folder / "f.npz").write_bytes(made)
    return folder / "f.npz"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "f")
    return folder / "f"


def loop(folder: Path) -> Path:
    (folder / "f").symlink_to(folder / "f")
    return folder / "f"


def cut(make: Callable[[Path], Path], keep: float) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = make(folder)
        made = path.read_bytes()
        path.write_bytes(made[: int(len(made) * keep)])
        return path

    return write


def packed_idx(folder: Path) -> Path:
    write_idx(folder / "train-labels-idx1-ubyte.gz", made_labels(60), packed=True)
    return write_idx(folder / "train-images-idx3-ubyte.gz", made_images(60), packed=True)


NAN = np.where(made_images(6) > 200, np.nan, made_images(6))
GZIP_BOMB = gzip.compress(bytes(100_000_000))
IMAGES_HEAD = struct.pack(">BBBB3I", 0, 0, 8, 3, 6, 28, 28)
ROW = b"1" + b",0" * 64 + b"\n"

HOSTILE: dict[str, tuple[Callable[[Path], Path], ProblemCode]] = {
    "pickled objects in an archive": (pickled, ProblemCode.DATA_PICKLE),
    "a bare pickle": (content(pickle.dumps([1, 2], 4)), ProblemCode.DATA_PICKLE),
    "objects in an npy": (content(npy_bytes(np.zeros(3), descr="|O")), ProblemCode.DATA_PICKLE),
    "records": (
        archive_of(x=npy_bytes(np.zeros(3), descr=[("a", "<f8")])),
        ProblemCode.DATA_TYPE,
    ),
    "complex numbers": (archive_of(x=npy_bytes(np.zeros((6, 28, 28), complex))), ProblemCode.DATA_TYPE),
    "dates": (archive_of(x=npy_bytes(np.zeros((6, 28, 28), "M8[s]"))), ProblemCode.DATA_TYPE),
    "an npy that promises more": (
        archive_of(x=npy_bytes(made_images(6), shape=(60_000, 28, 28))),
        ProblemCode.DATA_FILE_SIZE,
    ),
    "an npy that promises less": (
        archive_of(x=npy_bytes(made_images(6), shape=(5, 28, 28))),
        ProblemCode.DATA_FILE_SIZE,
    ),
    "an npy of terabytes": (
        archive_of(x=npy_bytes(made_images(6), shape=(MOST, MOST, MOST))),
        ProblemCode.DATA_TOO_LARGE,
    ),
    "an npy of less than nothing": (
        archive_of(x=npy_bytes(made_images(6), shape=(-6, 28, 28))),
        ProblemCode.DATA_SHAPE,
    ),
    "an npy with many axes": (
        archive_of(x=npy_bytes(made_images(6), shape=(1,) * 30)),
        ProblemCode.DATA_SHAPE,
    ),
    "an npy whose header is code": (
        content(b"\x93NUMPY\x01\x00\x76\x00" + b"__import__('os').mkdir('x')".ljust(117) + b"\n"),
        ProblemCode.DATA_FILE_DAMAGED,
    ),
    "an npy whose header is nested": (
        content(b"\x93NUMPY\x01\x00\x10\x27" + b"(" * 9999 + b"\n"),
        ProblemCode.DATA_FILE_DAMAGED,
    ),
    "an npy whose header is gigabytes long": (
        content(b"\x93NUMPY\x02\x00\xff\xff\xff\x7f" + b" " * 99),
        ProblemCode.DATA_FILE_DAMAGED,
    ),
    "an npy of a later version": (content(b"\x93NUMPY\x09\x00" + b" " * 99), ProblemCode.DATA_FILE_DAMAGED),
    "an archive that is a bomb": (zip_bomb, ProblemCode.DATA_FILE_SIZE),
    "a way out of the archive": (unsafe_name("../../x.npy"), ProblemCode.DATA_ARCHIVE_NAME),
    "a way from the root": (unsafe_name("/etc/x.npy"), ProblemCode.DATA_ARCHIVE_NAME),
    "a way to a drive": (unsafe_name("c:\\x.npy"), ProblemCode.DATA_ARCHIVE_NAME),
    "something else in an archive": (unsafe_name("word/document.xml"), ProblemCode.DATA_ARCHIVE),
    "an empty archive": (content(b"PK\x05\x06" + bytes(18)), ProblemCode.DATA_UNKNOWN),
    "an encrypted archive": (encrypted, ProblemCode.DATA_ARCHIVE),
    "an archive with a wrong sum": (wrong_sum, ProblemCode.DATA_FILE_DAMAGED),
    "half an archive": (cut(archive_of(), 0.5), ProblemCode.DATA_FILE_DAMAGED),
    "no numbers": (archive_of(x=npy_bytes(NAN)), ProblemCode.DATA_NOT_FINITE),
    "endless labels": (archive_of(y=npy_bytes(np.full(6, np.inf))), ProblemCode.DATA_LABELS_INVALID),
    "labels between numbers": (archive_of(y=npy_bytes(np.full(6, 0.5))), ProblemCode.DATA_LABELS_INVALID),
    "rows that are not one-hot": (
        archive_of(y=npy_bytes(np.ones((6, 3)))),
        ProblemCode.DATA_LABELS_INVALID,
    ),
    "labels of other images": (archive_of(y=npy_bytes(made_labels(5))), ProblemCode.DATA_COUNTS),
    "images alone": (images_alone, ProblemCode.DATA_LABELS_MISSING),
    "no images at all": (archive_of(x=npy_bytes(made_images(6)[:0])), ProblemCode.DATA_EMPTY),
    "images of one pixel": (archive_of(x=npy_bytes(np.zeros((6, 1, 1)))), ProblemCode.DATA_SHAPE),
    "images of five colours": (archive_of(x=npy_bytes(np.zeros((6, 9, 9, 5)))), ProblemCode.DATA_SHAPE),
    "too many classes": (
        lambda folder: archive_of(x=npy_bytes(np.zeros((1500, 4, 4))), y=npy_bytes(np.arange(1500)))(folder),
        ProblemCode.DATA_TOO_MANY_CLASSES,
    ),
    "too many images": (
        archive_of(x=npy_bytes(np.zeros((400_001, 2, 2), np.uint8)), y=npy_bytes(np.zeros(400_001))),
        ProblemCode.DATA_TOO_MANY,
    ),
    "an IDX that promises more": (
        idx_pair(struct.pack(">BBBB3I", 0, 0, 8, 3, 60_000, 28, 28) + bytes(784)),
        ProblemCode.DATA_FILE_SIZE,
    ),
    "an IDX with more than it says": (
        idx_pair(IMAGES_HEAD + bytes(784 * 6 + 1)),
        ProblemCode.DATA_FILE_SIZE,
    ),
    "an IDX of exabytes": (
        idx_pair(struct.pack(">BBBB3I", 0, 0, 14, 3, 2**32 - 1, 2**32 - 1, 2**32 - 1)),
        ProblemCode.DATA_TOO_LARGE,
    ),
    "an IDX without its sizes": (idx_pair(b"\0\0\x08\x03\0\0"), ProblemCode.DATA_FILE_DAMAGED),
    "an IDX of no images": (
        idx_pair(struct.pack(">BBBB3I", 0, 0, 8, 3, 0, 28, 28)),
        ProblemCode.DATA_EMPTY,
    ),
    "a gzip bomb as IDX": (
        idx_pair(gzip.compress(IMAGES_HEAD + bytes(100_000_000))),
        ProblemCode.DATA_FILE_SIZE,
    ),
    "half a gzip": (cut(packed_idx, 0.5), ProblemCode.DATA_FILE_DAMAGED),
    "a gzip bomb of nothing": (content(GZIP_BOMB), ProblemCode.DATA_UNKNOWN),
    "a gzip bomb in one line": (
        content(gzip.compress(ROW + b"1" + b",0" * 30_000_000)),
        ProblemCode.DATA_NOT_TABLE,
    ),
    "labels alone": (
        lambda folder: write_idx(folder / "train-labels-idx1-ubyte", made_labels(6)),
        ProblemCode.DATA_IMAGES_MISSING,
    ),
    "a pipe": (pipe, ProblemCode.FILE_UNREADABLE),
    "a link to itself": (loop, ProblemCode.FILE_UNREADABLE),
    "nothing": (content(b""), ProblemCode.FILE_EMPTY),
    "not there": (lambda folder: folder / "missing", ProblemCode.FILE_MISSING),
    "an empty folder": (lambda folder: folder, ProblemCode.DATA_UNKNOWN),
    "noise": (content(bytes(range(256)) * 9), ProblemCode.DATA_UNKNOWN),
    "a pointer": (
        content(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
        ProblemCode.DATA_POINTER,
    ),
    "prose": (content(b"Once upon a time, in 1998, there was a set.\n"), ProblemCode.DATA_NOT_TABLE),
    "a page of the web": (
        content(b"<!DOCTYPE html><html><body>404</body></html>\n"),
        ProblemCode.DATA_NOT_TABLE,
    ),
    "JSON that is no ink": (content(b'{"images": [1, 2]}\n'), ProblemCode.INK_DAMAGED),
}
