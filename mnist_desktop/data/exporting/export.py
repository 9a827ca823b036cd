"""Writing a set so that it is there whole or not at all, and imported again is the same set."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.exporting.arrays import write_npy, write_npz
from mnist_desktop.data.exporting.idx import write_idx
from mnist_desktop.data.exporting.images import write_images
from mnist_desktop.data.exporting.tables import write_tables
from mnist_desktop.folder_exchange import write_folder_beside
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_beside

Progress: TypeAlias = Callable[[int, int], None]


class ExportFormat(StrEnum):
    """What a set can be written as: one `.npz` file, or a folder of the others."""

    NPZ = "npz"
    NPY = "npy"
    IDX = "idx"
    CSV = "csv"
    IMAGES = "images"

    @property
    def is_folder(self) -> bool:
        """Whether the set becomes a folder."""
        return self is not ExportFormat.NPZ


def export_set(
    data_set: DataSet,
    target: Path,
    form: ExportFormat,
    *,
    packed: bool = True,
    replace: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> None:
    """Write a set to `target`, beside first and then renamed.

    Every format carries the names of the classes. Writers are in `.npz`, `.npy` and folders of images only.

    Args:
        data_set: what to write.
        target: the file of an `.npz`, a new or empty folder of the others.
        form: of the files.
        packed: IDX and tables with gzip.
        replace: whether an `.npz` that is there already is replaced.
        progress: told (done, all) images now and then; what it raises ends the writing, and nothing is left.

    Raises:
        Problem: FILE_EXISTS, FILE_IS_FOLDER or FILE_NOT_WRITABLE; then nothing was changed.

    """
    total = data_set.train.count + data_set.test.count

    def done(count: int) -> None:
        progress(count, total)

    if form is ExportFormat.NPZ:
        if os.path.lexists(target) and not target.is_dir() and not replace:
            raise Problem(ProblemCode.FILE_EXISTS, path=str(target))
        write_beside(target, lambda path: write_npz(data_set, path, done))
        return
    if os.path.lexists(target) and not _is_empty(target):
        raise Problem(ProblemCode.FILE_EXISTS, path=str(target))

    write_folder_beside(target, lambda folder: _fill(folder, data_set, form, packed, done), _is_empty)


def _fill(
    folder: Path, data_set: DataSet, form: ExportFormat, packed: bool, done: Callable[[int], None]
) -> None:
    if form is ExportFormat.NPY:
        write_npy(data_set, folder, done)
    elif form is ExportFormat.IDX:
        write_idx(data_set, folder, packed, done)
    elif form is ExportFormat.CSV:
        write_tables(data_set, folder, packed, done)
    else:
        write_images(data_set, folder, done)


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not any(path.iterdir())
