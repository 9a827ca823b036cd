"""Looking at somebody's files: what set is in them. Quick, and nothing is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.importing.conversion import Conversion, conversion_for, found_polarity
from mnist_desktop.data.importing.finding import Found, found_in
from mnist_desktop.data.importing.labels import checked_class_names, classes_of
from mnist_desktop.data.importing.tables import TablePart
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
_LONGEST_NAME = 60
_NAMELESS = "data"
_ENDINGS = {".gz", ".csv", ".npz", ".npy", ".txt", ".jsonl", ".idx", ".tsv"}


@dataclass(frozen=True, eq=False)
class _Look:
    """What a look at some images tells, and these images: which they are, as they are, and as taken."""

    low: float
    high: float
    polarity: Polarity
    positions: NDArray[np.int64]
    sample: tuple[NDArray[Any], ...]
    preview: NDArray[np.uint8]


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
    return _understood(paths[0], found_in(paths, label_column))


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
    span, transposed = (understood.low, understood.high), choices.transposed and not is_ink
    return conversion_for(understood.paths[0], span, polarity, sizing, transposed)


def _understood(given: Path, found: Found) -> Understood:
    train, test, has_split = _divided(found.parts)
    parts = [*train, *test]
    if not parts:
        raise Problem(ProblemCode.DATA_EMPTY, path=str(given))
    check_count(given, sum(len(part.labels) for part in parts))
    are_words = found.format in (Format.CSV, Format.IMAGES, Format.INK)
    names, labels = classes_of(given, [part.labels for part in parts], found.class_names, are_words)
    name = _name(given, found)
    look = _looked_at(given, found.format, parts)
    shapes = {part.shape for part in parts}
    return Understood(
        format=found.format,
        paths=found.paths,
        name=name,
        train_count=sum(len(part.labels) for part in train),
        test_count=sum(len(part.labels) for part in test),
        has_split=has_split,
        shape=shapes.pop() if len(shapes) == 1 else (),
        dtype=parts[0].dtype,
        low=look.low,
        high=look.high,
        class_names=names,
        train_counts=_counts(labels[: len(train)], len(names)),
        test_counts=_counts(labels[len(train) :], len(names)),
        writer_names=tuple(sorted({hand for part in parts for hand in part.writers if hand})),
        polarity=look.polarity,
        label_column=parts[0].form.label_column if isinstance(parts[0], TablePart) else None,
        left_out=sum(part.left_out for part in parts),
        preview=LabelledImages(name, look.preview, labels[0][look.positions], names),
        sample=look.sample,
        parts=tuple(parts),
        part_labels=tuple(labels),
    )


def _looked_at(given: Path, form: Format, parts: Sequence[PartSource]) -> _Look:
    spans = [part.span() for part in parts]
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    sampled = parts[0].sample(PREVIEWED)
    sample = tuple(np.array(image) for image in sampled.images)
    polarity = Polarity.LIGHT_ON_DARK
    plain = conversion_for(given, (low, high), polarity, Sizing.SCALE)
    if form is not Format.INK:
        polarity = found_polarity(plain, sample)
    shown = replace(plain, polarity=polarity).apply(sample)
    return _Look(low, high, polarity, sampled.positions, sample, shown)


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


def _name(given: Path, found: Found) -> str:
    """What the set could be called: as its only file, or as the folder of several."""
    path = given.absolute()
    if not path.is_dir() and len(found.paths) > 1:
        path = path.parent
    name = path.name
    while not path.is_dir() and (ending := Path(name).suffix).lower() in _ENDINGS:
        name = name.removesuffix(ending)
    tidy = " ".join("".join(sign for sign in name if sign.isprintable()).split())[:_LONGEST_NAME].strip()
    return tidy or _NAMELESS
