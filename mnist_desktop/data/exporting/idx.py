"""Sets as IDX, the format that MNIST is published in: four files, plain or gzip."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.exporting.pieces import blocks, new_file, parts_of, short_labels, write_names

_PREFIXES = {"train": "train", "test": "t10k"}
_BYTES, _WORDS = 8, 12


def write_idx(data_set: DataSet, folder: Path, packed: bool, done: Callable[[int], None]) -> None:
    """Write `train-images-idx3-ubyte` and its like, and the names of the classes beside."""
    ending = ".gz" if packed else ""
    for split, part, before in parts_of(data_set):
        prefix = _PREFIXES[split]
        with new_file(folder / f"{prefix}-images-idx3-ubyte{ending}", packed) as stream:
            stream.write(struct.pack(">BBBB3I", 0, 0, _BYTES, 3, *part.images.shape))
            for count, images in blocks(part):
                stream.write(images.tobytes())
                done(before + count)
        labels = short_labels(part)
        kind = _BYTES if labels.dtype == np.uint8 else _WORDS
        name = f"{prefix}-labels-idx1-{'ubyte' if kind == _BYTES else 'int'}{ending}"
        with new_file(folder / name, packed) as stream:
            stream.write(struct.pack(">BBBBI", 0, 0, kind, 1, part.count))
            stream.write(labels.astype(labels.dtype.newbyteorder(">")).tobytes())
    write_names(data_set, folder)
