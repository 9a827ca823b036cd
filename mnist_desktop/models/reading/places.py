"""Where in a file the arrays of each layer stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from mnist_desktop.models.reading.entries import LayerEntry, ModelEntry

CONTAINERS = ("layers", "_layer_checkpoint_dependencies")
"""What versions of Keras call the place of a model's layers in a `.keras` file."""


@dataclass
class Places:
    """The paths of each layer's arrays in the order of the file, and how many groups belong to no layer."""

    paths: dict[LayerEntry, tuple[str, ...]] = field(default_factory=dict)
    unknown: int = 0

    def get(self, entry: LayerEntry) -> tuple[str, ...]:
        """The paths of a layer's arrays; none if they were not found."""
        return self.paths.get(entry, ())


def has_arrays(entry: LayerEntry | ModelEntry) -> bool:
    """Whether a layer, or one in a model, needs arrays."""
    if isinstance(entry, ModelEntry):
        return any(layer.wanted for layer in entry.layers())
    return bool(entry.wanted)
