"""Layers for numbers in any shape: dense ones, other shapes, noise while training, usual sizes."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import BatchNormalization, Dense, Dropout, Flatten, Layer, Reshape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import damaged, unsupported
from mnist_desktop.models.reading.layers.functions import function_of
from mnist_desktop.models.reading.layers.layer_steps import (
    LayerSteps,
    Reader,
    Shapes,
    channels_first,
    with_channels_last,
)
from mnist_desktop.models.reading.recasting import as_many_as_needed
from mnist_desktop.problems import ProblemCode

_SMALLEST = 1e-7


def _dense(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.require("quantization_config")
    arguments.require("lora_rank")
    arguments.require("lora_alpha")
    decay = arguments.decay()
    units = arguments.whole("units")
    name, steps = function_of(arguments, shapes)
    return LayerSteps((Dense(units, name, l2=decay, use_bias=arguments.flag("use_bias", True)), *steps))


def _flatten(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    first = channels_first(arguments)
    return LayerSteps(with_channels_last(first, shapes[0], (Flatten(),), back=False))


def _reshape(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((Reshape(arguments.wholes("target_shape")),))


def _permute(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((KerasLayer.of("Permute", dims=arguments.wholes("dims")),))


def _repeat(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((KerasLayer.of("RepeatVector", n=arguments.whole("n")),))


def _dropout(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.drop("seed", "noise_shape")
    return LayerSteps((Dropout(arguments.number("rate", 0.5)),))


def _with_rate(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.drop("seed", "noise_shape", "data_format")
    return LayerSteps((KerasLayer.of(arguments.kind, rate=arguments.number("rate", 0.5)),))


def _noise(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.drop("seed")
    # Keras 3 takes no more than 1; while reading there is no noise at all.
    return LayerSteps((KerasLayer.of("GaussianNoise", stddev=min(arguments.number("stddev", 0.1), 1.0)),))


def _masking(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((KerasLayer.of("Masking", mask_value=arguments.number("mask_value", 0.0)),))


def _unchanged(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps(())


def _changes_only_training(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.drop_rest()
    return LayerSteps(())


def _batch_normalization(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    rank = len(shapes[0])
    arguments.require("mode", 0)
    arguments.require("renorm", False)
    arguments.drop("synchronized", "renorm_clipping", "renorm_momentum", "fused", "virtual_batch_size")
    axes = arguments.axes("axis", -1, rank)
    momentum, epsilon = arguments.number("momentum", 0.99), arguments.number("epsilon", 1e-3)
    center, scale = arguments.flag("center", True), arguments.flag("scale", True)
    if axes == (rank,) and center and scale:
        return LayerSteps((BatchNormalization(momentum, epsilon),))
    axis = axes[0] if len(axes) == 1 else axes
    named = {"momentum": momentum, "epsilon": epsilon, "center": center, "scale": scale}
    return LayerSteps((KerasLayer.of("BatchNormalization", axis=axis, **named),))


def _layer_normalization(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    rank = len(shapes[0])
    arguments.require("rms_scaling", False)
    axes = arguments.axes("axis", -1, rank)
    named = {"center": arguments.flag("center", True), "scale": arguments.flag("scale", True)}
    epsilon = arguments.number("epsilon", 1e-3)
    return LayerSteps((KerasLayer.of("LayerNormalization", axis=axes, epsilon=epsilon, **named),))


def _group_normalization(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    (axis,) = arguments.axes("axis", -1, len(shapes[0]))[:1]
    named = {"center": arguments.flag("center", True), "scale": arguments.flag("scale", True)}
    groups, epsilon = arguments.groups("groups", shapes[0][axis - 1]), arguments.number("epsilon", 1e-3)
    return LayerSteps(
        (KerasLayer.of("GroupNormalization", groups=groups, axis=axis, epsilon=epsilon, **named),)
    )


def _unit_normalization(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    axes = arguments.axes("axis", -1, len(shapes[0]))
    return LayerSteps((KerasLayer.of("UnitNormalization", axis=axes),))


def _normalization(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """With its means in the file's arrays, or, where they stand in the settings, as a scale."""
    rank = len(shapes[0])
    invert = arguments.flag("invert", False)
    axis = arguments.axes("axis", -1, rank) if arguments.has("axis") else None
    mean, variance = arguments.optional_flat("mean"), arguments.optional_flat("variance")
    if mean is None or variance is None:
        made = KerasLayer.of("Normalization", axis=axis, invert=invert)
        return LayerSteps((made,), as_many_as_needed)
    deviations = [max(max(value, 0.0) ** 0.5, _SMALLEST) for value in variance]
    count = max(len(mean), len(deviations))
    if not {len(mean), len(deviations)} <= {1, count}:
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=f"{arguments.kind}: mean, variance")
    if count > 1 and axis != (rank,):
        # A scale has one number for all, or one for each channel.
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=arguments.kind, argument="axis", value=str(axis)
        )
    pairs = list(zip(_spread(mean, count), _spread(deviations, count), strict=True))
    scale = tuple(deviation if invert else 1 / deviation for _, deviation in pairs)
    offset = tuple(value if invert else -value / deviation for value, deviation in pairs)
    return LayerSteps((_rescaling(scale, offset),))


def _rescale(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((_rescaling(arguments.numbers("scale", 1.0), arguments.numbers("offset", 0.0)),))


def _rescaling(scale: float | tuple[float, ...], offset: float | tuple[float, ...]) -> Layer:
    return KerasLayer.of("Rescaling", scale=_one_of(scale), offset=_one_of(offset))


def _one_of(numbers: float | tuple[float, ...]) -> float | tuple[float, ...]:
    return numbers[0] if isinstance(numbers, tuple) and len(numbers) == 1 else numbers


def _spread(values: list[float], count: int) -> list[float]:
    return values * count if len(values) == 1 else values


DENSE_LAYERS: dict[str, Reader] = {
    "ActivityRegularization": _changes_only_training,
    "AlphaDropout": _with_rate,
    "BatchNormalization": _batch_normalization,
    "Dense": _dense,
    "Dropout": _dropout,
    "Flatten": _flatten,
    "GaussianDropout": _with_rate,
    "GaussianNoise": _noise,
    "GroupNormalization": _group_normalization,
    "Identity": _unchanged,
    "LayerNormalization": _layer_normalization,
    "Masking": _masking,
    "Normalization": _normalization,
    "Permute": _permute,
    "RepeatVector": _repeat,
    "Rescaling": _rescale,
    "Reshape": _reshape,
    "SpatialDropout1D": _with_rate,
    "SpatialDropout2D": _with_rate,
    "UnitNormalization": _unit_normalization,
    **dict.fromkeys(
        (
            "AugMix",
            "CutMix",
            "MixUp",
            "RandAugment",
            "RandomBrightness",
            "RandomColorDegeneration",
            "RandomColorJitter",
            "RandomContrast",
            "RandomElasticTransform",
            "RandomErasing",
            "RandomFlip",
            "RandomGaussianBlur",
            "RandomGrayscale",
            "RandomHue",
            "RandomInvert",
            "RandomPerspective",
            "RandomPosterization",
            "RandomRotation",
            "RandomSaturation",
            "RandomSharpness",
            "RandomShear",
            "RandomTranslation",
            "RandomZoom",
        ),
        _changes_only_training,
    ),
}
