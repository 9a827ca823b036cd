"""The layers and models of a configuration as they are nested there: names, classes, and who calls whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mnist_desktop.models.graph import MOST_CALLS
from mnist_desktop.models.layers import Shape
from mnist_desktop.models.reading.inspection import damaged, refused, unsupported
from mnist_desktop.models.reading.layer_reading import INPUT_KIND, MODEL_KINDS, SEQUENTIAL, read_layer
from mnist_desktop.models.reading.nodes import Node, read_ends, read_nodes
from mnist_desktop.models.reading.operation_names import known_operation
from mnist_desktop.models.reading.operation_nodes import read_operation_nodes
from mnist_desktop.models.reading.recasting import Arrays, Recast, as_stored
from mnist_desktop.problems import ProblemCode


@dataclass(eq=False)
class LayerEntry:
    """A layer of the configuration, or an operation that stands among the layers, by its own name.

    Once it was called, `owner` tells which of the layers made of it has its arrays, `wanted` the shapes of
    these, of which training does not change the last `fixed` ones. `given` has the arrays of those layers, by
    number, that the file has none for.
    """

    name: str
    kind: str
    settings: dict[str, Any]
    nodes: tuple[Node, ...] = ()
    owner: object = None
    wanted: tuple[Shape, ...] = ()
    fixed: int = 0
    recast: Recast = as_stored
    given: Mapping[int, Arrays] = field(default_factory=dict)
    operation: str | None = None


@dataclass(eq=False)
class ModelEntry:
    """A model of the configuration, or one among the layers of another.

    A Sequential one calls its entries one after the other; another one by their nodes, from the entry named
    `first` to the value `last` (an entry's name and which of its calls).
    """

    name: str
    kind: str
    entries: list[LayerEntry | ModelEntry]
    settings: dict[str, Any] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    first: str = ""
    last: tuple[str, int] = ("", 0)

    @property
    def is_sequential(self) -> bool:
        """Whether the entries follow on each other."""
        return self.kind == SEQUENTIAL

    def layers(self) -> Iterator[LayerEntry]:
        """All layers, those of inner models where these stand."""
        for entry in self.entries:
            if isinstance(entry, ModelEntry):
                yield from entry.layers()
            else:
                yield entry


def read_entries(configuration: dict[str, Any]) -> ModelEntry:
    """The model of a configuration, with all that is nested in it.

    Raises:
        NotOpened: Where it is damaged, would need code that is not Keras's, is not supported, or has too many
            layers.

    """
    count = [0]
    entry = _entry(configuration, count)
    if not isinstance(entry, ModelEntry):
        shown = ascii(entry.kind[:60])[1:-1]
        raise unsupported(ProblemCode.MODEL_ARCHITECTURE, kind=shown)
    return entry


def _entry(described: object, count: list[int]) -> LayerEntry | ModelEntry:
    kind, settings = read_layer(described)
    outside: dict[str, Any] = described if isinstance(described, dict) else {}
    name = settings.get("name")
    name = outside.get("name", name) if not isinstance(name, str) else name
    name = name if isinstance(name, str) else ""
    called, operation = outside.get("inbound_nodes"), known_operation(kind)
    if operation is not None:
        nodes = read_operation_nodes(called, kind, operation, settings)
        return LayerEntry(name, kind, settings, nodes, operation=operation.name)
    nodes = read_nodes(called, kind)
    if kind not in MODEL_KINDS:
        return LayerEntry(name, kind, settings, nodes)
    return _model(kind, name, settings, nodes, count)


def _model(
    kind: str, name: str, settings: dict[str, Any], nodes: tuple[Node, ...], count: list[int]
) -> ModelEntry:
    described = settings.get("layers")
    if not isinstance(described, list) or not described:
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="layers")
    count[0] += len(described)
    if count[0] > MOST_CALLS:
        raise refused(ProblemCode.NETWORK_TOO_LARGE, count=count[0], limit=MOST_CALLS)
    entries = [_entry(item, count) for item in described]
    model = ModelEntry(name, kind, entries, settings, nodes)
    if kind != SEQUENTIAL:
        model.first, _ = read_ends(settings, "input_layers", ProblemCode.MODEL_SEVERAL_INPUTS)
        model.last = read_ends(settings, "output_layers", ProblemCode.MODEL_SEVERAL_OUTPUTS)
        names = [entry.name for entry in entries]
        if len(set(names)) != len(names):
            raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="name")
        inputs = sum(entry.kind == INPUT_KIND for entry in entries)
        if inputs > 1:
            raise unsupported(ProblemCode.MODEL_SEVERAL_INPUTS, count=inputs)
    return model
