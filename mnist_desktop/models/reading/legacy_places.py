"""Where an `.h5` file keeps the arrays of each layer: in a group with its name, in an order that it lists."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from mnist_desktop.models.reading.entries import LayerEntry, ModelEntry
from mnist_desktop.models.reading.hdf5_file import Hdf5File
from mnist_desktop.models.reading.places import Places, has_arrays

LEGACY_ROOT = "model_weights"
_SLASHES = re.compile(r"[/\\]")


def places_in_h5(file: Hdf5File, model: ModelEntry, root: str = LEGACY_ROOT) -> Places:
    """The places of all layers of a model; by their names, or in their order where the names are others.

    Args:
        file: What was found harmless.
        model: The layers, nested as in the configuration.
        root: The group that they stand in; empty in a file of weights only.

    """
    groups = list(_groups(file, root))
    by_name = dict(groups)
    entries = list(_entries(model, by_name))
    names = [entry.name for entry in entries]
    places = Places()
    if (
        len(by_name) == len(groups)
        and len(set(names)) == len(names)
        and all(name in by_name for name in names)
    ):
        found = [(entry, by_name[entry.name]) for entry in entries]
    else:
        found = [(entry, paths) for entry, (_, paths) in zip(entries, groups, strict=False)]
        places.unknown = max(0, len(groups) - len(entries))
    for entry, paths in found:
        if isinstance(entry, ModelEntry):
            places.paths.update(_within(file, entry, paths))
        else:
            places.paths[entry] = paths
    return places


def _entries(model: ModelEntry, known: Container[str]) -> Iterator[LayerEntry | ModelEntry]:
    """The entries of a model with arrays; Keras 1 gave the layers of an inner one groups of their own."""
    for entry in model.entries:
        if not has_arrays(entry):
            continue
        if isinstance(entry, ModelEntry) and entry.name not in known:
            inner = [layer for layer in entry.layers() if layer.wanted]
            if all(layer.name in known for layer in inner):
                yield from inner
                continue
        yield entry


def _groups(file: Hdf5File, root: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of the groups with arrays, and the paths of these."""
    for name in file.texts(root, "layer_names") or ():
        group = f"{root}/{_slashed(name)}".lstrip("/")
        weights = file.texts(group, "weight_names")
        if weights:
            yield name, tuple(f"{group}/{_slashed(weight)}" for weight in weights)


def _within(file: Hdf5File, model: ModelEntry, paths: tuple[str, ...]) -> dict[LayerEntry, tuple[str, ...]]:
    """The places of the layers of an inner model, whose arrays stand in one group.

    By the layers' names in the names of the arrays; else in the order of Keras, which has the arrays that
    training changes before the others, or those of each layer together.
    """
    layers = [layer for layer in model.layers() if layer.wanted]
    by_name = _by_name(layers, paths)
    if by_name is not None:
        return by_name
    for order in (_trained_first(layers), _together(layers)):
        wanted = [shape for _, shape in order]
        stored = [file.arrays[path].shape if path in file.arrays else None for path in paths]
        if wanted == stored:
            found: dict[LayerEntry, tuple[str, ...]] = {}
            for (layer, _), path in zip(order, paths, strict=True):
                found[layer] = (*found.get(layer, ()), path)
            return found
    return {}


def _by_name(layers: list[LayerEntry], paths: tuple[str, ...]) -> dict[LayerEntry, tuple[str, ...]] | None:
    names = {layer.name: layer for layer in layers}
    found: dict[LayerEntry, tuple[str, ...]] = {}
    for path in paths:
        layer = _named_in(path, names)
        if layer is None:
            return None
        found[layer] = (*found.get(layer, ()), path)
    return found if len(found) == len(layers) == len(names) else None


def _named_in(path: str, names: dict[str, LayerEntry]) -> LayerEntry | None:
    *segments, last = path.split("/")
    for segment in reversed(segments[1:]):
        if segment in names:
            return names[segment]
    # Keras 1 wrote "dense_1_W" for the array W of dense_1.
    fitting = [name for name in names if last.startswith(f"{name}_")]
    return names[max(fitting, key=len)] if fitting else None


def _trained_first(layers: list[LayerEntry]) -> list[tuple[LayerEntry, tuple[int, ...]]]:
    trained = [
        (layer, shape) for layer in layers for shape in layer.wanted[: len(layer.wanted) - layer.fixed]
    ]
    fixed = [(layer, shape) for layer in layers for shape in layer.wanted[len(layer.wanted) - layer.fixed :]]
    return trained + fixed


def _together(layers: list[LayerEntry]) -> list[tuple[LayerEntry, tuple[int, ...]]]:
    return [(layer, shape) for layer in layers for shape in layer.wanted]


def _slashed(name: str) -> str:
    return _SLASHES.sub("/", name)
