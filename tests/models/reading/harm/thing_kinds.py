"""What is no model file at all: other formats that run code, pipes, devices, folders, links, odd names."""

from __future__ import annotations

import io
import os
import pickle
import socket
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mnist_desktop.problems import ProblemCode
from tests.models.reading.harm.kinds import SECRET, WRITTEN, Hostile, not_opened, refused, unreadable
from tests.models.reading.sample_files import write_keras

CODE = ProblemCode
Make = Callable[[Path], object]


class _Writer:
    """Writes a file when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / WRITTEN

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self._path), "w")


def _pickled(protocol: int, wrap: Callable[[bytes], bytes] = lambda content: content) -> Make:
    return lambda path: path.write_bytes(wrap(pickle.dumps(_Writer(path.parent), protocol)))


def _torch(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(_Writer(path.parent), 2))
        archive.writestr("archive/data/0", bytes(16))
        archive.writestr("archive/version", b"3\n")


def _old_torch(path: Path) -> None:
    content = pickle.dumps(_Writer(path.parent), 2)
    with tarfile.open(path, "w") as archive:
        member = tarfile.TarInfo("pickle")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))


def _numpy_objects(path: Path) -> None:
    stream = io.BytesIO()
    np.save(stream, np.array([_Writer(path.parent)], object), allow_pickle=True)
    path.write_bytes(stream.getvalue())


def _numpy_archive(path: Path) -> None:
    _numpy_objects(path)
    content = path.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("arr_0.npy", content)


def _pickle_inside(path: Path) -> None:
    """A pickle in the place of the weights."""
    write_keras(path)
    with zipfile.ZipFile(path) as archive:
        config = archive.read("config.json")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", config)
        archive.writestr("model.weights.h5", pickle.dumps(_Writer(path.parent)))


def _bad_record(content: bytes) -> Make:
    """A sound model with this in the place of the words about who saved it."""

    def make(path: Path) -> None:
        write_keras(path)
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members["metadata.json"] = content
        with zipfile.ZipFile(path, "w") as archive:
            for name, value in members.items():
                archive.writestr(name, value)

    return make


def _socket(path: Path) -> None:
    # A path of a socket is short; that of a test's folder may not be.
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def _link_to_pipe(path: Path) -> None:
    os.mkfifo(path.parent / "pipe")
    path.symlink_to("pipe")


def _saved_model(path: Path) -> None:
    (path / "variables").mkdir(parents=True)
    (path / "saved_model.pb").write_bytes(b"\x08\x01")


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"\x89HDF\r\n\x1a\n")
        stream.truncate(2**40)


THING_KINDS: dict[str, Hostile] = {
    **{
        f"pickle of protocol {protocol}": refused(
            _pickled(protocol), CODE.MODEL_FILE_PICKLE, name=f"model{protocol}.h5"
        )
        for protocol in range(6)
    },
    "packed pickle": not_opened(_pickled(4, zlib.compress), name="model.h5"),
    "model of PyTorch": not_opened(_torch, CODE.MODEL_FILE_FOREIGN),
    "old model of PyTorch": not_opened(_old_torch),
    "objects of NumPy": not_opened(_numpy_objects, CODE.MODEL_FILE_FOREIGN),
    "archive of NumPy": not_opened(_numpy_archive, CODE.MODEL_FILE_FOREIGN),
    "pickle for weights": not_opened(_pickle_inside, CODE.MODEL_FILE_DAMAGED),
    "metadata too large": refused(_bad_record(b'{"a":"' + b"x" * 10**6 + b'"}'), CODE.MODEL_CONFIG_TOO_LARGE),
    "metadata too deep": refused(_bad_record(b'{"a":' * 20_000), CODE.MODEL_CONFIG_TOO_LARGE),
    "folder of a saved model": refused(_saved_model, CODE.FILE_IS_FOLDER),
    "holes": refused(_sparse, CODE.FILE_TOO_LARGE),
    "script": not_opened(lambda path: path.write_bytes(b"#!/bin/sh\nid\n"), name="model.h5"),
}
if sys.platform != "win32":
    THING_KINDS |= {
        "pipe": refused(os.mkfifo, CODE.FILE_NOT_REGULAR),
        "link to a pipe": refused(_link_to_pipe, CODE.FILE_NOT_REGULAR),
        "link to a secret": not_opened(lambda path: path.symlink_to(SECRET), CODE.MODEL_FILE_UNKNOWN),
        "link to itself": unreadable(lambda path: path.symlink_to(path.name)),
        "link to a device": refused(lambda path: path.symlink_to("/dev/zero"), CODE.FILE_NOT_REGULAR),
        "link to noise": refused(lambda path: path.symlink_to("/dev/random"), CODE.FILE_NOT_REGULAR),
        "name with signs for the terminal": not_opened(
            lambda path: path.write_bytes(b"x"), name="\x1b]0;owned\x07\x1b[2J\u202egnp.keras"
        ),
        "name with line ends": not_opened(lambda path: path.write_bytes(b"x"), name="a\nmnist: fine\r.keras"),
        "name of no letters": not_opened(lambda path: path.write_bytes(b"x"), name="\udcff\udcfe.h5"),
    }
if sys.platform == "linux":
    THING_KINDS |= {
        "socket": refused(_socket, CODE.FILE_NOT_REGULAR),
        "memory of the reader": unreadable(lambda path: path.symlink_to("/proc/self/mem")),
    }
