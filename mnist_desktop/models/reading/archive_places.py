"""Where a `.keras` file keeps the arrays of each layer: in groups by class and number."""

from __future__ import annotations

import re
from collections import defaultdict

from mnist_desktop.models.layer_names import snake_case
from mnist_desktop.models.reading.entries import LayerEntry, ModelEntry
from mnist_desktop.models.reading.hdf5_file import Hdf5File
from mnist_desktop.models.reading.layer_reading import SEQUENTIAL
from mnist_desktop.models.reading.places import CONTAINERS, Places, has_arrays

_NUMBERED = re.compile(r"([a-z0-9_]*?[a-z0-9])(?:_(\d{1,6}))?")
_VARIABLE = re.compile(r"(.*?)/?vars/(\d{1,3})")
_PARTS = ("forward_layer", "backward_layer", "query_dense", "key_dense", "value_dense", "output_dense")
_NO_WEIGHTS = "seed_generator"


def places_in_archive(file: Hdf5File, model: ModelEntry) -> Places:
    """The places of all layers of a model."""
    places = Places()
    _Search(file, places).in_model(model, "")
    return places


class _Search:
    """Goes through the models and the groups of a file side by side."""

    def __init__(self, file: Hdf5File, places: Places) -> None:
        self._places = places
        self._below: dict[str, set[str]] = defaultdict(set)
        self._variables: dict[str, list[str]] = defaultdict(list)
        for path, array in file.arrays.items():
            segments = path.split("/")
            if _NO_WEIGHTS in segments:
                continue
            for depth in range(1, len(segments)):
                group = "/".join(segments[:depth])
                self._variables[group].append(path)
                if array.is_float:
                    self._below["/".join(segments[: depth - 1])].add(segments[depth - 1])

    def in_model(self, model: ModelEntry, path: str) -> None:
        """Find the layers of a model whose group is at `path`.

        Keras numbers the groups of a class in the order of the layers. Keras 2 counted layers with weights
        twice, so the numbers have gaps; their order is right.
        """
        container = next((name for name in CONTAINERS if self._below.get(_joined(path, name))), None)
        if container is None:
            return
        inside = _joined(path, container)
        groups = self._by_class(inside)
        for entry in model.entries:
            waiting = groups.get(_saved_as(entry))
            if not has_arrays(entry) or not waiting:
                continue
            group = _joined(inside, waiting.pop(0))
            if isinstance(entry, ModelEntry):
                self.in_model(entry, group)
            else:
                self._places.paths[entry] = self._arrays(group)
        known = {_saved_as(entry) for entry in model.entries if has_arrays(entry)}
        self._places.unknown += sum(len(groups.get(name, ())) for name in known)

    def _by_class(self, path: str) -> dict[str, list[str]]:
        numbered: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for name in self._below[path]:
            found = _NUMBERED.fullmatch(name)
            if found:
                numbered[found[1]].append((int(found[2] or 0), name))
        return {name: [group for _, group in sorted(groups)] for name, groups in numbered.items()}

    def _arrays(self, group: str) -> tuple[str, ...]:
        found = []
        for path in self._variables[group]:
            variable = _VARIABLE.fullmatch(path[len(group) + 1 :])
            if variable:
                found.append((_rank(variable[1]), int(variable[2]), path))
        return tuple(path for *_, path in sorted(found))


def _rank(part: str) -> int:
    """Where the arrays of a part of a layer stand among those of the others."""
    first = part.split("/")[0].removeprefix("_")
    return _PARTS.index(first) if first in _PARTS else 0


def _saved_as(entry: LayerEntry | ModelEntry) -> str:
    if isinstance(entry, ModelEntry):
        return snake_case(SEQUENTIAL) if entry.is_sequential else "functional"
    return snake_case(entry.kind)


def _joined(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
