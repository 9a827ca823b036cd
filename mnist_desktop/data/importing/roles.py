"""What an array is for, told by its name: `x_train`, `t10k-labels-idx1-ubyte`, `kmnist-test-imgs/arr_0`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from mnist_desktop.data.importing.stored_array import StoredArray

_SPLITS = {
    "train": "train",
    "training": "train",
    "test": "test",
    "testing": "test",
    "t10k": "test",
    "val": "val",
    "valid": "val",
    "validation": "val",
}
_IMAGES = {"x", "image", "images", "img", "imgs", "data", "pixels", "digits", "features", "inputs"}
_LABELS = {"y", "label", "labels", "target", "targets"}
_WRITERS = {"writer", "writers"}
_NAMES = {"names", "classes"}
_CLASS = {"class"}
_SAYS_NOTHING = {"idx1", "idx3", "idx4", "ubyte", "idx", "gz", "npy", "npz", "csv", "txt", "arr", "0", "1"}
_GLUED = re.compile(r"(x|y)(train|test|val)|(train|test|val)(x|y)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LEAST_PIXELS = 16


class Role(Enum):
    """What the values of an array are."""

    IMAGES = auto()
    LABELS = auto()
    WRITERS = auto()
    CLASS_NAMES = auto()
    WRITER_NAMES = auto()


@dataclass(frozen=True)
class ArrayName:
    """What an array's name says: which part, what for, and what is left of it: the set that it belongs to."""

    split: str
    role: Role | None
    key: frozenset[str]


def read_name(name: str) -> ArrayName:
    """What a name says; of `file/member` the member's word counts before the file's."""
    file, _, member = name.rpartition("/")
    inner, outer = _words(member), _words(file)
    split = _split(inner) or _split(outer)
    role = _role(set(inner)) or _role(set(outer))
    used = {*_SPLITS, *_IMAGES, *_LABELS, *_WRITERS, *_NAMES, *_CLASS, *_SAYS_NOTHING}
    return ArrayName(split, role, frozenset(outer or inner) - used)


def role_of(array: StoredArray, named: Role | None) -> Role:
    """What an array is for: its shape where that leaves no doubt, else its name."""
    axes = len(array.shape)
    if axes >= 3:
        return Role.IMAGES
    if axes == 1:
        return named if named not in (None, Role.IMAGES) else Role.LABELS
    if named in (Role.IMAGES, Role.LABELS):
        return named
    is_flat_image = array.shape[1] >= _LEAST_PIXELS and round(array.shape[1] ** 0.5) ** 2 == array.shape[1]
    return Role.IMAGES if is_flat_image else Role.LABELS


def _words(name: str) -> list[str]:
    words = re.split(r"[^a-z0-9]+", _CAMEL.sub(" ", name).lower())
    apart = (_GLUED.fullmatch(word) for word in words)
    return [
        part
        for word, glued in zip(words, apart, strict=True)
        for part in ([part for part in glued.groups() if part] if glued else [word])
        if part
    ]


def _split(words: list[str]) -> str:
    return next((_SPLITS[word] for word in words if word in _SPLITS), "")


def _role(words: set[str]) -> Role | None:
    if words & _NAMES:
        return Role.WRITER_NAMES if words & _WRITERS else Role.CLASS_NAMES
    if words & _WRITERS:
        return Role.WRITERS
    if words & _LABELS:
        return Role.LABELS
    return Role.IMAGES if words & _IMAGES else None
