"""Layers that read a sequence step by step; the input is (steps, features)."""

from __future__ import annotations

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.pointwise import FUNCTIONS
from mnist_desktop.models.rules.rule import Rule, Values

MOST_STEPS = 1024
_SIMPLE = ("units", "activation", "use_bias", "return_sequences", "go_backwards")
_GATED = ("units", "activation", "recurrent_activation", "use_bias", "return_sequences", "go_backwards")


def _stepped(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    shape = shapes[0]
    values.require_axes(shape, 2)
    if shape[0] > MOST_STEPS:
        raise values.unfit(shape)
    values.word("activation", FUNCTIONS)
    values.flag("go_backwards")
    units = values.whole("units")
    return (shape[0], units) if values.flag("return_sequences") else (units,)


def _gated(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.word("recurrent_activation", FUNCTIONS)
    return _stepped(values, shapes)


def _arrays(values: Values, shape: Shape, gates: int, rows_of_bias: int = 1) -> tuple[Shape, ...]:
    units = values.whole("units")
    kernels = ((shape[-1], gates * units), (units, gates * units))
    bias = (gates * units,) if rows_of_bias == 1 else (rows_of_bias, gates * units)
    return (*kernels, bias) if values.flag("use_bias") else kernels


def _simple_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return _arrays(values, shape, 1)


def _lstm_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return _arrays(values, shape, 4)


def _gru_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return _arrays(values, shape, 3, 2 if values.flag("reset_after") else 1)


RECURRENT: dict[str, Rule] = {
    "SimpleRNN": Rule(_SIMPLE, _stepped, _simple_weights),
    "LSTM": Rule(_GATED, _gated, _lstm_weights),
    "GRU": Rule((*_GATED, "reset_after"), _gated, _gru_weights),
}
