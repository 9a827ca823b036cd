"""The size of the batch where a shape asks for it, as `shape(values)[0]`: it is never calculated with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mnist_desktop.models.reading.entries import LayerEntry, ModelEntry
from mnist_desktop.models.reading.nodes import Node

_SHAPE = "newshape"


def without_batch_sizes(
    named: Mapping[str, Any], calls: Mapping[tuple[str, int], tuple[LayerEntry | ModelEntry, Node]]
) -> dict[str, Any]:
    """The arguments of a call with None for the size of the batch in a shape.

    Args:
        named: The arguments.
        calls: The calls of the model by the names under which others know their answers.

    """
    sizes = named.get(_SHAPE)
    if not isinstance(sizes, list):
        return dict(named)
    return {**named, _SHAPE: [None if _is_batch_size(size, calls) else size for size in sizes]}


def _is_batch_size(
    size: object, calls: Mapping[tuple[str, int], tuple[LayerEntry | ModelEntry, Node]]
) -> bool:
    part = _called(size[:2], "GetItem", calls) if isinstance(size, list) else None
    key = part.named.get("key") if part is not None else None
    key = key[0] if isinstance(key, list) and len(key) == 1 else key
    if part is None or not isinstance(key, int) or isinstance(key, bool) or key:
        return False
    return _called(list(part.inputs[0]), "Shape", calls) is not None


def _called(
    reference: list[Any],
    operation: str,
    calls: Mapping[tuple[str, int], tuple[LayerEntry | ModelEntry, Node]],
) -> Node | None:
    """The call that is referred to, if it is one of this operation."""
    if len(reference) != 2 or not isinstance(reference[0], str) or not isinstance(reference[1], int):
        return None
    entry, node = calls.get((reference[0], reference[1]), (None, None))
    return node if isinstance(entry, LayerEntry) and entry.operation == operation else None
