"""The bundled MNIST: 60,000 training and 10,000 test digits, checked by hash whenever they are read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import IO, TypeAlias

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


Mnist: TypeAlias = DataSet


def load_mnist(path: Path | None = None) -> DataSet:
    """Read both parts; takes about half a second, so not for the GUI thread.

    Raises:
        Problem: DATA_MISSING where the file is not there or cannot be read, DATA_DAMAGED where its
            hash differs.

    """
    content = _checked_content(path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return DataSet(MNIST_IDENTIFIER, MNIST_NAME, _part(archive, "train"), _part(archive, "test"))


def load_mnist_test(path: Path | None = None) -> LabelledImages:
    """Read the 10,000 test digits only, in a fraction of the time; raises like `load_mnist`."""
    content = _checked_content(path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _part(archive, "test")


def probe_digits(count: int = 200) -> NDArray[np.float32]:
    """The first `count` test digits as model input: (count, 28, 28) float32 in 0..1, ink 1.

    Converted models are compared on them. Raises like `load_mnist`.
    """
    return images_to_inputs(load_mnist_test().images[:count])


def _checked_content(path: Path | None) -> bytes:
    source = resource_path("data", "mnist.npz") if path is None else path
    try:
        content = source.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemCode.DATA_MISSING, path=str(source), reason=reason) from error
    if hashlib.sha256(content).hexdigest() != MNIST_SHA256:
        raise Problem(ProblemCode.DATA_DAMAGED, path=str(source))
    return content


def _part(archive: zipfile.ZipFile, part: str) -> LabelledImages:
    with archive.open(f"x_{part}.npy") as images, archive.open(f"y_{part}.npy") as labels:
        return LabelledImages(f"MNIST {part}", _array(images), _array(labels).astype(np.int64))


def _array(stream: IO[bytes]) -> NDArray[np.uint8]:
    array: NDArray[np.uint8] = np.lib.format.read_array(stream, allow_pickle=False)
    return array
