"""What the formats have in common: the parts, their labels, the names of the classes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.digits import LabelledImages

NAMES_FILE = "class_names.txt"
_BLOCK = 256


def parts_of(data_set: DataSet) -> list[tuple[str, LabelledImages, int]]:
    """The parts that have images, with how many images come before them."""
    both = [("train", data_set.train, 0), ("test", data_set.test, data_set.train.count)]
    return [entry for entry in both if entry[1].count]


def short_labels(part: LabelledImages) -> NDArray[np.uint8] | NDArray[np.int32]:
    """The labels as bytes where they fit, as MNIST has them."""
    return part.labels.astype(np.uint8) if len(part.class_names) <= 256 else part.labels.astype(np.int32)


def blocks(part: LabelledImages) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """The images a few hundred at once, with how many of the part are done after them."""
    for begin in range(0, part.count, _BLOCK):
        images = part.images[begin : begin + _BLOCK]
        yield begin + len(images), images


@contextmanager
def new_file(path: Path, packed: bool) -> Iterator[IO[bytes]]:
    """A new file to write into, with gzip if wanted; without name and time, so that a set makes one file."""
    with path.open("wb") as raw:
        if not packed:
            yield raw
            return
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as stream:
            yield stream  # type: ignore[misc]


def write_names(data_set: DataSet, folder: Path) -> None:
    """The names of the classes, one a line."""
    (folder / NAMES_FILE).write_text("".join(f"{name}\n" for name in data_set.class_names), encoding="utf-8")


def is_plain_word(name: str) -> bool:
    """Whether a name comes back from a table as it is: it parts no cells and is no oddly written number."""
    if name != name.strip() or not name or set(name) & set(',;\t"'):
        return False
    try:
        float(name)
    except ValueError:
        return True
    return name.isascii() and name.isdecimal() and name == str(int(name))
