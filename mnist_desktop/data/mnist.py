"""The bundled MNIST: 60,000 training and 10,000 test digits, checked by hash whenever they are read."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.data_set import MNIST_IDENTIFIER, DataSet
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path

MNIST_SHA256 = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"
MNIST_NAME = "MNIST"
TRAIN_COUNT = 60_000
TEST_COUNT = 10_000
# Of the entry's own head in the archive: the lengths of its name and of what else follows.
_NAME_LENGTHS = range(26, 30)


Mnist: TypeAlias = DataSet


def load_mnist(path: Path | None = None) -> DataSet:
    """Read both parts; takes a fifth of a second, so not for the GUI thread.

    Raises:
        Problem: DATA_MISSING where the file is not there or cannot be read, DATA_DAMAGED where its
            hash differs.

    """
    source = _source(path)
    content = _content(source)
    with ThreadPoolExecutor(max_workers=1) as other:
        # Unpacked while the rest is done; where the hash is wrong nobody asks what came of it.
        train = other.submit(_part, content, "train")
        _check(source, content)
        test = _part(content, "test")
        return DataSet(MNIST_IDENTIFIER, MNIST_NAME, train.result(), test)


def load_mnist_test(path: Path | None = None) -> LabelledImages:
    """Read the 10,000 test digits only, in a fraction of the time; raises like `load_mnist`."""
    source = _source(path)
    content = _content(source)
    _check(source, content)
    return _part(content, "test")


def probe_digits(count: int = 200) -> NDArray[np.float32]:
    """The first `count` test digits as model input: (count, 28, 28) float32 in 0..1, ink 1.

    Converted models are compared on them. Raises like `load_mnist`.
    """
    return images_to_inputs(load_mnist_test().images[:count])


def _source(path: Path | None) -> Path:
    return resource_path("data", "mnist.npz") if path is None else path


def _content(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemCode.DATA_MISSING, path=str(source), reason=reason) from error


def _check(source: Path, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != MNIST_SHA256:
        raise Problem(ProblemCode.DATA_DAMAGED, path=str(source))


def _part(content: bytes, part: str) -> LabelledImages:
    images, labels = _array(content, f"x_{part}.npy"), _array(content, f"y_{part}.npy")
    return LabelledImages(f"MNIST {part}", images, labels.astype(np.int64))


def _array(content: bytes, name: str) -> NDArray[np.uint8]:
    """An array of the archive, unpacked in one go: piece by piece, as `np.load` does, it takes much longer.

    Nothing is checked, since the hash of the whole was.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(name)
    names = entry.header_offset + _NAME_LENGTHS.start
    lengths = struct.unpack_from("<HH", content, names)
    begin = entry.header_offset + _NAME_LENGTHS.stop + sum(lengths)
    packed = memoryview(content)[begin : begin + entry.compress_size]
    unpacked = zlib.decompress(packed, -zlib.MAX_WBITS, entry.file_size)
    header = io.BytesIO(unpacked)
    np.lib.format.read_magic(header)
    shape, _, dtype = np.lib.format.read_array_header_1_0(header)
    array: NDArray[np.uint8] = np.frombuffer(unpacked, dtype, offset=header.tell()).reshape(shape)
    return array
