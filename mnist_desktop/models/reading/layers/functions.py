"""Functions on each number: as a setting of a layer, by name or as a layer, and as layers of their own."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import ACTIVATIONS, Activation, Layer
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.harmless import is_float, is_keras_module, is_registered_by_keras
from mnist_desktop.models.reading.inspection import refused, unsupported
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.models.reading.old_names import of_today
from mnist_desktop.problems import ProblemCode

_STEEPER = 1.2
_LEAKY_SLOPE = 0.3


def function_of(
    arguments: Arguments, shapes: Shapes, key: str = "activation"
) -> tuple[str, tuple[Layer, ...]]:
    """The function that a layer applies to its answer: a name that the own layers know, and more steps.

    One of both is without effect: "linear", or no steps.
    """
    inner = arguments.layer(key)
    if inner is not None:
        return "linear", _as_layer(arguments, inner, shapes, key)
    name = arguments.activation(key)
    if name in ACTIVATIONS:
        return name, ()
    return "linear", named_function(arguments, name)


def named_function(arguments: Arguments, name: str) -> tuple[Layer, ...]:
    """The layers that apply a function as the writer of the file understood its name."""
    if name == "linear":
        return ()
    if name in ACTIVATIONS:
        return (Activation(name),)
    function = KerasLayer.of("Activation", name=name)
    if name == "hard_sigmoid" and arguments.writer.has_steep_hard_sigmoid:
        return KerasLayer.of("Rescaling", scale=_STEEPER, offset=0.0), function
    return (function,)


def _as_layer(arguments: Arguments, inner: dict[str, object], shapes: Shapes, key: str) -> tuple[Layer, ...]:
    kind, settings = inner.get("class_name"), inner.get("config")
    ours = isinstance(kind, str) and is_keras_module(inner.get("module"))
    ours = ours and is_registered_by_keras(inner.get("registered_name"), str(kind))
    if ours and isinstance(kind, str) and kind in _WITHOUT_WEIGHTS and isinstance(settings, dict):
        kind, settings = of_today(kind, settings)
        if is_float(settings.get("dtype")):
            settings.pop("dtype", None)
        own = Arguments(kind, settings, arguments.writer)
        own.drop("name", "trainable", "dtype", "batch_input_shape")
        steps = FUNCTIONS_AS_LAYERS[kind](own, shapes)
        own.finish()
        return steps.steps
    if kind == "PReLU":
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=arguments.kind, argument=key, value=kind
        )
    raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=arguments.kind, argument=key)


def _activation(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    name, steps = function_of(arguments, shapes)
    return LayerSteps(steps or (Activation(name),))


def _relu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    largest = arguments.optional_number("max_value")
    slope, threshold = arguments.first_number("negative_slope"), arguments.first_number("threshold")
    if largest is None and not slope and not threshold:
        return LayerSteps((Activation("relu"),))
    return LayerSteps((KerasLayer.of("ReLU", max_value=largest, negative_slope=slope, threshold=threshold),))


def _leaky_relu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    old, new = arguments.optional_number("alpha"), arguments.optional_number("negative_slope")
    slope = _LEAKY_SLOPE if old is None and new is None else (old if new is None else new)
    return LayerSteps((KerasLayer.of("LeakyReLU", negative_slope=slope),))


def _thresholded_relu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    theta = arguments.number("theta", 1.0)
    return LayerSteps((KerasLayer.of("ReLU", max_value=None, negative_slope=0.0, threshold=theta),))


def _elu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((KerasLayer.of("ELU", alpha=arguments.number("alpha", 1.0)),))


def _prelu(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.drop("weights")
    rank = len(shapes[0])
    shared = arguments.axes("shared_axes", 0, rank) if arguments.has("shared_axes") else None
    return LayerSteps((KerasLayer.of("PReLU", shared_axes=shared),))


def _softmax(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    rank = len(shapes[0])
    axes = arguments.axes("axis", -1, rank)
    if axes == (rank,):
        return LayerSteps((Activation("softmax"),))
    return LayerSteps((KerasLayer.of("Softmax", axis=axes if len(axes) > 1 else axes[0]),))


FUNCTIONS_AS_LAYERS: dict[str, Reader] = {
    "Activation": _activation,
    "ELU": _elu,
    "LeakyReLU": _leaky_relu,
    "PReLU": _prelu,
    "ReLU": _relu,
    "Softmax": _softmax,
    "ThresholdedReLU": _thresholded_relu,
}
_WITHOUT_WEIGHTS = FUNCTIONS_AS_LAYERS.keys() - {"PReLU"}
