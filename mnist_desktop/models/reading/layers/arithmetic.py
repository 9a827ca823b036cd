"""Calculations with a number that stand among the layers of a functional model, such as a division by 255."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Activation, Layer, Shape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps
from mnist_desktop.problems import ProblemCode

_POWERS = (2, 3)
_SMALLEST_DIVISOR = 1e-30
_LARGEST_BOUND = 256
"""Bounds are set by adding and taking away again, which takes the small numbers beside a large bound."""


def read_arithmetic(
    operation: str,
    arguments: Arguments,
    shape: Shape,
    number: float | tuple[float, ...],
    *,
    number_first: bool,
) -> LayerSteps:
    """The layers that calculate with a number as an operation does.

    Args:
        operation: Its name in Keras 3.
        arguments: Of which there are none left; they have its name in the file.
        shape: Of the input.
        number: The number, or one for each channel.
        number_first: Whether it stands before the input.

    Raises:
        NotOpened: For another operation, or another number.

    """
    if isinstance(number, tuple) and len(number) != shape[-1]:
        raise arguments.wrong("y", list(number))
    sign = -1.0 if number_first else 1.0
    match operation:
        case "Add":
            return LayerSteps((scaled(1.0, number),))
        case "Subtract":
            return LayerSteps((scaled(sign, _times(number, -sign)),))
        case "Multiply":
            return LayerSteps((scaled(number, 0.0),))
        case "TrueDivide" if not number_first and _is_divisor(number):
            return LayerSteps((scaled(_inverse(number), 0.0),))
        case "Power" if isinstance(number, float) and not number_first and number in _POWERS:
            return power(number)
        case "Maximum" | "Minimum" if isinstance(number, float):
            return LayerSteps(bounded(arguments, "y", number, is_least=operation == "Maximum"))
    raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(arguments.kind[:60])[1:-1])


def bounded(arguments: Arguments, key: str, bound: float, *, is_least: bool) -> tuple[Layer, ...]:
    """The layers that let no number be below `bound`, or above it; NotOpened about `key` for a large one."""
    if not abs(bound) <= _LARGEST_BOUND:
        raise arguments.wrong(key, bound)
    sign = 1.0 if is_least else -1.0
    if is_least and not bound:
        return (Activation("relu"),)
    return scaled(sign, -sign * bound), Activation("relu"), scaled(sign, bound)


def power(exponent: float) -> LayerSteps:
    """The input times itself."""
    return LayerSteps((KerasLayer.of("Multiply"),), copies=int(exponent))


def scaled(scale: float | tuple[float, ...], offset: float | tuple[float, ...]) -> Layer:
    """The layer that multiplies and adds."""
    return KerasLayer.of("Rescaling", scale=scale, offset=offset)


def _times(number: float | tuple[float, ...], factor: float) -> float | tuple[float, ...]:
    return tuple(item * factor for item in number) if isinstance(number, tuple) else number * factor


def _is_divisor(number: float | tuple[float, ...]) -> bool:
    smallest = min(map(abs, number)) if isinstance(number, tuple) else abs(number)
    return smallest > _SMALLEST_DIVISOR


def _inverse(number: float | tuple[float, ...]) -> float | tuple[float, ...]:
    return tuple(1 / item for item in number) if isinstance(number, tuple) else 1 / number
