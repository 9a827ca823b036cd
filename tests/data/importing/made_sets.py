"""Small sets that look like digits, and files of them in the formats of others."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.data_set import DataSet, data_set_of
from mnist_desktop.data.digits import LabelledImages

IDX_TYPES = {"u1": 8, "i1": 9, ">i2": 11, ">i4": 12, ">f4": 13, ">f8": 14}


def made_images(count: int, side: int = 28, seed: int = 1) -> NDArray[np.uint8]:
    """Bright blots on black, each another: (count, side, side) uint8."""
    chance = np.random.default_rng(seed)
    images = np.zeros((count, side, side), np.uint8)
    edge = side // 4
    images[:, edge:-edge, edge:-edge] = chance.integers(0, 256, (count, side - 2 * edge, side - 2 * edge))
    images[:, side // 2, side // 2] = 255
    return images


def made_labels(count: int, classes: int = 3) -> NDArray[np.int64]:
    return np.arange(count) * 7 % classes


def made_set(
    names: tuple[str, ...] = ("0", "1", "2"), train: int = 12, test: int = 6, writers: bool = False
) -> DataSet:
    def part(count: int, seed: int, hands: tuple[str, ...]) -> LabelledImages:
        known = np.arange(count) % len(hands) if writers and count else np.empty(0, np.int64)
        labels = made_labels(count, len(names))
        return LabelledImages(
            "made", made_images(count, seed=seed), labels, names, known, hands if writers else ()
        )

    return data_set_of("Made", part(train, 1, ("ann", "bob")), part(test, 2, ("cid",)))


def write_idx(path: Path, array: NDArray[Any], dtype: str = "u1", packed: bool = False) -> Path:
    head = struct.pack(f">BBBB{array.ndim}I", 0, 0, IDX_TYPES[dtype], array.ndim, *array.shape)
    content = head + array.astype(dtype).tobytes()
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def write_table(
    path: Path,
    images: NDArray[Any],
    labels: Any,
    *,
    header: str = "",
    parter: str = ",",
    label_last: bool = False,
    packed: bool = False,
) -> Path:
    lines = [header] if header else []
    for image, label in zip(images, labels, strict=True):
        cells = [str(value) for value in image.reshape(-1).tolist()]
        lines.append(parter.join([*cells, str(label)] if label_last else [str(label), *cells]))
    content = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def write_quartet(folder: Path, packed: bool = False, prefix: str = "") -> None:
    ending = ".gz" if packed else ""
    for split, count, seed in (("train", 12, 1), ("t10k", 6, 2)):
        images, labels = made_images(count, seed=seed), made_labels(count)
        write_idx(folder / f"{prefix}{split}-images-idx3-ubyte{ending}", images, packed=packed)
        write_idx(folder / f"{prefix}{split}-labels-idx1-ubyte{ending}", labels, packed=packed)
