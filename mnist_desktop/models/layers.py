"""The layers a network is made of, as plain data: settings, shapes and parameter counts. No TensorFlow."""
# ruff: noqa: D102 -- `Layer` says what each of these methods means

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Protocol

from mnist_desktop.problems import Problem, ProblemCode

Shape = tuple[int, ...]
"""Sizes of one example without the batch axis, e.g. (28, 28, 1)."""

ACTIVATIONS = ("linear", "relu", "sigmoid", "softmax", "tanh")
PADDINGS = ("valid", "same")
LARGEST_DECAY = 1000
"""A weight decay is smaller than this."""


class Layer(Protocol):
    """What every layer can tell about itself."""

    @property
    def kind(self) -> str:
        """Keras's name of the layer, e.g. "Conv2D"."""

    @property
    def settings(self) -> str:
        """The settings, short and in no language, e.g. "32 3x3 relu"."""

    def output_shape(self, input_shape: Shape) -> Shape:
        """Shape of the output for one input; `Problem` (NETWORK_SETTING, NETWORK_SHAPE) for a mistake."""

    def parameters(self, input_shape: Shape) -> tuple[int, int]:
        """Parameters that training changes, and those that it does not."""


class _PlainLayer:
    """A layer without settings or parameters that keeps the shape, unless it says otherwise."""

    @property
    def kind(self) -> str:
        return type(self).__name__

    @property
    def settings(self) -> str:
        return ""

    def output_shape(self, input_shape: Shape) -> Shape:
        return input_shape

    def parameters(self, input_shape: Shape) -> tuple[int, int]:
        return 0, 0

    def _require(self, right: bool, setting: str, value: object) -> None:
        if not right:
            raise Problem(ProblemCode.NETWORK_SETTING, layer=self.kind, setting=setting, value=str(value))

    def _require_picture(self, input_shape: Shape) -> tuple[int, int, int]:
        if len(input_shape) != 3:
            raise Problem(ProblemCode.NETWORK_SHAPE, layer=self.kind, shape=shape_text(input_shape))
        return input_shape[0], input_shape[1], input_shape[2]

    def _slide(
        self, size: tuple[int, int], window: tuple[int, int], steps: tuple[int, int], padding: str
    ) -> Shape:
        """Height and width that remain when a window slides over (height, width) in steps."""
        self._require(padding in PADDINGS, "padding", padding)
        self._require(min(steps) >= 1, "strides", shape_text(steps))
        if padding == "same":
            return tuple(-(-length // step) for length, step in zip(size, steps, strict=True))
        if any(length < span for length, span in zip(size, window, strict=True)):
            raise Problem(ProblemCode.NETWORK_SHAPE, layer=self.kind, shape=shape_text(size))
        return tuple((n - span) // step + 1 for n, span, step in zip(size, window, steps, strict=True))


@dataclass(frozen=True)
class Flatten(_PlainLayer):
    """All numbers of one example in one row."""

    def output_shape(self, input_shape: Shape) -> Shape:
        return (prod(input_shape),)


@dataclass(frozen=True)
class Dense(_PlainLayer):
    """Every unit sees every number; `l2` is the weight decay on the kernel (Keras's L2 regulariser)."""

    units: int
    activation: str = "linear"
    l2: float = 0.0
    use_bias: bool = True

    @property
    def settings(self) -> str:
        return _words(str(self.units), _named(self.activation), _decay(self.l2), _bias(self.use_bias))

    def output_shape(self, input_shape: Shape) -> Shape:
        self._require(self.units >= 1, "units", self.units)
        self._require(self.activation in ACTIVATIONS, "activation", self.activation)
        self._require(0 <= self.l2 < LARGEST_DECAY, "l2", self.l2)
        if not input_shape:
            raise Problem(ProblemCode.NETWORK_SHAPE, layer=self.kind, shape=shape_text(input_shape))
        return (*input_shape[:-1], self.units)

    def parameters(self, input_shape: Shape) -> tuple[int, int]:
        return self.units * (input_shape[-1] + self.use_bias), 0


@dataclass(frozen=True)
class Conv2D(_PlainLayer):
    """Small windows slide over a picture (height, width, channels), one for each filter.

    `l2` is the weight decay on the kernel, as it is for `Dense`.
    """

    filters: int
    kernel: tuple[int, int] = (3, 3)
    strides: tuple[int, int] = (1, 1)
    padding: str = "valid"
    activation: str = "linear"
    use_bias: bool = True
    l2: float = 0.0

    @property
    def settings(self) -> str:
        steps = f"/{_side(self.strides)}" if self.strides != (1, 1) else ""
        same = "same" if self.padding == "same" else ""
        window = shape_text(self.kernel) + steps
        words = (window, same, _named(self.activation), _decay(self.l2), _bias(self.use_bias))
        return _words(str(self.filters), *words)

    def output_shape(self, input_shape: Shape) -> Shape:
        self._require(self.filters >= 1, "filters", self.filters)
        self._require(min(self.kernel) >= 1, "kernel", shape_text(self.kernel))
        self._require(self.activation in ACTIVATIONS, "activation", self.activation)
        self._require(0 <= self.l2 < LARGEST_DECAY, "l2", self.l2)
        height, width, _ = self._require_picture(input_shape)
        return (*self._slide((height, width), self.kernel, self.strides, self.padding), self.filters)

    def parameters(self, input_shape: Shape) -> tuple[int, int]:
        return self.filters * (prod(self.kernel) * input_shape[-1] + self.use_bias), 0


@dataclass(frozen=True)
class MaxPooling2D(_PlainLayer):
    """The largest number of each window; without `strides` the windows lie side by side."""

    pool: tuple[int, int] = (2, 2)
    strides: tuple[int, int] | None = None
    padding: str = "valid"

    @property
    def settings(self) -> str:
        steps = f"/{_side(self.strides)}" if self.strides not in (None, self.pool) and self.strides else ""
        return _words(shape_text(self.pool) + steps, "same" if self.padding == "same" else "")

    def output_shape(self, input_shape: Shape) -> Shape:
        self._require(min(self.pool) >= 1, "pool", shape_text(self.pool))
        height, width, channels = self._require_picture(input_shape)
        return (*self._slide((height, width), self.pool, self.strides or self.pool, self.padding), channels)


@dataclass(frozen=True)
class GlobalAveragePooling2D(_PlainLayer):
    """The mean of each channel."""

    def output_shape(self, input_shape: Shape) -> Shape:
        return (self._require_picture(input_shape)[2],)


@dataclass(frozen=True)
class Dropout(_PlainLayer):
    """Sets a share of the numbers to zero while training."""

    rate: float

    @property
    def settings(self) -> str:
        return f"{self.rate:g}"

    def output_shape(self, input_shape: Shape) -> Shape:
        self._require(0 <= self.rate < 1, "rate", self.rate)
        return input_shape


@dataclass(frozen=True)
class BatchNormalization(_PlainLayer):
    """Brings each channel (the last axis) to mean 0 and variance 1, then scales and shifts it."""

    momentum: float = 0.99
    epsilon: float = 1e-3

    @property
    def settings(self) -> str:
        return f"{self.momentum:g}"

    def output_shape(self, input_shape: Shape) -> Shape:
        self._require(0 <= self.momentum < 1, "momentum", self.momentum)
        self._require(0 < self.epsilon < 1, "epsilon", self.epsilon)
        if not input_shape:
            raise Problem(ProblemCode.NETWORK_SHAPE, layer=self.kind, shape=shape_text(input_shape))
        return input_shape

    def parameters(self, input_shape: Shape) -> tuple[int, int]:
        return 2 * input_shape[-1], 2 * input_shape[-1]


@dataclass(frozen=True)
class Activation(_PlainLayer):
    """A function applied to every number (softmax: to the last axis)."""

    name: str

    @property
    def settings(self) -> str:
        return self.name

    def output_shape(self, input_shape: Shape) -> Shape:
        self._require(self.name in ACTIVATIONS, "activation", self.name)
        return input_shape


@dataclass(frozen=True)
class Reshape(_PlainLayer):
    """The same numbers in another shape; one size may be -1 and follows from the others."""

    target: Shape

    @property
    def settings(self) -> str:
        return shape_text(self.target)

    def output_shape(self, input_shape: Shape) -> Shape:
        known = prod(size for size in self.target if size != -1)
        right = self.target.count(-1) <= 1 and all(size >= 1 or size == -1 for size in self.target)
        self._require(right, "target", shape_text(self.target))
        count = prod(input_shape)
        free = count // known if -1 in self.target else 1
        if known * free != count:
            raise Problem(ProblemCode.NETWORK_SHAPE, layer=self.kind, shape=shape_text(input_shape))
        return tuple(free if size == -1 else size for size in self.target)


def shape_text(shape: Shape) -> str:
    """A shape for people, e.g. "28x28x1"."""
    return "x".join(str(size) for size in shape)


def _side(steps: tuple[int, int]) -> str:
    return str(steps[0]) if steps[0] == steps[1] else shape_text(steps)


def _named(activation: str) -> str:
    return "" if activation == "linear" else activation


def _decay(l2: float) -> str:
    return f"L2 {l2:g}" if l2 else ""


def _bias(use_bias: bool) -> str:
    return "" if use_bias else "no-bias"


def _words(*words: str) -> str:
    return " ".join(word for word in words if word)
