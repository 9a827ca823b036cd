"""Sets as NumPy's files: one `.npz` as Keras reads it, or a folder of `.npy`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.exporting.pieces import blocks, parts_of, short_labels

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_npz(data_set: DataSet, path: Path, done: Callable[[int], None]) -> None:
    """Write `x_train`, `y_train`, `x_test`, `y_test` and `class_names`, and the writers where known."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for split, part, before in parts_of(data_set):
            with archive.open(_member(f"x_{split}"), "w") as stream:
                stream.write(_header(part.images))
                for count, images in blocks(part):
                    stream.write(images.tobytes())
                    done(before + count)
        for name, array in _small_arrays(data_set):
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            archive.writestr(_member(name), content.getvalue())


def write_npy(data_set: DataSet, folder: Path, done: Callable[[int], None]) -> None:
    """Write the same arrays into a file each."""
    for split, part, before in parts_of(data_set):
        np.save(folder / f"x_{split}.npy", part.images, allow_pickle=False)
        done(before + part.count)
    for name, array in _small_arrays(data_set):
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _small_arrays(data_set: DataSet) -> Iterator[tuple[str, NDArray[Any]]]:
    for split, part, _ in parts_of(data_set):
        yield f"y_{split}", short_labels(part)
        if _has_writers(part):
            yield f"writers_{split}", part.writers
            yield f"writer_names_{split}", np.array(part.writer_names, np.str_)
    yield "class_names", np.array(data_set.class_names, np.str_)


def _has_writers(part: LabelledImages) -> bool:
    return bool(part.writer_names) and bool((part.writers >= 0).any())


def _header(array: NDArray[Any]) -> bytes:
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(array))
    return head.getvalue()
