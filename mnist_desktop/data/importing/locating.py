"""Which files make one set: those given, and those beside them whose names say that they belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mnist_desktop.data.image_folders import visible
from mnist_desktop.data.importing.array_files import idx_array, npy_array, npz_arrays
from mnist_desktop.data.importing.array_parts import has_pair
from mnist_desktop.data.importing.kinds import Kind, kind_of
from mnist_desktop.data.importing.roles import read_name
from mnist_desktop.data.importing.stored_array import StoredArray
from mnist_desktop.ink.image_files import SUFFIXES
from mnist_desktop.problems import Problem, ProblemCode

_MOST_LOOKED_AT = 300
_NAME_FILES = ("class_names.txt", "classes.txt")
_LARGEST_NAMES = 200_000


def kinds_in(folder: Path) -> dict[Path, Kind]:
    """What the files of a folder are, but for images and what cannot be imported; Problem FILE_UNREADABLE."""
    found = {}
    for path in visible(folder)[:_MOST_LOOKED_AT]:
        if not path.is_file() or path.suffix.lower() in SUFFIXES or path.name in _NAME_FILES:
            continue
        try:
            found[path] = kind_of(path)
        except Problem:
            continue  # a readme, say; who gives it by itself is told
    return found


def arrays_of(path: Path, kind: Kind) -> list[StoredArray]:
    """The arrays of a file; raises what its reader raises."""
    if kind is Kind.NPZ:
        return npz_arrays(path)
    return [idx_array(path) if kind is Kind.IDX else npy_array(path)]


def with_companions(given: Sequence[Path], kinds: dict[Path, Kind]) -> list[StoredArray]:
    """The arrays of the files given, and where these are one file or incomplete, of those that belong to it.

    Raises:
        Problem: what their readers raise.

    """
    arrays = [array for path in given for array in arrays_of(path, kinds[path])]
    is_archive = any(kinds[path] is Kind.NPZ for path in given)
    if has_pair(arrays) and (len(given) > 1 or is_archive):
        return arrays
    wanted = read_name(given[0].name).key
    for path, kind in kinds_in(given[0].parent).items():
        if path not in given and kind is kinds[given[0]] and read_name(path.name).key == wanted:
            arrays.extend(arrays_of(path, kind))
    return arrays


def one_set(folder: Path, kinds: dict[Path, Kind]) -> list[StoredArray]:
    """The arrays of the only set among the files of a folder.

    Raises:
        Problem: DATA_SEVERAL where it has more than one, or what the readers raise.

    """
    groups: dict[frozenset[str], list[StoredArray]] = {}
    for path, kind in kinds.items():
        if kind.is_array:
            groups.setdefault(read_name(path.name).key, []).extend(arrays_of(path, kind))
    complete = [arrays for arrays in groups.values() if has_pair(arrays)]
    if len(complete) > 1:
        names = ", ".join(arrays[0].path.name for arrays in complete[:6])
        raise Problem(ProblemCode.DATA_SEVERAL, path=str(folder), names=names)
    return complete[0] if complete else [array for arrays in groups.values() for array in arrays]


def tables_of_one_set(given: Sequence[Path], kinds: dict[Path, Kind]) -> list[tuple[Path, str]]:
    """Tables with what each is for: of one file given, the one beside it that is its other part too.

    Raises:
        Problem: DATA_SEVERAL where two are for the same.

    """
    paths = [path for path in given if kinds[path] is Kind.TABLE]
    first = read_name(paths[0].name)
    if len(paths) == 1 and first.split:
        paths += [
            path
            for path, kind in kinds_in(paths[0].parent).items()
            if kind is Kind.TABLE and path != paths[0] and _is_other_part(path, paths[0])
        ]
    found = [(path, read_name(path.name).split) for path in paths]
    if len({split for _, split in found}) < len(found):
        names = ", ".join(path.name for path in paths[:6])
        raise Problem(ProblemCode.DATA_SEVERAL, path=str(paths[0].parent), names=names)
    return found


def named_classes(place: Path) -> tuple[str, ...]:
    """The names in `class_names.txt` or `classes.txt` in a folder, one a line; none where there are none."""
    for name in _NAME_FILES:
        path = place / name
        try:
            if path.is_file() and path.stat().st_size <= _LARGEST_NAMES:
                lines = path.read_text(encoding="utf-8-sig").splitlines()
                return tuple(line.strip() for line in lines if line.strip())
        except (OSError, UnicodeDecodeError):
            continue
    return ()


def _is_other_part(path: Path, of: Path) -> bool:
    one, other = read_name(path.name), read_name(of.name)
    return one.key == other.key and bool(one.split) and one.split != other.split
