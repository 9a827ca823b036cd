"""Labels as they are in files (numbers, one-hot, names) and the classes that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.importing.stored_array import StoredArray, shape_words
from mnist_desktop.data.importing.trouble import LONGEST_CLASS_NAME, MOST_CLASSES
from mnist_desktop.data.importing.understood import RawLabels
from mnist_desktop.problems import Problem, ProblemCode

_LARGEST = 2**31
# Sets whose names everybody knows and whose files do not say them, by the hash of a part's labels as bytes.
_FASHION = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
_WELL_KNOWN = {
    "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7": _FASHION,
    "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9": _FASHION,
}


def raw_labels(array: StoredArray) -> RawLabels:
    """The labels that an array holds: one number or name each, or one-hot.

    Raises:
        Problem: DATA_LABELS_INVALID, or what reading raises.

    """
    path = array.path
    if len(array.shape) == 2 and array.shape[1] == 1:
        return _flat(path, array.whole()[:, 0])
    if len(array.shape) == 1:
        return _flat(path, array.whole())
    if len(array.shape) == 2 and array.shape[1] <= MOST_CLASSES and array.dtype.kind not in "US":
        return _from_one_hot(path, array)
    raise invalid(path, f"their shape is {shape_words(array.shape)}")


def words_as_labels(path: Path, words: Sequence[str]) -> RawLabels:
    """Labels that are written as text: whole numbers where all are, else names; raises like `raw_labels`."""
    tidy = [word.strip() for word in words]
    for word in set(tidy):
        _check_name(path, word)
    if all(word.lstrip("-").isdecimal() and word.isascii() for word in set(tidy)):
        return _flat(path, np.array([int(word) for word in tidy], np.float64))
    if all(_is_whole(word) for word in set(tidy)):
        return _flat(path, np.array([float(word) for word in tidy]))
    return np.array(tidy, dtype=np.str_)


def classes_of(
    path: Path, labels: Sequence[RawLabels], named: tuple[str, ...], are_words: bool
) -> tuple[tuple[str, ...], list[NDArray[np.int64]]]:
    """The classes that occur in all parts, numbers in their order and names in the alphabet's.

    Args:
        path: for the sentence.
        labels: of each part.
        named: the names of the classes from a file beside; used where the labels fit them.
        are_words: whether numbers may be names of classes, as in names of folders, before they are places
            in `named`.

    Returns:
        The name of each class, and the labels of each part as indices into them.

    Raises:
        Problem: DATA_TOO_MANY_CLASSES.

    """
    are_numbers = all(part.dtype.kind == "i" for part in labels)
    parts = list(labels) if are_numbers else [part.astype(np.str_) for part in labels]
    occurring = np.unique(np.concatenate(parts))
    if named and (are_words or not are_numbers) and set(occurring.astype(np.str_).tolist()) <= set(named):
        places = {name: index for index, name in enumerate(named)}
        return named, [
            np.array([places[name] for name in part.astype(np.str_).tolist()], np.int64) for part in parts
        ]
    if are_numbers:
        names = named or _well_known(labels)
        if names and 0 <= occurring[0] <= occurring[-1] < len(names):
            return names, [part.astype(np.int64) for part in parts]
    if len(occurring) > MOST_CLASSES:
        raise Problem(
            ProblemCode.DATA_TOO_MANY_CLASSES, path=str(path), count=len(occurring), limit=MOST_CLASSES
        )
    return tuple(str(name) for name in occurring.tolist()), [
        np.searchsorted(occurring, part).astype(np.int64) for part in parts
    ]


def checked_class_names(names: Sequence[str], count: int) -> tuple[str, ...]:
    """Names that somebody gave to `count` classes.

    Raises:
        Problem: DATA_CLASS_NAMES where they are not as many, not all different, or cannot be shown.

    """
    tidy = tuple(name.strip() for name in names)
    sound = all(name and name.isprintable() and len(name) <= LONGEST_CLASS_NAME for name in tidy)
    if len(tidy) != count or len(set(tidy)) != count or not sound:
        raise Problem(
            ProblemCode.DATA_CLASS_NAMES, found=len(set(tidy)), count=count, limit=LONGEST_CLASS_NAME
        )
    return tidy


def invalid(path: Path, reason: str) -> Problem:
    """What to raise for labels that are none."""
    return Problem(ProblemCode.DATA_LABELS_INVALID, path=str(path), reason=reason)


def _flat(path: Path, values: NDArray[Any]) -> RawLabels:
    if values.dtype.kind == "S":
        values = np.char.decode(values, "utf-8", "replace")
    if values.dtype.kind == "U":
        return words_as_labels(path, values.tolist())
    low, high = float(values.min()), float(values.max())
    if not (-_LARGEST < low <= high < _LARGEST):
        raise invalid(path, "not all are finite numbers below two thousand million")
    whole = values.astype(np.int64)
    if values.dtype.kind == "f" and not np.array_equal(whole, values):
        raise invalid(path, "not all are whole numbers")
    return whole


def _from_one_hot(path: Path, array: StoredArray) -> RawLabels:
    found = []
    for block in array.blocks():
        is_one = block == 1
        if not (np.count_nonzero(is_one, axis=1) == 1).all() or np.count_nonzero(block) != len(block):
            raise invalid(path, "their rows are not one-hot: a single 1, and 0 elsewhere")
        found.append(is_one.argmax(axis=1))
    return np.concatenate(found).astype(np.int64)


def _check_name(path: Path, word: str) -> None:
    if not word or not word.isprintable() or len(word) > LONGEST_CLASS_NAME:
        raise invalid(path, "one is empty, very long or cannot be shown")


def _is_whole(word: str) -> bool:
    try:
        return abs(float(word)) < _LARGEST and float(word).is_integer()
    except ValueError:
        return False


def _well_known(labels: Sequence[RawLabels]) -> tuple[str, ...]:
    for part in labels:
        if part.min() >= 0 and part.max() < len(_FASHION):
            digest = hashlib.sha256(part.astype(np.uint8).tobytes()).hexdigest()
            if digest in _WELL_KNOWN:
                return _WELL_KNOWN[digest]
    return ()
