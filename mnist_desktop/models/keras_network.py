"""From the plain description of a network to a Keras model."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mnist_desktop.leavable import is_work_left
from mnist_desktop.models.native_libraries import load_tensorflow_library
from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
)
from mnist_desktop.models.quiet_start import native_noise_held_back, settle_environment
from mnist_desktop.priority import run_giving_way

if TYPE_CHECKING:
    import keras


def is_keras_loaded() -> bool:
    """Whether `start_keras` will return at once."""
    # What is still being imported stands among the modules, too.
    return {"keras", "tensorflow"} <= sys.modules.keys() and not is_work_left()


def start_keras(gives_way: bool = False) -> None:
    """Import TensorFlow and Keras (4 to 6 seconds the first time) without their noise on the terminal.

    Args:
        gives_way: Whether a window of this process goes first where processor cores are short. The threads
            that calculate then stand behind all others, also behind the calling one, which holds Python's
            lock.

    """
    if not {"keras", "tensorflow"} <= sys.modules.keys():
        _import_keras(gives_way)


@contextmanager
def deterministic_operations(are_wanted: bool) -> Iterator[None]:
    """Let every operation give the same bits each time meanwhile, where that is wanted; some are slower then.

    TensorFlow must be there already. Random operations without a seed fail meanwhile.
    """
    if not are_wanted:
        yield
        return
    # TensorFlow names no public way to switch it off again, which a window must do for what comes after.
    from tensorflow.python.framework import config

    config.enable_op_determinism()
    try:
        yield
    finally:
        config.disable_op_determinism()


def _import_keras(gives_way: bool) -> None:
    settle_environment()
    with native_noise_held_back(), _no_garbage_collection():
        load_tensorflow_library()
        import keras  # noqa: F401 -- the import is what is wanted
        import tensorflow
    if gives_way:
        # The first operation of all starts the threads that calculate.
        run_giving_way(lambda: tensorflow.zeros(()) + 1)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Import without garbage collection, and spare what was imported from all later ones.

    TensorFlow's million objects live as long as the program. Walking through them takes 0.4 s, during
    which no other thread moves, the window's least of all.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()


def build_keras(network: Network, seed: int | None = None, precision: str = "float32") -> keras.Sequential:
    """A new Keras model of `network` with fresh float32 weights, not compiled.

    The dtype stands on every layer, so that no global policy can change it. With a `seed` the initial
    weights and the dropout masks are the same each time. With the precision "bfloat16" all layers but the
    last calculate in it; their weights stay float32.

    Raises:
        Problem: NETWORK_..., for a mistake in the network (before Keras is imported).

    """
    network.facts()
    start_keras()
    import keras

    model = keras.Sequential([keras.Input(network.input_shape, dtype="float32")])
    for number, layer in enumerate(network.layers):
        own_seed = None if seed is None else seed * 1000 + number
        narrow = precision == "bfloat16" and layer is not network.layers[-1]
        model.add(made_layer(layer, own_seed, "mixed_bfloat16" if narrow else "float32"))
    return model


def made_layer(
    layer: Layer, seed: int | None = None, dtype: str = "float32", name: str | None = None
) -> keras.layers.Layer:
    """The Keras layer of a plain one; with a `seed` it begins with the same weights each time."""
    import keras

    kinds = keras.layers
    common = {"dtype": dtype, "name": name}
    match layer:
        case Dense():
            made = kinds.Dense(layer.units, **_weighted(layer, seed), **common)
        case Conv2D():
            sliding = {"strides": layer.strides, "padding": layer.padding}
            made = kinds.Conv2D(layer.filters, layer.kernel, **sliding, **_weighted(layer, seed), **common)
        case MaxPooling2D():
            made = kinds.MaxPooling2D(layer.pool, layer.strides, layer.padding, **common)
        case Dropout():
            made = kinds.Dropout(layer.rate, seed=seed, **common)
        case BatchNormalization():
            made = kinds.BatchNormalization(momentum=layer.momentum, epsilon=layer.epsilon, **common)
        case Activation():
            made = kinds.Activation(layer.name, **common)
        case Reshape():
            made = kinds.Reshape(layer.target, **common)
        case Flatten():
            made = kinds.Flatten(**common)
        case GlobalAveragePooling2D():
            made = kinds.GlobalAveragePooling2D(**common)
        case _:
            raise TypeError(f"no Keras layer is known for {layer!r}")
    return made


def _weighted(layer: Dense | Conv2D, seed: int | None) -> dict[str, Any]:
    """What layers with a kernel have in common."""
    import keras

    return {
        "activation": layer.activation,
        "use_bias": layer.use_bias,
        "kernel_regularizer": keras.regularizers.L2(layer.l2) if layer.l2 else None,
        "kernel_initializer": keras.initializers.GlorotUniform(seed=seed),
    }
