"""Which parts of a set there are in somebody's files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.data.importing.array_parts import array_parts
from mnist_desktop.data.importing.image_parts import image_parts
from mnist_desktop.data.importing.ink_parts import ink_part
from mnist_desktop.data.importing.kinds import Kind, kind_of
from mnist_desktop.data.importing.locating import (
    kinds_in,
    named_classes,
    one_set,
    tables_of_one_set,
    with_companions,
)
from mnist_desktop.data.importing.stored_array import StoredArray
from mnist_desktop.data.importing.tables import table_part
from mnist_desktop.data.importing.understood import Format, LabelColumn, PartSource
from mnist_desktop.problems import Problem, ProblemCode

_FORMATS = {Kind.IDX: Format.IDX, Kind.NPY: Format.NPY, Kind.NPZ: Format.NPZ}


@dataclass(frozen=True)
class Found:
    """The parts of a set before anything is known of their images and classes."""

    format: Format
    paths: tuple[Path, ...]
    parts: Sequence[PartSource]
    class_names: tuple[str, ...] = ()


def found_in(paths: Sequence[Path], label_column: LabelColumn | None) -> Found:
    """The parts of the set in a folder, or in a file or several.

    Raises:
        Problem: DATA_SEVERAL for more than one folder, and whatever is wrong with the files.

    """
    folders = [path for path in paths if path.is_dir()]
    if folders and len(paths) > 1:
        names = ", ".join(path.name for path in paths[:6])
        raise Problem(ProblemCode.DATA_SEVERAL, path=str(folders[0]), names=names)
    return _in_folder(paths[0], label_column) if folders else _in_files(paths, label_column)


def _in_folder(folder: Path, label_column: LabelColumn | None) -> Found:
    if images := image_parts(folder):
        return Found(Format.IMAGES, (folder,), images, named_classes(folder))
    kinds = kinds_in(folder)
    for chosen in (
        [path for path, kind in kinds.items() if kind.is_array],
        [path for path, kind in kinds.items() if kind is Kind.TABLE],
    ):
        if chosen and kinds[chosen[0]].is_array:
            return _of_arrays(folder, kinds[chosen[0]], one_set(folder, kinds))
        if chosen:
            return _of_tables(chosen, kinds, label_column)
    if ink := tuple(path for path, kind in kinds.items() if kind is Kind.INK):
        return Found(Format.INK, (folder,), [ink_part(folder, ink)])
    raise Problem(ProblemCode.DATA_UNKNOWN, path=str(folder))


def _in_files(paths: Sequence[Path], label_column: LabelColumn | None) -> Found:
    kinds = {path: kind_of(path) for path in paths}
    first = kinds[paths[0]]
    if any(kind is not first and not (kind.is_array and first.is_array) for kind in kinds.values()):
        names = ", ".join(path.name for path in paths[:6])
        raise Problem(ProblemCode.DATA_SEVERAL, path=str(paths[0].parent), names=names)
    if first is Kind.IMAGE:
        raise Problem(ProblemCode.DATA_ONE_IMAGE, path=str(paths[0]))
    if first.is_array:
        return _of_arrays(paths[0], first, with_companions(paths, kinds))
    if first is Kind.TABLE:
        return _of_tables(paths, kinds, label_column)
    return Found(Format.INK, tuple(paths), [ink_part(paths[0], tuple(paths))])


def _of_arrays(path: Path, kind: Kind, arrays: Sequence[StoredArray]) -> Found:
    parts, names = array_parts(path, arrays)
    paths = tuple(dict.fromkeys(array.path for array in arrays))
    return Found(_FORMATS[kind], paths, parts, names or named_classes(paths[0].parent))


def _of_tables(given: Sequence[Path], kinds: dict[Path, Kind], label_column: LabelColumn | None) -> Found:
    tables = tables_of_one_set(given, kinds)
    parts = [table_part(path, split, label_column) for path, split in tables]
    return Found(Format.CSV, tuple(path for path, _ in tables), parts, named_classes(tables[0][0].parent))
