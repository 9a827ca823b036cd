"""Looking at somebody's files: what set is in them. Quick, and nothing is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.importing.array_parts import array_parts
from mnist_desktop.data.importing.conversion import Conversion, conversion_for, found_polarity
from mnist_desktop.data.importing.image_parts import image_parts
from mnist_desktop.data.importing.ink_parts import ink_part
from mnist_desktop.data.importing.kinds import Kind, kind_of
from mnist_desktop.data.importing.labels import checked_class_names, classes_of
from mnist_desktop.data.importing.locating import (
    kinds_in,
    named_classes,
    one_set,
    tables_of_one_set,
    with_companions,
)
from mnist_desktop.data.importing.stored_array import StoredArray
from mnist_desktop.data.importing.tables import TablePart, table_part
from mnist_desktop.data.importing.trouble import check_count
from mnist_desktop.data.importing.understood import (
    Choices,
    Format,
    LabelColumn,
    PartSource,
    Polarity,
    Sizing,
    Understood,
)
from mnist_desktop.problems import Problem, ProblemCode

PREVIEWED = 25
_FORMATS = {Kind.IDX: Format.IDX, Kind.NPY: Format.NPY, Kind.NPZ: Format.NPZ}
_LONGEST_NAME = 60
_NAMELESS = "data"
_ENDINGS = {".gz", ".csv", ".npz", ".npy", ".txt", ".jsonl", ".idx", ".tsv"}


@dataclass(frozen=True)
class _Found:
    """The parts of a set before anything is known of their images and classes."""

    format: Format
    paths: tuple[Path, ...]
    parts: Sequence[PartSource]
    class_names: tuple[str, ...] = ()


def survey(given: Path | Sequence[Path], label_column: LabelColumn | None = None) -> Understood:
    """Find out what set is in a file, in several, or in a folder. The content tells, not the endings.

    Labels are read, images only as far as their range of values needs.

    Args:
        given: of IDX and `.npy`, any file of a set, or some, or their folder; an `.npz`; tables; ink files; a
            folder of images by class.
        label_column: of a table, if somebody says where it is.

    Raises:
        Problem: whatever is wrong with them; nothing was taken.

    """
    paths = [given] if isinstance(given, Path) else list(given)
    if not paths:
        raise ValueError("nothing to look at")
    folders = [path for path in paths if path.is_dir()]
    if folders and len(paths) > 1:
        names = ", ".join(path.name for path in paths[:6])
        raise Problem(ProblemCode.DATA_SEVERAL, path=str(folders[0]), names=names)
    found = _in_folder(paths[0], label_column) if folders else _in_files(paths, label_column)
    return _understood(paths[0], found)


def preview(understood: Understood, choices: Choices) -> LabelledImages:
    """Up to 25 images as they would be taken with these choices.

    Raises:
        Problem: DATA_CLASS_NAMES for names that do not fit.

    """
    names = understood.class_names
    if choices.class_names:
        names = checked_class_names(choices.class_names, len(names))
    conversion = conversion_of(understood, choices)
    images = conversion.apply(understood.sample)
    return LabelledImages(understood.preview.name, images, understood.preview.labels, names)


def conversion_of(understood: Understood, choices: Choices) -> Conversion:
    """How the images of a set are brought to 28x28 with these choices; ink is there already."""
    is_ink = understood.format is Format.INK
    polarity = Polarity.LIGHT_ON_DARK if is_ink else choices.polarity or understood.polarity
    sizing = Sizing.SCALE if is_ink else choices.sizing
    return conversion_for(understood.paths[0], (understood.low, understood.high), polarity, sizing)


def _in_folder(folder: Path, label_column: LabelColumn | None) -> _Found:
    if images := image_parts(folder):
        return _Found(Format.IMAGES, (folder,), images, named_classes(folder))
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
        return _Found(Format.INK, (folder,), [ink_part(folder, ink)])
    raise Problem(ProblemCode.DATA_UNKNOWN, path=str(folder))


def _in_files(paths: Sequence[Path], label_column: LabelColumn | None) -> _Found:
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
    return _Found(Format.INK, tuple(paths), [ink_part(paths[0], tuple(paths))])


def _of_arrays(path: Path, kind: Kind, arrays: Sequence[StoredArray]) -> _Found:
    parts, names = array_parts(path, arrays)
    paths = tuple(dict.fromkeys(array.path for array in arrays))
    return _Found(_FORMATS[kind], paths, parts, names or named_classes(paths[0].parent))


def _of_tables(given: Sequence[Path], kinds: dict[Path, Kind], label_column: LabelColumn | None) -> _Found:
    tables = tables_of_one_set(given, kinds)
    parts = [table_part(path, split, label_column) for path, split in tables]
    return _Found(Format.CSV, tuple(path for path, _ in tables), parts, named_classes(tables[0][0].parent))


def _understood(given: Path, found: _Found) -> Understood:
    train, test, has_split = _divided(found.parts)
    parts = [*train, *test]
    if not parts:
        raise Problem(ProblemCode.DATA_EMPTY, path=str(given))
    check_count(given, sum(len(part.labels) for part in parts))
    are_words = found.format in (Format.CSV, Format.IMAGES, Format.INK)
    names, labels = classes_of(given, [part.labels for part in parts], found.class_names, are_words)
    spans = [part.span() for part in parts]
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    sampled = parts[0].sample(PREVIEWED)
    sample = tuple(np.array(image) for image in sampled.images)
    conversion = conversion_for(given, (low, high), Polarity.LIGHT_ON_DARK, Sizing.SCALE)
    polarity = Polarity.LIGHT_ON_DARK if found.format is Format.INK else found_polarity(conversion, sample)
    shapes = {part.shape for part in parts}
    name = _name(given, found)
    return Understood(
        format=found.format,
        paths=found.paths,
        name=name,
        train_count=sum(len(part.labels) for part in train),
        test_count=sum(len(part.labels) for part in test),
        has_split=has_split,
        shape=shapes.pop() if len(shapes) == 1 else (),
        dtype=parts[0].dtype,
        low=low,
        high=high,
        class_names=names,
        train_counts=_counts(labels[: len(train)], len(names)),
        test_counts=_counts(labels[len(train) :], len(names)),
        writer_names=tuple(sorted({hand for part in parts for hand in part.writers if hand})),
        polarity=polarity,
        label_column=parts[0].form.label_column if isinstance(parts[0], TablePart) else None,
        left_out=sum(part.left_out for part in parts),
        preview=LabelledImages(
            name,
            conversion_for(given, (low, high), polarity, Sizing.SCALE).apply(sample),
            labels[0][sampled.positions],
            names,
        ),
        sample=sample,
        parts=tuple(parts),
        part_labels=tuple(labels),
    )


def _divided(parts: Sequence[PartSource]) -> tuple[list[PartSource], list[PartSource], bool]:
    """Those to learn from, those to be measured on, and whether their names tell these apart.

    Validation images are measured on where there are no test images, and else learnt from.
    """
    by_split = {split: [part for part in parts if part.split == split] for split in ("train", "test", "val")}
    unnamed = [part for part in parts if not part.split]
    test = by_split["test"] or by_split["val"]
    others = by_split["val"] if by_split["test"] else []
    return [*by_split["train"], *unnamed, *others], test, any(by_split.values())


def _counts(labels: Sequence[NDArray[np.int64]], classes: int) -> tuple[int, ...]:
    total: NDArray[Any] = np.zeros(classes, np.int64)
    for part in labels:
        total = total + np.bincount(part, minlength=classes)
    return tuple(int(count) for count in total)


def _name(given: Path, found: _Found) -> str:
    """What the set could be called: as its only file, or as the folder of several."""
    path = given.absolute()
    if not path.is_dir() and len(found.paths) > 1:
        path = path.parent
    name = path.name
    while not path.is_dir() and (ending := Path(name).suffix).lower() in _ENDINGS:
        name = name.removesuffix(ending)
    tidy = " ".join("".join(sign for sign in name if sign.isprintable()).split())[:_LONGEST_NAME].strip()
    return tidy or _NAMELESS
