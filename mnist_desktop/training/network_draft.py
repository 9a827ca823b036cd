"""A network that is being changed, layer by layer, with everything that can be undone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import prod

from mnist_desktop.models.network import (
    MOST_LAYERS,
    Conv2D,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
    Shape,
)

PICTURE: Shape = (28, 28, 1)
_NEEDS_PICTURE = (Conv2D, MaxPooling2D, GlobalAveragePooling2D)
_ENDS_PICTURE = (Flatten, Reshape)


@dataclass(frozen=True)
class _State:
    """The layers, and the input that they were made for."""

    input_shape: Shape
    layers: tuple[Layer, ...]


class NetworkDraft:
    """Edits of a network, each of which can be undone. It may have mistakes; nothing here raises them.

    Its input is that of the network it began with, but with an axis for channels as soon as a layer needs
    a picture: a digit is 28x28 numbers to a dense network and 28x28x1 to a convolution.
    """

    def __init__(self, network: Network) -> None:
        """Begin with a network."""
        self._states = [_State(network.input_shape, network.layers)]
        self._position = 0
        self._open_edit: Hashable = None

    @property
    def network(self) -> Network:
        """The network as it is now."""
        state = self._states[self._position]
        return Network(_fitting_input(state), state.layers)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Its layers."""
        return self._states[self._position].layers

    @property
    def can_add(self) -> bool:
        """Whether there is room for another layer."""
        return len(self.layers) < MOST_LAYERS

    @property
    def can_undo(self) -> bool:
        """Whether an edit can be taken back."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether an edit that was taken back can be made again."""
        return self._position < len(self._states) - 1

    def insert(self, row: int, layer: Layer) -> None:
        """Put a layer before the one at `row`, or behind all."""
        self._put((*self.layers[:row], layer, *self.layers[row:]))

    def remove(self, row: int) -> None:
        """Take a layer out."""
        self._put((*self.layers[:row], *self.layers[row + 1 :]))

    def move(self, row: int, target: int) -> None:
        """Put the layer at `row` where it comes to stand at `target`."""
        others = (*self.layers[:row], *self.layers[row + 1 :])
        self._put((*others[:target], self.layers[row], *others[target:]))

    def rearrange(self, layers: tuple[Layer, ...]) -> None:
        """Put these layers in place of all."""
        self._put(layers)

    def change(self, row: int, layer: Layer, edit: Hashable = None) -> bool:
        """Put `layer` in place of the one at `row`; whether it is another.

        Changes one after another with the same `edit` are one to `undo`, until `settle` is called.
        """
        if layer == self.layers[row]:
            return False
        self._take_back(edit)
        if self._put((*self.layers[:row], layer, *self.layers[row + 1 :])):
            self._open_edit = edit
        return True

    def replace(self, network: Network, edit: Hashable = None) -> None:
        """Put another network in place of the whole; `edit` is that of `change`."""
        self._take_back(edit)
        if self._put(network.layers, network.input_shape):
            self._open_edit = edit

    def settle(self) -> None:
        """Let the next change be one of its own."""
        self._open_edit = None

    def undo(self) -> int:
        """Take an edit back; returns the row of the first layer that is another now."""
        return self._go(-1) if self.can_undo else 0

    def redo(self) -> int:
        """Make an edit again that was taken back; returns the row of the first other layer."""
        return self._go(1) if self.can_redo else 0

    def _take_back(self, edit: Hashable) -> None:
        """Forget the last change where the next one is a part of the same edit."""
        if edit is not None and edit == self._open_edit:
            self._states.pop()
            self._position -= 1

    def _put(self, layers: tuple[Layer, ...], input_shape: Shape | None = None) -> bool:
        """Make these the layers; whether they are others than before."""
        self.settle()
        state = _State(input_shape or self._states[self._position].input_shape, layers)
        if state == self._states[self._position]:
            return False
        self._states[self._position + 1 :] = [state]
        self._position += 1
        return True

    def _go(self, step: int) -> int:
        self.settle()
        before = self.layers
        self._position += step
        pairs = zip(before, self.layers, strict=False)
        same = next((row for row, (old, new) in enumerate(pairs) if old != new), None)
        return min(len(before), len(self.layers)) if same is None else same


def _fitting_input(state: _State) -> Shape:
    if len(state.input_shape) == len(PICTURE) or prod(state.input_shape) != prod(PICTURE):
        return state.input_shape
    for layer in state.layers:
        if isinstance(layer, _NEEDS_PICTURE):
            return PICTURE
        if isinstance(layer, _ENDS_PICTURE):
            break
    return state.input_shape
