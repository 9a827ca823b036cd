"""How the weights that a child process found reach whoever builds the model. No TensorFlow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from mnist_desktop.models.reading.weights import Arrays

ARRAYS = "arrays.npz"


def save_arrays(path: Path, arrays: tuple[Arrays, ...]) -> None:
    """Leave the arrays of each layer in one file."""
    named = {
        f"{layer}-{number}": array
        for layer, weights in enumerate(arrays)
        for number, array in enumerate(weights)
    }
    np.savez(path, allow_pickle=False, **named)


def load_arrays(path: Path, layers: int) -> tuple[Arrays, ...]:
    """The arrays of each of so many layers."""
    found: list[list[np.ndarray[Any, np.dtype[np.float32]]]] = [[] for _ in range(layers)]
    with np.load(path, allow_pickle=False) as stored:
        for name in stored.files:
            # They were saved in the order of the layers and of each layer's arrays.
            found[int(name.partition("-")[0])].append(stored[name])
    return tuple(tuple(weights) for weights in found)
