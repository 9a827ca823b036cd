"""The weights of a Keras model as arrays: read, set, averaged, and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.run_state import Arrays

if TYPE_CHECKING:
    import keras


def averaged(
    before: Sequence[NDArray[np.float32]], after: Sequence[NDArray[np.float32]], kept: float
) -> list[NDArray[np.float32]]:
    """The weights between two, of which those of before count as much as `kept`, 0..1."""
    share = np.float32(1 - kept)
    return [old + share * (new - old) for old, new in zip(before, after, strict=True)]


def weights_of(model: keras.Model) -> Arrays:
    """The weights in Keras's order, copied."""
    return tuple(np.array(array) for array in model.get_weights())


def are_finite(weights: Arrays) -> bool:
    """Whether all of them are numbers."""
    return all(np.isfinite(array).all() for array in weights)


def values_of(variables: Sequence[Any]) -> Arrays:
    """The values of Keras's variables, copied."""
    return tuple(np.array(variable.numpy()) for variable in variables)


def assign(variables: Sequence[Any], values: Arrays) -> None:
    """Give the variables these values; ValueError where they do not fit."""
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)
