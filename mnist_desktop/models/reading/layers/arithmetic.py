"""Calculations with a number that stand among the layers of a functional model, such as a division by 255."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps
from mnist_desktop.problems import ProblemCode

FUNCTIONS_OF_TENSORFLOW = {
    "__operators__.add": "Add",
    "math.add": "Add",
    "math.divide": "TrueDivide",
    "math.multiply": "Multiply",
    "math.subtract": "Subtract",
    "math.truediv": "TrueDivide",
}
"""What Keras 2 called them: the only functions of TensorFlow's that are let in, and only by their names."""


def read_arithmetic(kind: str, number: float, *, number_first: bool) -> LayerSteps:
    """The layer that calculates with `number` as the operation of class `kind` does.

    Raises:
        NotOpened: For another operation.

    """
    sign = -1.0 if number_first else 1.0
    match kind:
        case "Add":
            scale, offset = 1.0, number
        case "Subtract":
            scale, offset = sign, -sign * number
        case "Multiply":
            scale, offset = number, 0.0
        case "Divide" | "TrueDivide" if number and not number_first:
            scale, offset = 1 / number, 0.0
        case _:
            raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(kind[:60])[1:-1])
    return LayerSteps((KerasLayer.of("Rescaling", scale=scale, offset=offset),))
