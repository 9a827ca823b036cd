"""The arrays of a model in a file: found, compared with what the layers need, read."""

from __future__ import annotations

from math import prod

import numpy as np

from mnist_desktop.models.graph import weight_shapes_of
from mnist_desktop.models.layers import Shape
from mnist_desktop.models.reading.archive_places import places_in_archive
from mnist_desktop.models.reading.configuration import Understood
from mnist_desktop.models.reading.entries import LayerEntry
from mnist_desktop.models.reading.hdf5_file import Hdf5File, StoredArray
from mnist_desktop.models.reading.inspection import NotOpened, damaged
from mnist_desktop.models.reading.legacy_places import LEGACY_ROOT, places_in_h5
from mnist_desktop.models.reading.places import CONTAINERS, Places
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.problems import ProblemCode

__all__ = ["Arrays", "has_weights_only", "read_keras_weights", "read_legacy_weights"]


_MOST_TIMES = 2
_SPARE = 64
"""Older forms of a layer have more numbers than it needs: a bias twice, a count."""


def has_weights_only(file: Hdf5File) -> bool:
    """Whether a file without a configuration holds the weights of some Keras model."""
    return any(file.has_group(name) for name in (LEGACY_ROOT, *CONTAINERS)) or bool(
        file.texts("", "layer_names")
    )


def read_legacy_weights(
    file: Hdf5File, understood: Understood, root: str = LEGACY_ROOT
) -> tuple[Arrays, ...]:
    """The arrays of each layer out of an `.h5` model; NotOpened if they do not belong to its layers.

    `root` is the group of the layers; it is empty in a file of weights only.
    """
    return _read(file, understood, places_in_h5(file, understood.model, root))


def read_keras_weights(file: Hdf5File, understood: Understood) -> tuple[Arrays, ...]:
    """The arrays of each layer out of the `model.weights.h5` of a `.keras` file; NotOpened likewise."""
    return _read(file, understood, places_in_archive(file, understood.model))


def _read(file: Hdf5File, understood: Understood, places: Places) -> tuple[Arrays, ...]:
    shapes = weight_shapes_of(understood.architecture)
    arrays: list[Arrays] = [understood.given.get(number, ()) for number in range(len(shapes))]
    owners = {
        understood.places[entry.owner]: entry
        for entry in understood.model.layers()
        if entry.owner in understood.places
    }
    needed = [number for number, wanted in enumerate(shapes) if wanted and number not in understood.given]
    found = sum(1 for number in needed if places.get(owners[number]))
    if found != len(needed) or places.unknown:
        raise damaged(ProblemCode.MODEL_WEIGHTS_MISSING, found=found + places.unknown, expected=len(needed))
    for number in needed:
        entry = owners[number]
        arrays[number] = _read_layer(file, entry, shapes[number], places.get(entry))
    return tuple(arrays)


def _read_layer(
    file: Hdf5File, entry: LayerEntry, wanted: tuple[Shape, ...], paths: tuple[str, ...]
) -> Arrays:
    stored = tuple(file.arrays.get(path) for path in paths)
    right = all(array and (array.is_float or number >= len(wanted)) for number, array in enumerate(stored))
    size = sum(prod(array.shape) for array in stored if array)
    if not right or size > _MOST_TIMES * sum(map(prod, wanted)) + _SPARE:
        raise _misfit(entry, wanted, stored)
    try:
        arrays = entry.recast(tuple(file.read(path) for path in paths), wanted)
    except (ValueError, IndexError) as error:
        # Parts of other shapes than those that belong together.
        raise _misfit(entry, wanted, stored) from error
    if tuple(array.shape for array in arrays) != wanted:
        raise _misfit(entry, wanted, stored)
    arrays = tuple(np.asarray(array, np.float32, order="C") for array in arrays)
    if not all(np.isfinite(array).all() for array in arrays):
        raise damaged(ProblemCode.MODEL_WEIGHTS_NOT_FINITE, layer=entry.kind)
    return arrays


def _misfit(
    entry: LayerEntry, wanted: tuple[Shape, ...], stored: tuple[StoredArray | None, ...]
) -> NotOpened:
    found = ", ".join(f"{array.dtype} {array.shape}" if array else "?" for array in stored)
    return damaged(
        ProblemCode.MODEL_WEIGHTS_SHAPE, layer=entry.kind, found=found[:80], expected=str(wanted)[:80]
    )
