"""JSON from a model file, of a size and depth that a network's description has."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from mnist_desktop.models.reading.inspection import damaged, refused
from mnist_desktop.models.reading.limits import (
    DEEPEST_CONFIGURATION,
    LARGEST_CONFIGURATION,
    MOST_CONFIGURATION_PARTS,
)
from mnist_desktop.problems import ProblemCode


def parse_json(content: bytes | str) -> dict[str, Any]:
    """The JSON object in `content`.

    Raises:
        NotOpened: Where it is none, or too large or too deep.

    """
    if len(content) > LARGEST_CONFIGURATION:
        raise refused(ProblemCode.MODEL_CONFIG_TOO_LARGE)
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_said_once)
    except RecursionError as error:
        raise refused(ProblemCode.MODEL_CONFIG_TOO_LARGE) from error
    except ValueError as error:
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=str(error)[:100]) from error
    if not isinstance(value, dict):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=type(value).__name__)
    _require_moderate(value)
    return value


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A record of these pairs; one that says a thing twice means something else to every reader."""
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("something is said twice")
    return record


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _require_moderate(value: dict[str, Any]) -> None:
    level: list[Any] = [value]
    parts = 0
    for _ in range(DEEPEST_CONFIGURATION):
        parts += len(level)
        if parts > MOST_CONFIGURATION_PARTS:
            break
        level = [
            part
            for item in level
            if isinstance(item, dict | list)
            for part in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise refused(ProblemCode.MODEL_CONFIG_TOO_LARGE)
