"""From the configuration that Keras wrote, plain data, to a network. Keras itself is never asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from mnist_desktop.models.graph import MOST_CALLS, Architecture, Graph, too_large
from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.network import MOST_LAYERS, LayerFacts, Network
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.batch_size import without_batch_sizes
from mnist_desktop.models.reading.entries import LayerEntry, ModelEntry, read_entries
from mnist_desktop.models.reading.forbidden import require_no_code
from mnist_desktop.models.reading.graph_draft import GraphDraft
from mnist_desktop.models.reading.input_shape import described_input
from mnist_desktop.models.reading.inspection import NotOpened, Status, damaged, unsupported
from mnist_desktop.models.reading.layer_reading import INPUT_KIND, SEQUENTIAL, make_layer
from mnist_desktop.models.reading.layers.layer_steps import CHANNELS_FIRST
from mnist_desktop.models.reading.layers.operations import read_operation
from mnist_desktop.models.reading.nodes import Node
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.models.reading.writer import Writer
from mnist_desktop.models.weight_shapes import fixed_arrays, weight_shapes
from mnist_desktop.problems import Problem, ProblemCode

_WITHOUT_ORDER = ("Cropping2D", "UpSampling2D", "ZeroPadding2D")
_MOST_USES = 2 * MOST_CALLS
"""Of layers and inner models, also of such that do nothing: a few that call each other are soon endless."""
_CallsOf: TypeAlias = dict[tuple[str, int], tuple[LayerEntry | ModelEntry, Node]]


@dataclass(frozen=True)
class Understood:
    """What a configuration describes, and where its layers stand in the file.

    `architecture` is a network where the program could train it, and else a graph; `places` says which of its
    layers, by number, has the arrays of a layer of `model`, and `given` has the arrays of those that the file
    has none for.
    """

    architecture: Architecture
    model: ModelEntry
    places: dict[object, int]
    given: dict[int, Arrays] = field(default_factory=dict)


def read_model(configuration: dict[str, Any], writer: Writer) -> Understood:
    """The network or graph that a configuration describes.

    Args:
        configuration: The content of `config.json` or of the attribute `model_config`, of Keras 1 to 3.
        writer: Who wrote the file.

    Raises:
        NotOpened: Where it is damaged, would need foreign code, is too large, or is not supported.

    """
    require_no_code(configuration)
    model = read_entries(configuration)
    try:
        _spread_order(model)
        draft = GraphDraft(described_input(model, configuration))
        has_masking = any(layer.kind == "Masking" for layer in model.layers())
        output = _Calls(draft, writer, has_masking).of_model(model, 0)
        if output == 0:
            raise damaged(ProblemCode.NETWORK_EMPTY)
        graph, places = draft.finished(output)
    except Problem as problem:
        raise _not_opened(problem) from problem
    given = {
        places[entry, number]: arrays
        for entry in model.layers()
        for number, arrays in entry.given.items()
        if (entry, number) in places
    }
    return Understood(as_network(graph) or graph, model, places, given)


def known_network(network: Network) -> Understood:
    """A network of the program's own as if a file had described it, for weights that come without one."""
    entries: list[LayerEntry | ModelEntry] = []
    shapes = (network.input_shape, *(fact.output_shape for fact in network.facts()))
    for number, (layer, shape) in enumerate(zip(network.layers, shapes, strict=False)):
        wanted, fixed = weight_shapes(layer, shape), fixed_arrays(layer)
        entries.append(LayerEntry("", layer.kind, {}, owner=number, wanted=wanted, fixed=fixed))
    places: dict[object, int] = {number: number for number in range(len(entries))}
    return Understood(network, ModelEntry("", SEQUENTIAL, entries), places)


def architecture_facts(architecture: Architecture) -> tuple[LayerFacts, ...]:
    """The facts of each layer; NotOpened where the layers do not fit together or are too large."""
    try:
        return architecture.facts()
    except Problem as problem:
        raise _not_opened(problem) from problem


def as_network(graph: Graph) -> Network | None:
    """The graph as a network, if its layers stand in a row and are all of those that the program trains."""
    in_a_row = all(
        (call.layer, call.inputs) == (number, (number,)) for number, call in enumerate(graph.calls)
    )
    if not in_a_row or len(graph.layers) > MOST_LAYERS:
        return None
    if any(isinstance(layer, KerasLayer) for layer in graph.layers):
        return None
    return Network(graph.input_shape, graph.layers)


def _spread_order(model: ModelEntry) -> None:
    """Let the layers that Keras 1 did not ask for the order of a picture's axes have that of the others."""
    if not any(layer.settings.get("data_format") == CHANNELS_FIRST for layer in model.layers()):
        return
    for layer in model.layers():
        if layer.kind in _WITHOUT_ORDER:
            layer.settings.setdefault("data_format", CHANNELS_FIRST)


class _Calls:
    """Follows the calls of a model and those in it, and notes them in a draft."""

    def __init__(self, draft: GraphDraft, writer: Writer, has_masking: bool) -> None:
        self._draft = draft
        self._has_masking = has_masking
        self._writer = writer
        self._steps: dict[LayerEntry, tuple[Any, ...]] = {}
        self._calls: dict[ModelEntry, _CallsOf] = {}
        self._uses = 0

    def of_model(self, model: ModelEntry, value: int) -> int:
        """The value that a model answers to `value`."""
        if not model.is_sequential:
            return self._of_functional(model, value)
        for number, entry in enumerate(model.entries):
            if entry.kind == INPUT_KIND:
                if number:
                    raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=entry.kind)
                continue
            value = self._of_entry(entry, (value,))
        return value

    def _of_functional(self, model: ModelEntry, value: int) -> int:
        known: dict[tuple[str, int], int] = {(model.first, 0): value}
        if model not in self._calls:
            self._calls[model] = _calls_of(model)
        calls = self._calls[model]
        waiting = [model.last]
        while waiting:
            wanted = waiting[-1]
            if wanted in known:
                waiting.pop()
                continue
            if wanted not in calls or len(waiting) > len(calls):
                raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="inbound_nodes")
            entry, node = calls[wanted]
            missing = [given for given in node.inputs if given not in known]
            if missing:
                waiting.append(missing[0])
                continue
            self._require_plain(entry, node)
            values = tuple(known[given] for given in node.inputs)
            if isinstance(entry, LayerEntry) and entry.operation:
                arguments = Arguments(entry.kind, without_batch_sizes(node.named, calls), self._writer)
                known[wanted] = self._of_operation(entry.operation, arguments, node, values)
            else:
                known[wanted] = self._of_entry(entry, values)
        return known[model.last]

    def _of_operation(self, operation: str, arguments: Arguments, node: Node, values: tuple[int, ...]) -> int:
        self._count_use()
        if self._has_masking:
            # An operation forgets which steps to leave out; the layers that stand for it would not.
            raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(arguments.kind[:60])[1:-1])
        shapes = tuple(self._draft.shapes[value] for value in values)
        made = read_operation(operation, arguments, shapes, node.number, number_first=node.number_first)
        values *= made.copies
        for number, layer in enumerate(made.steps):
            values = (self._draft.call((node, number), layer, values),)
        if len(values) != 1:
            raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=arguments.kind)
        return values[0]

    def _require_plain(self, entry: LayerEntry | ModelEntry, node: Node) -> None:
        """Let a call have other arguments than inputs only where a layer says which steps to leave out.

        Such a layer does so without being asked, too.
        """
        if not node.is_plain:
            raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=ascii(entry.kind[:60])[1:-1])
        if node.is_masked and not self._has_masking:
            raise unsupported(
                ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=entry.kind, argument="mask", value="?"
            )

    def _of_entry(self, entry: LayerEntry | ModelEntry, values: tuple[int, ...]) -> int:
        self._count_use()
        if isinstance(entry, ModelEntry):
            if len(values) != 1:
                raise unsupported(ProblemCode.MODEL_SEVERAL_INPUTS, count=len(values))
            return self.of_model(entry, values[0])
        for number, layer in enumerate(self._steps_of(entry, values)):
            values = (self._draft.call((entry, number), layer, values),)
        if len(values) != 1:
            raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=entry.kind)
        return values[0]

    def _count_use(self) -> None:
        self._uses += 1
        if self._uses > _MOST_USES:
            raise too_large(self._uses, _MOST_USES)

    def _steps_of(self, entry: LayerEntry, values: tuple[int, ...]) -> tuple[Any, ...]:
        if entry not in self._steps:
            shapes = tuple(self._draft.shapes[value] for value in values)
            made = make_layer(entry.kind, entry.settings, shapes, self._writer)
            self._steps[entry] = made.steps
            entry.recast, entry.given = made.recast, made.given
            shape = shapes[0]
            for number, layer in enumerate(made.steps):
                wanted = weight_shapes(layer, shape)
                if wanted and number not in made.given:
                    entry.owner, entry.wanted = (entry, number), wanted
                    entry.fixed = fixed_arrays(layer)
                shape = layer.output_shape(shape) if number or len(shapes) == 1 else shape
        return self._steps[entry]


def _calls_of(model: ModelEntry) -> _CallsOf:
    """The calls in a functional model, each by the name and the number under which others know its answer."""
    used: dict[str, int] = {}
    for name, call in (model.last, *(given for node in _nodes_of(model) for given in node.inputs)):
        used[name] = max(call, used.get(name, call))
    return {
        (entry.name, call + _first_call(entry, used)): (entry, node)
        for entry in model.entries
        for call, node in enumerate(entry.nodes)
    }


def _first_call(entry: LayerEntry | ModelEntry, used: dict[str, int]) -> int:
    """The number by which an entry's first call is known: Keras counts the making of a model as one."""
    is_counted = isinstance(entry, ModelEntry) and used.get(entry.name, -1) >= len(entry.nodes)
    return 1 if is_counted else 0


def _nodes_of(model: ModelEntry) -> Iterator[Node]:
    return (node for entry in model.entries for node in entry.nodes)


def _not_opened(problem: Problem) -> NotOpened:
    """A network's mistake as the end of a look: too large is refused, the rest cannot come from Keras."""
    too_large = problem.code is ProblemCode.NETWORK_TOO_LARGE
    return NotOpened(Status.REFUSED if too_large else Status.DAMAGED, problem.code, **problem.values)
