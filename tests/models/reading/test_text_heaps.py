"""Texts in an HDF5 file that lead libhdf5 in a circle are found before it reads them."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import h5py
import pytest

from mnist_desktop.models.child import inspect
from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.sample_files import write_h5

MARK, HEAD = b"GCOL", 16
SOON = 5.0


def with_first_text(path: Path, number: int, length: int) -> Path:
    """A model whose first text says another number and length of itself."""
    content = bytearray(write_h5(path).read_bytes())
    at = content.find(MARK) + HEAD
    struct.pack_into("<H6xQ", content, at, number, length)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("number", "length"), [(0, 0), (1, 2**64 - HEAD), (1, 2**64 - 1), (0, 2**63), (0, 2**64 - 8)]
)
def test_a_text_without_a_size_is_told_soon(tmp_path: Path, number: int, length: int) -> None:
    path = with_first_text(tmp_path / "model.h5", number, length)
    began = time.monotonic()
    inspection = inspect(path)
    assert time.monotonic() - began < SOON
    assert inspection.problem is not None
    assert (inspection.status, inspection.problem.code) == (Status.DAMAGED, ProblemCode.MODEL_FILE_DAMAGED)


@pytest.mark.parametrize("content", [MARK + b"\1\0\0\0" + b"\0\x10" + bytes(6), b"\1" + bytes(15)])
def test_a_crowd_of_texts_is_refused(tmp_path: Path, content: bytes) -> None:
    """Heaps within heaps, or one heap of texts without a word."""
    path = write_h5(tmp_path / "model.h5")
    first = MARK + b"\1\0\0\0" + struct.pack("<Q", 1 << 40)
    with path.open("ab") as stream:
        stream.write(first + content * 120_000)
    inspection = inspect(path)
    assert inspection.problem is not None
    assert (inspection.status, inspection.problem.code) == (Status.REFUSED, ProblemCode.MODEL_HDF5_OBJECTS)


def test_many_texts_and_such_as_lie_across_a_megabyte_are_sound(tmp_path: Path) -> None:
    def fill(file: h5py.File) -> None:
        for number in range(300):
            file.attrs[f"note{number}"] = "x" * (number * 37)

    path = write_h5(tmp_path / "model.h5", change_weights=fill)
    assert look(path, tmp_path).inspection.status is Status.OK
    assert path.stat().st_size > 1 << 20
    assert path.read_bytes().count(MARK) > 20
