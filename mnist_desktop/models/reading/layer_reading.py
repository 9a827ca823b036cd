"""From the configuration of one layer, plain data, to layers of this program. Nothing else is let in."""

from __future__ import annotations

from functools import partial
from typing import Any

from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.forbidden import require_harmless_class
from mnist_desktop.models.reading.harmless import is_float, is_keras_module, is_registered_by_keras
from mnist_desktop.models.reading.inspection import damaged, refused, unsupported
from mnist_desktop.models.reading.layers.autokeras_layers import AUTOKERAS_LAYERS, autokeras_kind
from mnist_desktop.models.reading.layers.dense_layers import DENSE_LAYERS
from mnist_desktop.models.reading.layers.functions import FUNCTIONS_AS_LAYERS
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.models.reading.layers.local_layers import LOCAL_LAYERS
from mnist_desktop.models.reading.layers.merging_layers import MERGING_LAYERS
from mnist_desktop.models.reading.layers.picture_layers import PICTURE_LAYERS
from mnist_desktop.models.reading.layers.recurrent_layers import RECURRENT_LAYERS
from mnist_desktop.models.reading.layers.wrapped_layers import read_at_each_step, read_both_ways
from mnist_desktop.models.reading.old_names import of_today
from mnist_desktop.models.reading.operation_names import operation_kind
from mnist_desktop.models.reading.writer import Writer
from mnist_desktop.problems import ProblemCode

INPUT_KIND = "InputLayer"
SEQUENTIAL = "Sequential"
MODEL_KINDS = (SEQUENTIAL, "Functional", "Model")
_COMMON = (
    "name",
    "trainable",
    "batch_input_shape",
    "batch_shape",
    "input_dim",
    "input_shape",
    "input_dtype",
    "autocast",
)
_READERS: dict[str, Reader] = {
    **AUTOKERAS_LAYERS,
    **DENSE_LAYERS,
    **FUNCTIONS_AS_LAYERS,
    **LOCAL_LAYERS,
    **MERGING_LAYERS,
    **PICTURE_LAYERS,
    **RECURRENT_LAYERS,
}
_WRAPPERS = {"TimeDistributed": read_at_each_step, "Bidirectional": read_both_ways}


def read_layer(entry: object) -> tuple[str, dict[str, Any]]:
    """Class name and settings of a layer in a list of layers, by today's names; or those of an operation.

    Raises:
        NotOpened: Where it is no layer of Keras's, or one that can do anything.

    """
    if not isinstance(entry, dict):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="layers")
    kind, settings = entry.get("class_name"), entry.get("config")
    if kind == SEQUENTIAL and isinstance(settings, list):
        # Keras up to 2.2.2 wrote the bare list.
        settings = {"layers": settings}
    if not isinstance(kind, str):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="class_name")
    require_harmless_class(kind, settings)
    foreign = autokeras_kind(kind, entry.get("registered_name"))
    if foreign is not None and isinstance(settings, dict):
        return foreign, settings
    shown, module = ascii(kind[:60])[1:-1], entry.get("module")
    ours = is_keras_module(module) and is_registered_by_keras(entry.get("registered_name"), kind)
    if not ours or ">" in kind or "." in kind:
        raise refused(ProblemCode.MODEL_LAYER_CUSTOM, layer=shown)
    if not isinstance(settings, dict):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="config")
    if kind in (INPUT_KIND, *MODEL_KINDS):
        return kind, settings
    operation = operation_kind(kind, settings, module, entry.get("inbound_nodes"))
    if operation is not None:
        # Not refused yet: Keras 3 writes some, such as those of a mask, that nothing is calculated with.
        return operation, {**settings, "name": entry.get("name", settings.get("name"))}
    return of_today(kind, settings)


def make_layer(kind: str, settings: dict[str, Any], shapes: Shapes, writer: Writer) -> LayerSteps:
    """Layers of today that do what the layer of class `kind` with these settings did.

    Args:
        kind: A class name that `read_layer` gave, other than those of inputs and models.
        settings: Its configuration, as `read_layer` gave it.
        shapes: Of its inputs, without the batch axis.
        writer: Who wrote the file.

    Raises:
        NotOpened: For a setting that is damaged, not plain, or not supported.

    """
    if kind not in _READERS and kind not in _WRAPPERS:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(kind[:60])[1:-1])
    arguments = Arguments(kind, _without_dtype(kind, settings), writer)
    arguments.drop(*_COMMON)
    if kind in _WRAPPERS:
        made = _WRAPPERS[kind](arguments, shapes, partial(_make_inner, writer=writer))
    else:
        made = _READERS[kind](arguments, shapes)
    arguments.finish()
    return made


def _make_inner(entry: dict[str, Any], shapes: Shapes, *, writer: Writer) -> LayerSteps:
    kind, settings = read_layer(entry)
    if kind in (INPUT_KIND, *MODEL_KINDS, *_WRAPPERS):
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=kind)
    return make_layer(kind, settings, shapes, writer)


def _without_dtype(kind: str, settings: dict[str, Any]) -> dict[str, Any]:
    if not is_float(settings.get("dtype")):
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
            layer=kind,
            argument="dtype",
            value=ascii(settings["dtype"])[:60],
        )
    return {key: value for key, value in settings.items() if key != "dtype"}
