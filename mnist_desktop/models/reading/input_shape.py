"""The shape of a model's input, wherever it is said; sizes that were left open become those of a digit."""

from __future__ import annotations

from math import prod
from typing import Any

from mnist_desktop.models.network import Shape
from mnist_desktop.models.reading.entries import LayerEntry, ModelEntry
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.limits import LARGEST_WHOLE_NUMBER, MOST_AXES
from mnist_desktop.problems import ProblemCode

_KEYS = ("batch_shape", "batch_input_shape")
_SIDE = 28
_PIXELS = _SIDE * _SIDE


def described_input(model: ModelEntry, configuration: dict[str, Any]) -> Shape:
    """The input shape of a model, without the batch axis.

    Raises:
        NotOpened: Where the configuration does not say it, or says no shape of numbers.

    """
    for candidate in (*_candidates(model), *_built(configuration)):
        if candidate is not None:
            return _without_batch(candidate)
    raise unsupported(ProblemCode.MODEL_INPUT_UNKNOWN)


def _candidates(model: ModelEntry) -> list[object]:
    """What stands on the first layer, in whatever models it is nested, and on these."""
    first: LayerEntry | ModelEntry = model
    found: list[object] = []
    while isinstance(first, ModelEntry):
        found.extend((first.settings.get("build_input_shape"), *map(first.settings.get, _KEYS)))
        named = [entry for entry in first.entries if entry.name == first.first]
        first = named[0] if named and not first.is_sequential else first.entries[0]
    own = [first.settings.get(key) for key in _KEYS]
    shape = first.settings.get("input_shape")
    own.append([None, *shape] if isinstance(shape, list) else None)
    size, length = first.settings.get("input_dim"), first.settings.get("input_length")
    if isinstance(size, int):
        own.append([None, size] if length is None else [None, length, size])
    return own + found


def _built(configuration: dict[str, Any]) -> list[object]:
    build = configuration.get("build_config")
    return [build.get("input_shape")] if isinstance(build, dict) else []


def _without_batch(shape: object) -> Shape:
    if isinstance(shape, list) and len(shape) == 1 and isinstance(shape[0], list):
        shape = shape[0]
    if not isinstance(shape, list) or not 2 <= len(shape) <= MOST_AXES + 1:
        raise unsupported(ProblemCode.MODEL_INPUT_UNSUPPORTED, shape=ascii(shape)[:60])
    sizes = _closed(shape[1:])
    for size in sizes:
        if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= LARGEST_WHOLE_NUMBER:
            raise unsupported(ProblemCode.MODEL_INPUT_UNSUPPORTED, shape=ascii(shape[1:])[:60])
    return tuple(sizes)


def _closed(sizes: list[Any]) -> list[Any]:
    """The sizes, with those that are left open chosen so that a digit's picture fits."""
    if None not in sizes:
        return sizes
    known = [size for size in sizes if size is not None]
    if sizes.count(None) == 2 and len(sizes) == 3 and known[0] in (1, 3):
        return [_SIDE if size is None else size for size in sizes]
    numbers = all(isinstance(size, int) and size > 0 for size in known)
    if sizes.count(None) == 1 and known and numbers and _PIXELS % prod(known) == 0:
        return [_PIXELS // prod(known) if size is None else size for size in sizes]
    return sizes
