"""A graph while it is put together out of a configuration; what leads nowhere is left out in the end."""

from __future__ import annotations

from mnist_desktop.models.graph import MOST_CALLS, Budget, Call, Graph, too_large
from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Layer, Shape


class GraphDraft:
    """Values by their number: 0 is the input. A layer is known by its key, so that it can be called again."""

    def __init__(self, input_shape: Shape) -> None:
        """Begin with an input."""
        self.input_shape = input_shape
        self.shapes: list[Shape] = [input_shape]
        self._calls: list[tuple[object, Layer, tuple[int, ...]]] = []
        self._budget = Budget()

    def call(self, key: object, layer: Layer, inputs: tuple[int, ...]) -> int:
        """The number of what `layer` answers to the values `inputs`; `Problem` for a mistake."""
        undone = self._undone_by(layer, inputs)
        if undone is not None:
            return undone
        if len(self._calls) >= MOST_CALLS:
            raise too_large(len(self._calls) + 1, MOST_CALLS)
        given = tuple(self.shapes[value] for value in inputs)
        self.shapes.append(self._budget.output_shape(key, layer, given))
        self._calls.append((key, layer, inputs))
        return len(self._calls)

    def finished(self, output: int) -> tuple[Graph, dict[object, int]]:
        """The graph that ends in the value `output`, and each key's layer in it.

        Calls stand in the order in which they are needed, so that the same graph comes out alike whichever
        order a file has them in.
        """
        numbers: dict[int, int] = {0: 0}
        keys: dict[object, int] = {}
        layers: list[Layer] = []
        calls: list[Call] = []
        waiting = [output]
        while waiting:
            value = waiting[-1]
            if value in numbers:
                waiting.pop()
                continue
            key, layer, inputs = self._calls[value - 1]
            missing = [given for given in inputs if given not in numbers]
            if missing:
                waiting.append(missing[0])
                continue
            if key not in keys:
                keys[key] = len(layers)
                layers.append(layer)
            calls.append(Call(keys[key], tuple(numbers[given] for given in inputs)))
            numbers[value] = len(calls)
        return Graph(self.input_shape, tuple(layers), tuple(calls)), keys

    def _undone_by(self, layer: Layer, inputs: tuple[int, ...]) -> int | None:
        """The value before a permutation that `layer`, another one, takes back."""
        if not _is_permutation(layer) or len(inputs) != 1 or inputs[0] == 0:
            return None
        _, before, origin = self._calls[inputs[0] - 1]
        if not _is_permutation(before):
            return None
        first, second = _axes(before), _axes(layer)
        restored = len(first) == len(second) and all(
            first[axis - 1] == place for place, axis in enumerate(second, 1)
        )
        return origin[0] if restored else None


def _is_permutation(layer: Layer) -> bool:
    return isinstance(layer, KerasLayer) and layer.kind == "Permute"


def _axes(layer: Layer) -> tuple[int, ...]:
    axes = dict(layer.arguments)["dims"] if isinstance(layer, KerasLayer) else ()
    return axes if isinstance(axes, tuple) else ()  # type: ignore[return-value]
