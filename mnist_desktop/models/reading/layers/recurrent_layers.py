"""Layers that read a sequence step by step."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer, Plain
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import NotOpened, unsupported
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.models.reading.old_names import of_today
from mnist_desktop.models.reading.recasting import of_gates
from mnist_desktop.problems import ProblemCode

_GATES = ("LSTM", "GRU")
_CELLS = ("GRUCell", "LSTMCell", "SimpleRNNCell")
_OF_NO_ACCOUNT = (
    "cache_enabled",
    "consume_less",
    "dropout",
    "implementation",
    "input_dim",
    "input_length",
    "recurrent_dropout",
    "seed",
    "stateful",
    "truncate_gradient",
    "unit_forget_bias",
    "unroll",
    "use_cudnn",
    "zero_output_for_mask",
)


def _simple(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    function = arguments.activation(default="tanh")
    if function == "hard_sigmoid" and arguments.writer.has_steep_hard_sigmoid:
        raise _not_possible(arguments, "activation", function)
    return LayerSteps((KerasLayer.of("SimpleRNN", activation=function, **_common(arguments)),))


def _gated(kind: str, *, is_cudnn: bool = False) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        writer = arguments.writer
        named: dict[str, Plain] = {}
        if kind == "GRU":
            named["reset_after"] = arguments.flag("reset_after", is_cudnn)
        function = "tanh" if is_cudnn else arguments.activation(default="tanh")
        gate = "sigmoid" if is_cudnn else arguments.activation("recurrent_activation", "hard_sigmoid")
        steep = writer.has_steep_hard_sigmoid
        if steep and function == "hard_sigmoid":
            raise _not_possible(arguments, "activation", function)
        recast = of_gates(kind, is_cudnn=is_cudnn, steep=steep and gate == "hard_sigmoid")
        layer = KerasLayer.of(
            kind, activation=function, recurrent_activation=gate, **named, **_common(arguments)
        )
        return LayerSteps((layer,), recast)

    return read


def _of_cell(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """The layer RNN around a cell: the recurrent layer of that cell's name."""
    cell = arguments.layer("cell")
    kind = cell.get("class_name") if cell else None
    if cell is None or kind not in _CELLS:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(kind or "RNN")[1:60])
    settings = {
        key: value for key, value in cell["config"].items() if key not in ("name", "trainable", "dtype")
    }
    for key in ("return_sequences", "go_backwards"):
        settings[key] = arguments.flag(key, False)
    arguments.require("time_major", False)
    arguments.require("return_state", False)
    arguments.drop(*_OF_NO_ACCOUNT)
    inner = Arguments(kind.removesuffix("Cell"), of_today(kind, settings)[1], arguments.writer)
    made = RECURRENT_LAYERS[inner.kind](inner, shapes)
    inner.finish()
    return made


def _common(arguments: Arguments) -> dict[str, Plain]:
    arguments.require("time_major", False)
    arguments.require("return_state", False)
    arguments.drop(*_OF_NO_ACCOUNT)
    return {
        "units": arguments.whole("units"),
        "use_bias": arguments.flag("use_bias", True),
        "return_sequences": arguments.flag("return_sequences", False),
        "go_backwards": arguments.flag("go_backwards", False),
    }


def _not_possible(arguments: Arguments, key: str, value: str) -> NotOpened:
    return unsupported(
        ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=arguments.kind, argument=key, value=value
    )


RECURRENT_LAYERS: dict[str, Reader] = {
    "RNN": _of_cell,
    "SimpleRNN": _simple,
    "CuDNNGRU": _gated("GRU", is_cudnn=True),
    "CuDNNLSTM": _gated("LSTM", is_cudnn=True),
    **{kind: _gated(kind) for kind in _GATES},
}
