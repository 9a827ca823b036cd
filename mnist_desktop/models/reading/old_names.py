"""Names of layers and settings that Keras has changed, turned into those of today."""

from __future__ import annotations

from typing import Any

_KINDS = {
    "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D",
    "BatchNormalizationV1": "BatchNormalization",
    "BatchNormalizationV2": "BatchNormalization",
    "Convolution1D": "Conv1D",
    "Convolution2D": "Conv2D",
    "Convolution3D": "Conv3D",
    "Convolution1DTranspose": "Conv1DTranspose",
    "Convolution2DTranspose": "Conv2DTranspose",
    "Deconvolution2D": "Conv2DTranspose",
    "SeparableConvolution1D": "SeparableConv1D",
    "SeparableConvolution2D": "SeparableConv2D",
    "SyncBatchNormalization": "BatchNormalization",
    "TimeDistributedDense": "Dense",
    "UnifiedGRU": "GRU",
    "UnifiedLSTM": "LSTM",
}
_SETTINGS = {
    "W_constraint": "kernel_constraint",
    "W_regularizer": "kernel_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "atrous_rate": "dilation_rate",
    "b_constraint": "bias_constraint",
    "b_regularizer": "bias_regularizer",
    "beta_init": "beta_initializer",
    "bias": "use_bias",
    "border_mode": "padding",
    "dim_ordering": "data_format",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "filter_length": "kernel_size",
    "forget_bias_init": "bias_initializer",
    "gamma_init": "gamma_initializer",
    "init": "kernel_initializer",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "nb_filter": "filters",
    "output_dim": "units",
    "p": "rate",
    "pool_length": "pool_size",
    "sigma": "stddev",
    "stride": "strides",
    "subsample": "strides",
    "subsample_length": "strides",
}
_ORDERS = {"th": "channels_first", "tf": "channels_last", "default": "channels_last"}
_WINDOWS = (("nb_row", "nb_col"), ("kernel_dim1", "kernel_dim2", "kernel_dim3"))
_REGULARISERS = ("WeightRegularizer", "ActivityRegularizer", "L1L2Regularizer")
_MERGE_MODES = {
    "ave": "Average",
    "concat": "Concatenate",
    "max": "Maximum",
    "mul": "Multiply",
    "sum": "Add",
}


def of_today(kind: str, settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Class and settings of a layer by today's names; what has none stays as it is."""
    named = {_SETTINGS.get(key, key): value for key, value in settings.items()}
    for parts in _WINDOWS:
        if all(part in named for part in parts):
            named["kernel_size"] = [named.pop(part) for part in parts]
    order = named.get("data_format")
    if isinstance(order, str) and order in _ORDERS:
        named["data_format"] = _ORDERS[order]
    for key, value in named.items():
        if isinstance(value, dict):
            named[key] = _of_today_object(value)
    return _merge(named) if kind == "Merge" else (_KINDS.get(kind, kind), named)


def _of_today_object(value: dict[str, Any]) -> dict[str, Any]:
    """A regulariser or a constraint of Keras 1 in the form of today; what is none stays as it is."""
    name = value.get("name")
    if not isinstance(name, str) or "class_name" in value or "config" in value:
        return value
    settings = {key: item for key, item in value.items() if key != "name"}
    return {"class_name": "L1L2" if name in _REGULARISERS else name, "config": settings}


def _merge(settings: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The layer `Merge` of Keras 1, by what it did; "Merge" where that is none of today's layers."""
    mode, kept = settings.get("mode"), {}
    kind = _MERGE_MODES.get(mode) if isinstance(mode, str) else None
    if kind is None:
        return "Merge", settings
    if kind == "Concatenate":
        kept["axis"] = settings.get("concat_axis", -1)
    if isinstance(settings.get("name"), str):
        kept["name"] = settings["name"]
    return kind, kept
