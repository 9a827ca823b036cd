"""The arrays of a network in a file: found by order and path, compared with what the layers need, read."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.network import BatchNormalization, Conv2D, Dense, Network, Shape
from mnist_desktop.models.reading.hdf5_file import Hdf5File
from mnist_desktop.models.reading.inspection import damaged
from mnist_desktop.models.weight_shapes import expected_shapes
from mnist_desktop.problems import ProblemCode

Arrays = tuple[NDArray[np.float32], ...]
"""The arrays of one layer in Keras's order: kernel and bias; or gamma, beta, moving mean and variance."""

_LEGACY_ROOT = "model_weights"
_CONTAINERS = ("layers", "_layer_checkpoint_dependencies")
_SAVED_AS = {Dense: "dense", Conv2D: "conv2d", BatchNormalization: "batch_normalization"}


def has_weights_only(file: Hdf5File) -> bool:
    """Whether a file without a configuration holds the weights of some Keras model."""
    return any(file.has_group(name) for name in (_LEGACY_ROOT, *_CONTAINERS)) or bool(
        file.texts("", "layer_names")
    )


def read_legacy_weights(file: Hdf5File, network: Network, root: str = _LEGACY_ROOT) -> tuple[Arrays, ...]:
    """The arrays of each layer out of an `.h5` model; NotOpened if they do not belong to `network`.

    `root` is the group of the layers; it is empty in a file of weights only.
    """
    groups: list[tuple[str, ...]] = []
    for name in file.texts(root, "layer_names") or ():
        group = f"{root}/{_slashed(name)}".lstrip("/")
        weights = file.texts(group, "weight_names")
        if weights:
            groups.append(tuple(f"{group}/{_slashed(weight)}" for weight in weights))
    return _read(file, network, groups)


def read_keras_weights(file: Hdf5File, network: Network) -> tuple[Arrays, ...]:
    """The arrays of each layer out of the `model.weights.h5` of a `.keras` file; NotOpened likewise."""
    for container in _CONTAINERS:
        if file.has_group(container) or any(path.startswith(f"{container}/") for path in file.arrays):
            return _read(file, network, _in_order_of_layers(_by_kind(file, container), network))
    return _read(file, network, [])


def _by_kind(file: Hdf5File, container: str) -> dict[str, list[tuple[str, ...]]]:
    """Paths of the arrays of each layer that has some, by kind and in the order of the layers.

    Keras names the groups by class and number ("dense", "dense_1"). Keras 2 counted layers with weights
    twice, so the numbers have gaps; their order is right.
    """
    pattern = re.compile(rf"{container}/([a-z0-9_]*?[a-z0-9])(?:_(\d{{1,6}}))?/vars/(\d{{1,3}})")
    numbers: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for path in file.arrays:
        found = pattern.fullmatch(path)
        if found:
            numbers[found[1], int(found[2] or 0)][int(found[3])] = path
    kinds: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for kind, number in sorted(numbers):
        variables = numbers[kind, number]
        kinds[kind].append(tuple(variables[index] for index in sorted(variables)))
    return kinds


def _in_order_of_layers(kinds: dict[str, list[tuple[str, ...]]], network: Network) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = []
    for layer in network.layers:
        saved_as = _SAVED_AS.get(type(layer))
        if saved_as and kinds.get(saved_as):
            groups.append(kinds[saved_as].pop(0))
    rest = [group for saved_as in _SAVED_AS.values() for group in kinds.get(saved_as, ())]
    return groups + rest


def _read(file: Hdf5File, network: Network, groups: list[tuple[str, ...]]) -> tuple[Arrays, ...]:
    shapes = []
    input_shape = network.input_shape
    for layer in network.layers:
        shapes.append(expected_shapes(layer, input_shape))
        input_shape = layer.output_shape(input_shape)
    expected = sum(1 for wanted in shapes if wanted)
    if len(groups) != expected:
        raise damaged(ProblemCode.MODEL_WEIGHTS_MISSING, found=len(groups), expected=expected)
    waiting = iter(groups)
    return tuple(
        _read_layer(file, layer.kind, wanted, next(waiting)) if wanted else ()
        for layer, wanted in zip(network.layers, shapes, strict=True)
    )


def _read_layer(file: Hdf5File, kind: str, wanted: tuple[Shape, ...], paths: tuple[str, ...]) -> Arrays:
    stored = tuple(file.arrays.get(path) for path in paths)
    fits = tuple(array.shape for array in stored if array) == wanted
    if not fits or not all(array and array.dtype.kind == "f" for array in stored):
        found = ", ".join(f"{array.dtype} {array.shape}" if array else "?" for array in stored)
        raise damaged(ProblemCode.MODEL_WEIGHTS_SHAPE, layer=kind, found=found[:80], expected=str(wanted))
    arrays = tuple(file.read(path) for path in paths)
    if not all(np.isfinite(array).all() for array in arrays):
        raise damaged(ProblemCode.MODEL_WEIGHTS_NOT_FINITE, layer=kind)
    return arrays


def _slashed(name: str) -> str:
    return name.replace("\\", "/")
