"""Sets as tables: one image a line, the label first, below a header."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.digits import SIDE, LabelledImages
from mnist_desktop.data.exporting.pieces import blocks, is_plain_word, new_file, parts_of, write_names

_NUMBERS = [str(value) for value in range(256)]
_HEADER = ",".join(["label", *(f"pixel{place}" for place in range(SIDE * SIDE))]) + "\n"


def write_tables(data_set: DataSet, folder: Path, packed: bool, done: Callable[[int], None]) -> None:
    """Write `train.csv` and `test.csv`, plain or gzip, and the names of the classes beside.

    Labels are the names of classes, or where one could not be told from other text, their numbers from 0 on.
    """
    names = data_set.class_names
    are_plain = all(is_plain_word(name) for name in names)
    labels = names if are_plain else tuple(str(number) for number in range(len(names)))
    for split, part, before in parts_of(data_set):
        with new_file(folder / f"{split}.csv{'.gz' if packed else ''}", packed) as stream:
            stream.write(_HEADER.encode())
            for count, lines in _lines(part, labels):
                stream.write(lines.encode())
                done(before + count)
    write_names(data_set, folder)


def _lines(part: LabelledImages, labels: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    names = iter(part.labels.tolist())
    for count, images in blocks(part):
        rows = images.reshape(len(images), -1).tolist()
        lines = [",".join([labels[next(names)], *map(_NUMBERS.__getitem__, row)]) for row in rows]
        yield count, "\n".join(lines) + "\n"
