"""Honest packing is read, whichever way h5py packs; see the hostile files for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import pytest

from mnist_desktop.models.reading.look import look
from tests.models.reading.sample_files import cnn, normal, write_h5


@pytest.mark.parametrize(
    "packing",
    [
        {},
        {"compression": "gzip", "compression_opts": 9},
        {"compression": "gzip", "shuffle": True, "fletcher32": True},
        {"compression": "gzip", "fletcher32": True},
        {"shuffle": True},
        {"fletcher32": True},
        {"chunks": True, "maxshape": None},
    ],
)
def test_a_packed_model_is_read_bit_for_bit(tmp_path: Path, packing: dict[str, Any]) -> None:
    seen = look(write_h5(tmp_path / "model.h5", **packing), tmp_path)
    assert seen.inspection.problem is None
    for ours, sample in zip(seen.arrays, cnn(), strict=True):
        assert [array.tobytes() for array in ours] == [array.tobytes() for array in sample.arrays]


def test_numbers_that_were_not_deflated_are_read(tmp_path: Path) -> None:
    """Where deflating would lengthen a piece, HDF5 may store it as it is."""
    wanted = normal(8, 10)

    def change(file: h5py.File) -> None:
        group = file["model_weights/layer_9/layer_9"]
        del group["kernel:0"]
        stored = group.create_dataset("kernel:0", (8, 10), "f4", chunks=(8, 10), compression="gzip")
        stored.id.write_direct_chunk((0, 0), wanted.tobytes(), filter_mask=1)

    seen = look(write_h5(tmp_path / "model.h5", change_weights=change), tmp_path)
    assert seen.inspection.problem is None
    assert seen.arrays[-1][0].tobytes() == wanted.tobytes()
