"""Operations that stand among the layers of a functional model, with the names and arguments of Keras 3."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import ACTIVATIONS, Activation, Flatten, Layer
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.harmless import is_float
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.arithmetic import bounded, power, read_arithmetic, scaled
from mnist_desktop.models.reading.layers.functions import FUNCTIONS_AS_LAYERS
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.models.reading.layers.reducing import REDUCING, sample_axes
from mnist_desktop.models.reading.layers.reshaping import RESHAPING
from mnist_desktop.problems import ProblemCode

_LEAKY_SLOPE = 0.2


def read_operation(
    operation: str,
    arguments: Arguments,
    shapes: Shapes,
    number: float | tuple[float, ...] | None = None,
    *,
    number_first: bool = False,
) -> LayerSteps:
    """The layers that do what an operation does with its inputs, and with a number if there is one.

    Args:
        operation: Its name in Keras 3.
        arguments: Its arguments by their names in Keras 3.
        shapes: Of its inputs, without the batch axis. What would mix examples is not supported.
        number: Another input that is a number, or one for each channel.
        number_first: Whether that stands before the other one.

    Raises:
        NotOpened: For another operation, or for an argument that is damaged or not supported.

    """
    arguments.drop("name")
    if number is not None:
        made = read_arithmetic(operation, arguments, shapes[0], number, number_first=number_first)
    elif operation not in _READERS:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(arguments.kind[:60])[1:-1])
    else:
        made = _READERS[operation](arguments, shapes)
    arguments.finish()
    return made


def _function(name: str) -> Reader:
    layer: Layer = Activation(name) if name in ACTIVATIONS else KerasLayer.of("Activation", name=name)

    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        return LayerSteps((layer,))

    return read


def _elementwise(kind: str) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        _require_as_many_axes(arguments, shapes)
        return LayerSteps((KerasLayer.of(kind),) if len(shapes) > 1 else ())

    return read


def _added(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """Only alike ones: Keras 3 may take a smaller input for a bias, also by the size of the batch."""
    if len(set(shapes)) > 1:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=arguments.kind)
    return LayerSteps((KerasLayer.of("Add"),) if len(shapes) > 1 else ())


def _in_a_row(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    axes = sample_axes(arguments, len(shapes[0]))
    _require_as_many_axes(arguments, shapes)
    if len(axes) != 1:
        raise arguments.wrong("axis", list(axes))
    return LayerSteps((KerasLayer.of("Concatenate", axis=axes[0]),) if len(shapes) > 1 else ())


def _require_as_many_axes(arguments: Arguments, shapes: Shapes) -> None:
    """Axes are compared from the last on: those of one example would meet those of the whole batch."""
    if len({len(shape) for shape in shapes}) != 1:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=arguments.kind)


def _unchanged(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps(())


def _cast(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    dtype = arguments.take("dtype")
    if not isinstance(dtype, str) or not is_float(dtype):
        raise arguments.wrong("dtype", dtype)
    return LayerSteps(())


def _gelu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    if arguments.flag("approximate", True):
        raise arguments.wrong("approximate", True)
    return LayerSteps((KerasLayer.of("Activation", name="gelu"),))


def _celu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.require("alpha", 1, 1.0)
    return LayerSteps((KerasLayer.of("Activation", name="celu"),))


def _silu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.require("beta", 1, 1.0)
    return LayerSteps((KerasLayer.of("Activation", name="silu"),))


def _leaky_relu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    slope = arguments.number("negative_slope", _LEAKY_SLOPE)
    return LayerSteps((KerasLayer.of("LeakyReLU", negative_slope=slope),))


def _log_softmax(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    rank = len(shapes[0])
    axes = arguments.axes("axis", -1, rank)
    if axes != (rank,):
        raise arguments.wrong("axis", list(axes))
    return LayerSteps((KerasLayer.of("Activation", name="log_softmax"),))


def _clip(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    if not arguments.has("x_min") or not arguments.has("x_max"):
        raise arguments.wrong("x_min, x_max", [])
    least, most = arguments.number("x_min", 0.0), arguments.number("x_max", 0.0)
    if least > most:
        raise arguments.wrong("x_min, x_max", [least, most])
    below = bounded(arguments, "x_min", least, is_least=True)
    return LayerSteps((*below, *bounded(arguments, "x_max", most, is_least=False)))


def _negative(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((scaled(-1.0, 0.0),))


def _square(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return power(2)


def _flatten(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((Flatten(),))


_READERS: dict[str, Reader] = {
    **REDUCING,
    **RESHAPING,
    **{kind: _elementwise(kind) for kind in ("Maximum", "Minimum", "Multiply", "Subtract")},
    "Add": _added,
    "Cast": _cast,
    "Celu": _celu,
    "Clip": _clip,
    "Concatenate": _in_a_row,
    "Elu": FUNCTIONS_AS_LAYERS["ELU"],
    "Exp": _function("exponential"),
    "Flatten": _flatten,
    "Gelu": _gelu,
    "HardSigmoid": _function("hard_sigmoid"),
    "HardSilu": _function("hard_silu"),
    "HardTanh": _function("hard_tanh"),
    "Identity": _unchanged,
    "LeakyRelu": _leaky_relu,
    "LogSigmoid": _function("log_sigmoid"),
    "LogSoftmax": _log_softmax,
    "Negative": _negative,
    "ReLU": FUNCTIONS_AS_LAYERS["ReLU"],
    "Relu": _function("relu"),
    "Relu6": _function("relu6"),
    "Selu": _function("selu"),
    "Sigmoid": _function("sigmoid"),
    "Silu": _silu,
    "Softmax": FUNCTIONS_AS_LAYERS["Softmax"],
    "Softplus": _function("softplus"),
    "Softsign": _function("softsign"),
    "Square": _square,
    "Tanh": _function("tanh"),
}
