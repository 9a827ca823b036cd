"""Who calls whom in a functional model, in the forms in which versions of Keras wrote it down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mnist_desktop.models.reading.harmless import is_plain
from mnist_desktop.models.reading.inspection import NotOpened, damaged, refused, unsupported
from mnist_desktop.models.rules.attending import ATTENTION
from mnist_desktop.problems import ProblemCode

MOST_INPUTS = 64
_INPUTS = ("query", "value", "key")
_SWITCHES = ("return_attention_scores", "use_causal_mask")
_TENSOR = "__keras_tensor__"
_OTHERWISE_WHILE_TRAINING = re.compile(
    r"Random\w+|\w*Dropout\w*|GaussianNoise|BatchNormalization|Model|Functional|Sequential"
)


@dataclass(frozen=True, eq=False)
class Node:
    """One call of a layer: for each of its inputs an entry's name, and which of that entry's calls.

    `is_masked` says that it was also told which steps of a sequence to leave out; it is not `is_plain` with
    other arguments that are not known. An operation may calculate with a `number`, or one for each channel,
    before the input if `number_first`; `named` has its other arguments.
    """

    inputs: tuple[tuple[str, int], ...]
    is_masked: bool = False
    number: float | tuple[float, ...] | None = None
    number_first: bool = False
    is_plain: bool = True
    named: Mapping[str, Any] = field(default_factory=dict)


def read_nodes(described: object, kind: str) -> tuple[Node, ...]:
    """The calls of a layer.

    Args:
        described: `inbound_nodes` of the layer: lists of [name, call, output, arguments] since Keras 1,
            records of arguments since Keras 3.
        kind: The layer's class.

    Raises:
        NotOpened: Where it is damaged, or needs more than plain inputs.

    """
    if described is None:
        return ()
    if not isinstance(described, list) or len(described) > MOST_INPUTS:
        raise wrong("inbound_nodes")
    return tuple(_node(item, kind) for item in described)


def read_ends(settings: dict[str, Any], key: str, several: ProblemCode) -> tuple[str, int]:
    """The only input or the only output of a functional model: an entry's name, and which of its calls.

    Raises:
        NotOpened: With the code `several` where there are more, or it is damaged.

    """
    described = settings.get(key)
    if isinstance(described, dict):
        described = list(described.values())
    if isinstance(described, list) and described and isinstance(described[0], str):
        return reference(described, key)
    if not isinstance(described, list) or not described:
        raise wrong(key)
    if len(described) > 1:
        raise unsupported(several, count=len(described))
    return reference(described[0], key)


def _node(described: object, kind: str) -> Node:
    if isinstance(described, dict):
        return _new_node(described, kind)
    if isinstance(described, list) and described and isinstance(described[0], str):
        described = [described]
    if not isinstance(described, list) or not 0 < len(described) <= MOST_INPUTS:
        raise wrong("inbound_nodes")
    inputs: list[object] = []
    for item in described:
        named = item[3] if isinstance(item, list) and len(item) > 3 else None
        more, named = _named_inputs(named, kind)
        _require_plain_call(named, kind)
        inputs.extend((item, *more))
    return Node(tuple(reference(item, "inbound_nodes") for item in inputs))


def _named_inputs(named: object, kind: str) -> tuple[list[Any], object]:
    """What a call names as further inputs, for the layer that has names for its inputs, and the rest."""
    if kind != ATTENTION or not isinstance(named, dict):
        return [], named
    inputs = [named[key] for key in _INPUTS if named.get(key) is not None]
    usual = {key for key in _SWITCHES if named.get(key) is False}
    return inputs, {key: value for key, value in named.items() if key not in (*_INPUTS, *usual)}


def _new_node(described: dict[str, Any], kind: str) -> Node:
    arguments, named = described.get("args"), described.get("kwargs")
    is_masked = isinstance(named, dict) and is_tensor(named.get("mask"))
    if isinstance(named, dict) and is_masked:
        named = {key: value for key, value in named.items() if key != "mask"}
    more, named = _named_inputs(named, kind)
    _require_plain_call(named, kind)
    if not isinstance(arguments, list) or not (arguments or more):
        raise wrong("inbound_nodes")
    arguments = [*arguments, *more]
    tensors = arguments[0] if isinstance(arguments[0], list) else list(filter(is_tensor, arguments))
    rest = [item for item in arguments if not is_tensor(item) and item is not tensors and item is not None]
    if not 0 < len(tensors) <= MOST_INPUTS:
        raise wrong("inbound_nodes")
    inputs = tuple(history(item) for item in tensors)
    return Node(inputs, is_masked, is_plain=not rest)


def is_tensor(value: object) -> bool:
    """Whether it is what Keras 3 writes for a tensor."""
    return isinstance(value, dict) and value.get("class_name") == _TENSOR


def history(tensor: object) -> tuple[str, int]:
    """Whose answer a tensor of Keras 3 is: an entry's name, and which of its calls; NotOpened if damaged."""
    if not isinstance(tensor, dict) or not is_tensor(tensor):
        raise wrong("inbound_nodes")
    settings = tensor.get("config")
    return reference(settings.get("keras_history") if isinstance(settings, dict) else None, "keras_history")


def reference(described: object, key: str) -> tuple[str, int]:
    """The same for a tensor in a list, [name, call, output]; `key` is where it stands."""
    if not isinstance(described, list) or len(described) < 3 or not isinstance(described[0], str):
        raise wrong(key)
    name, call, output = described[:3]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in (call, output)):
        raise wrong(key)
    if output != 0 or call < 0:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(name[:60])[1:-1])
    return name, call


def _require_plain_call(arguments: object, kind: str) -> None:
    """Let a call have no arguments that change what is read."""
    if arguments is None:
        return
    if not isinstance(arguments, dict):
        raise wrong("inbound_nodes")
    for key, value in arguments.items():
        name = ascii(key[:40])[1:-1]
        if not is_plain(value):
            raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=kind, argument=name)
        is_plain_use = value is False or (value is True and not _OTHERWISE_WHILE_TRAINING.fullmatch(kind))
        if value is not None and not (key == "training" and is_plain_use):
            raise unsupported(
                ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=kind, argument=name, value=ascii(value)[:60]
            )


def wrong(key: str) -> NotOpened:
    """What to raise where the setting `key` is damaged."""
    return damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=key)
