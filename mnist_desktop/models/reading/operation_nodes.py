"""The calls of an operation, in the three forms in which versions of Keras wrote them, turned into one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mnist_desktop.models.reading.harmless import is_plain
from mnist_desktop.models.reading.inspection import refused
from mnist_desktop.models.reading.limits import LONGEST_WORD, MOST_AXES
from mnist_desktop.models.reading.nodes import MOST_INPUTS, Node, history, is_tensor, reference, wrong
from mnist_desktop.models.reading.operation_names import Operation
from mnist_desktop.problems import ProblemCode

_CONSTANT = "_CONSTANT_VALUE"
_LARGEST = 1e30
_SECOND = "y"
_ARRAYS = ("__numpy__", "__tensor__")
_PIECES = ("__ellipsis__", "__slice__")
_SLICE = {"start", "stop", "step"}
_NO_ARGUMENTS = ("constants", "function", "name", "node_def", "trainable")
_NO_ATTRIBUTES = ("N", "SrcT", "T", "Tdim", "Tidx", "Tpaddings", "Tperm", "Truncate", "Tshape", "_cloned")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_TYPES = {"DT_BFLOAT16": "bfloat16", "DT_DOUBLE": "float64", "DT_FLOAT": "float32", "DT_HALF": "float16"}


def read_operation_nodes(
    described: object, kind: str, operation: Operation, settings: dict[str, Any]
) -> tuple[Node, ...]:
    """The calls of an operation.

    Args:
        described: `inbound_nodes` of its entry: records of arguments since Keras 3, before that lists of
            [name, call, output, arguments], where an operation on one tensor has no list around its own.
        kind: What the operation is called in the file.
        operation: What it is.
        settings: The entry's configuration. Keras 3 keeps arguments there, and Keras 2.2 all of them.

    Raises:
        NotOpened: Where it is damaged, or has something that could be called. What the arguments mean is
            asked only once somebody wants the answer.

    """
    if described is None:
        return ()
    if not isinstance(described, list) or len(described) > MOST_INPUTS:
        raise wrong("inbound_nodes")
    kept = {key: value for key, value in settings.items() if key not in _NO_ARGUMENTS}
    nodes = []
    for item in described:
        if isinstance(item, dict):
            operands, named = _of_today(item, operation.places)
        elif "node_def" in settings:
            operands, named = _of_graph(_items(item), operation.places, settings)
            kept.pop("dtype", None)
        else:
            operands, named = _of_function(_items(item))
            kept.pop("dtype", None)
        named = _by_own_names({**kept, **named}, operation)
        if _SECOND in named:
            operands.append(named.pop(_SECOND))
        _require_harmless(kind, {**named, "x": operands})
        nodes.append(_node(operands, named))
    return tuple(nodes)


def _items(described: object) -> list[list[Any]]:
    """The calls of one node: of an operation on one tensor, that alone."""
    if isinstance(described, list) and described and isinstance(described[0], str):
        described = [described]
    if not isinstance(described, list) or not 0 < len(described) <= MOST_INPUTS:
        raise wrong("inbound_nodes")
    if not all(isinstance(item, list) and len(item) >= 3 for item in described):
        raise wrong("inbound_nodes")
    return described


def _of_function(items: list[list[Any]]) -> tuple[list[object], dict[str, Any]]:
    """A function of TensorFlow's: each tensor of its first argument has all the other arguments with it."""
    operands = [item[2] if item[0] == _CONSTANT else item[:3] for item in items]
    named = [item[3] if len(item) > 3 and item[3] is not None else {} for item in items]
    if not all(isinstance(arguments, dict) and arguments == named[0] for arguments in named):
        raise wrong("inbound_nodes")
    return operands, named[0]


def _of_graph(
    items: list[list[Any]], places: tuple[str, ...], settings: dict[str, Any]
) -> tuple[list[object], dict[str, Any]]:
    """A kernel of TensorFlow's: constants stand at their places among the tensors, the rest has names."""
    constants, described = settings.get("constants") or {}, settings["node_def"]
    attributes = described.get("attr", {}) if isinstance(described, dict) else None
    if not isinstance(constants, dict) or not isinstance(attributes, dict):
        raise wrong("node_def")
    if any(len(item) > 3 and item[3] not in (None, {}) for item in items):
        raise wrong("inbound_nodes")
    tensors: list[object] = [item[:3] for item in items]
    count = len(tensors) + len(constants)
    if count > MOST_INPUTS or not constants.keys() <= {str(place) for place in range(count)}:
        raise wrong("constants")
    tensors.reverse()
    operands = [constants[str(place)] if str(place) in constants else tensors.pop() for place in range(count)]
    split = len(operands) - len(places) if len(operands) > len(places) else len(operands)
    named = {key: _attribute(value) for key, value in attributes.items() if key not in _NO_ATTRIBUTES}
    return operands[:split], {**named, **dict(zip(places, operands[split:], strict=False))}


def _attribute(described: object) -> object:
    """The value of an attribute, which stands there under the name of its kind; whole numbers are texts."""
    if not isinstance(described, dict) or len(described) != 1:
        return described
    ((kind, value),) = described.items()
    if kind == "list" and isinstance(value, dict):
        return [_attribute({"i": item}) for item in value["i"]] if isinstance(value.get("i"), list) else []
    if kind == "i" and isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if kind == "type":
        return _TYPES.get(value, value) if isinstance(value, str) else value
    return value


def _of_today(described: dict[str, Any], places: tuple[str, ...]) -> tuple[list[object], dict[str, Any]]:
    """An operation of Keras 3: tensors and numbers by their places, or tensors in a list."""
    given, named = described.get("args"), described.get("kwargs")
    if not isinstance(given, list) or not given or not isinstance(named, dict | None):
        raise wrong("inbound_nodes")
    first, rest = given[0], given[1:]
    operands = list(first) if isinstance(first, list) and any(map(is_tensor, first)) else [first]
    if len(operands) > MOST_INPUTS:
        raise wrong("inbound_nodes")
    behind = dict(zip(places, rest, strict=False))
    operands.extend(item for item in rest[len(places) :] if item is not None)
    operands = [[*history(item), 0] if is_tensor(item) else _array(item) for item in operands]
    return operands, {**(named or {}), **behind}


def _array(value: object) -> object:
    """The numbers of an array, and every other value as it is."""
    if not isinstance(value, dict) or value.get("class_name") not in _ARRAYS:
        return value
    settings = value.get("config")
    return settings.get("value") if isinstance(settings, dict) else None


def _by_own_names(named: Mapping[str, Any], operation: Operation) -> dict[str, Any]:
    """The arguments by their own names. None stands for what is usual; a name twice stays as it was."""
    found = dict(operation.usual)
    for key, value in named.items():
        own = operation.renamed.get(key, key)
        if value is not None:
            found[key if own in found and own not in operation.usual else own] = value
    return found


def _node(operands: list[object], named: dict[str, Any]) -> Node:
    inputs = tuple(reference(item, "inbound_nodes") for item in operands if _is_reference(item))
    if not inputs:
        raise wrong("inbound_nodes")
    numbers = [_numbers(item) for item in operands if not _is_reference(item)]
    if not numbers:
        return Node(inputs, named=named)
    number = numbers[0] if len(numbers) == len(inputs) == 1 else None
    first = not _is_reference(operands[0])
    return Node(inputs, number=number, number_first=first, is_plain=number is not None, named=named)


def _is_reference(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str)


def _numbers(value: object) -> float | tuple[float, ...] | None:
    """A number, or a row of them that may stand in lists by itself; None for anything else."""
    for _ in range(MOST_AXES):
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
    if is_number(value):
        return float(value)  # type: ignore[arg-type]
    if isinstance(value, list) and len(value) <= LONGEST_WORD and value and all(map(is_number, value)):
        return tuple(float(item) for item in value)
    return None


def is_number(value: object) -> bool:
    """Whether it is a number that can be calculated with."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _require_harmless(kind: str, named: Mapping[str, Any]) -> None:
    """Let arguments be plain values, lists of them, or pieces of an array; the rest could be anything."""
    for key, value in named.items():
        waiting = [value]
        while waiting:
            part = waiting.pop()
            if isinstance(part, list):
                waiting.extend(part)
            elif not is_plain(part) and not _is_piece(part):
                shown = ascii(str(key)[:40])[1:-1]
                raise refused(
                    ProblemCode.MODEL_ARGUMENT_REFUSED, layer=ascii(kind[:60])[1:-1], argument=shown
                )


def _is_piece(value: object) -> bool:
    """Whether it is a slice or the rest of the axes, as Keras 2 or Keras 3 wrote it."""
    if not isinstance(value, dict):
        return False
    inner = value.get("config", {}) if "class_name" in value else value
    right = inner is value or (value["class_name"] in _PIECES and value.keys() <= {"class_name", "config"})
    return right and isinstance(inner, dict) and inner.keys() <= _SLICE and all(map(is_plain, inner.values()))
