"""The models of the corpus, of every kind of layer, with weights that are all different.

Importing this imports Keras: for use inside of tests.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from tests.models.reading import keras_branches as branches
from tests.models.reading import keras_operations as operations
from tests.models.reading import keras_pictures as pictures
from tests.models.reading import keras_sequences as sequences
from tests.models.reading.keras_making import PICTURE, answers_of, functional, spread_weights

__all__ = ["MODELS", "answers_of", "made_model"]

MODELS: dict[str, Callable[[], Any]] = {
    "classic": pictures.classic,
    "pixels": pictures.pixels,
    "branches": lambda: functional(PICTURE, branches.branches),
    "shared": lambda: functional((784,), branches.shared),
    "subtracting": lambda: functional((784,), branches.subtracting),
    "nested": lambda: functional(PICTURE, branches.nested),
    "nested in a row": branches.nested_in_a_row,
    "multiplied": lambda: functional((28, 28), branches.multiplied),
    "attending": lambda: functional((28, 28), branches.attending),
    "centred": pictures.centred,
    "functions": pictures.functions,
    "newer functions": pictures.newer_functions,
    "newest functions": pictures.newest_functions,
    "layers of functions": pictures.layers_of_functions,
    "layers as functions": pictures.layers_as_functions,
    "sizes": pictures.sizes,
    "averages": pictures.averages,
    "convolutions": pictures.convolutions,
    "newer convolutions": pictures.newer_convolutions,
    "normalized": pictures.normalized,
    "grouped": pictures.grouped,
    "recurrent": sequences.recurrent,
    "gated": sequences.gated,
    "both ways": sequences.both_ways,
    "two directions": sequences.two_directions,
    "cells": sequences.cells,
    "rows of rows": sequences.rows_of_rows,
    "masked": sequences.masked,
    "masked values": lambda: functional((28, 28), sequences.masked_values),
    "calculating": lambda: functional((784,), branches.calculating),
    "operations on shapes": lambda: functional((784,), operations.on_shapes),
    "operations on numbers": lambda: functional(PICTURE, operations.on_numbers),
    "operations over axes": lambda: functional((28, 28), operations.over_axes),
    "operations on parts": lambda: functional(PICTURE, operations.on_parts),
    "rows": sequences.rows,
    "newer rows": sequences.newer_rows,
    "each step": sequences.each_step,
}


@cache
def made_model(name: str) -> Any:
    """The model of this name, with the same weights each time."""
    model = MODELS[name]()
    spread_weights(model)
    return model
