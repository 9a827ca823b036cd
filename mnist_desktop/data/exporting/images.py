"""Sets as folders of PNG images: `train` and `test`, in these by class, and in these by writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.exporting.pieces import is_plain_word, parts_of, write_names

_SAFE = re.compile(r"\w[\w \-]{0,60}")
# Names that Windows keeps for devices.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_BETWEEN_REPORTS = 100


def write_images(data_set: DataSet, folder: Path, done: Callable[[int], None]) -> None:
    """Write each image, named by its place in its part, and the names of the classes beside.

    Folders are called like the classes, or where a name is none for a folder, by their numbers from 0 on.
    """
    names = data_set.class_names
    labels = names if _are_safe(names) else tuple(str(number) for number in range(len(names)))
    for split, part, before in parts_of(data_set):
        folders = _folders(folder / split, part, labels)
        digits = max(len(str(part.count - 1)), 5)
        for place, image in enumerate(part.images):
            label, writer = int(part.labels[place]), int(part.writers[place])
            _write(folders[label, writer] / f"{place:0{digits}d}.png", image.tobytes())
            if place % _BETWEEN_REPORTS == 0:
                done(before + place)
        done(before + part.count)
    write_names(data_set, folder)


def _folders(root: Path, part: LabelledImages, labels: Sequence[str]) -> dict[tuple[int, int], Path]:
    """The folder of each class and writer that occur together; writers with safe names have their own."""
    has_writers = _are_safe(part.writer_names)
    folders = {}
    for label, writer in sorted(set(zip(part.labels.tolist(), part.writers.tolist(), strict=True))):
        path = root / labels[label]
        if has_writers and writer >= 0:
            path /= part.writer_names[writer]
        path.mkdir(parents=True, exist_ok=True)
        folders[label, writer] = path
    return folders


def _write(path: Path, pixels: bytes) -> None:
    from PIL import Image

    Image.frombytes("L", (28, 28), pixels).save(path, "PNG", compress_level=4)


def _are_safe(names: Sequence[str]) -> bool:
    """Whether folders can be called so, on every system."""
    different = {name.casefold() for name in names}
    return len(different) == len(names) and all(
        _SAFE.fullmatch(name) and is_plain_word(name) and not _DEVICES.fullmatch(name) for name in names
    )
