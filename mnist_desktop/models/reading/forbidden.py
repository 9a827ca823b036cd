"""What no configuration may have, also where nothing would come of it: layers that run code or read files."""

from __future__ import annotations

from typing import Any

from mnist_desktop.models.reading.inspection import refused
from mnist_desktop.models.reading.operation_names import (
    FUNCTION_KINDS,
    known_operation,
    operation_kind,
)
from mnist_desktop.problems import ProblemCode

_CODE = "__lambda__"
_TRAINING = "compile_config"
_CAN_RUN_CODE_OR_READ_FILES = frozenset(
    [
        "Lambda",
        "TFOpLambda",
        "SlicingOpLambda",
        "TensorFlowOpLayer",
        "ClassMethod",
        "InstanceMethod",
        "InstanceProperty",
        "TFSMLayer",
        "TorchModuleWrapper",
        "JaxLayer",
        "FlaxLayer",
        "KerasLayer",
        "DenseFeatures",
        "SequenceFeatures",
        "StringLookup",
        "IntegerLookup",
        "IndexLookup",
        "TextVectorization",
    ]
)


def require_no_code(configuration: dict[str, Any]) -> None:
    """Search the whole configuration of a model, its inner models and what their layers are made of.

    What comes of a file must not depend on which of its mistakes is met first.

    Raises:
        NotOpened: MODEL_LAYER_REFUSED or MODEL_ARGUMENT_REFUSED.

    """
    waiting: list[tuple[object, str, str]] = [(configuration.get("config"), "?", "config")]
    while waiting:
        part, layer, key = waiting.pop()
        if isinstance(part, list):
            waiting.extend((item, layer, key) for item in part)
        if not isinstance(part, dict):
            continue
        kind = part.get("class_name")
        if kind == _CODE:
            raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=_shown(layer), argument=_shown(key))
        if isinstance(kind, str):
            require_harmless_class(kind, part.get("config"))
            layer = kind
        # How an inner model was trained is never asked for, and may name functions of its author's.
        waiting.extend((item, layer, name) for name, item in part.items() if name != _TRAINING)


def require_harmless_class(kind: str, settings: object) -> None:
    """Let no layer pass that runs code or reads files; NotOpened (MODEL_LAYER_REFUSED) for one."""
    if kind.split(">")[-1] in _CAN_RUN_CODE_OR_READ_FILES and not _is_known_operation(kind, settings):
        raise refused(ProblemCode.MODEL_LAYER_REFUSED, layer=_shown(_with_function(kind, settings)))


def _is_known_operation(kind: str, settings: object) -> bool:
    name = operation_kind(kind, settings)
    return name is not None and known_operation(name) is not None


def _with_function(kind: str, settings: object) -> str:
    """The class with the name of the function that it stands for, if it is one."""
    function = settings.get("function") if isinstance(settings, dict) else None
    return f"{kind} {function}" if kind in FUNCTION_KINDS and isinstance(function, str) else kind


def _shown(name: str) -> str:
    return ascii(name[:60])[1:-1]
