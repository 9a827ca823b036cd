"""The networks of presets, as what weights without a network of their own may belong to."""

from __future__ import annotations

from collections.abc import Sequence

from mnist_desktop.models.weights_for import WeightsFor
from mnist_desktop.training.presets import PRESETS, Preset


def weights_for_preset(preset: str = "", own: Sequence[Preset] = ()) -> WeightsFor:
    """The networks of all presets, those of `own` too, and the `preset` that was chosen."""
    return WeightsFor({known.key: known.network for known in (*PRESETS, *own)}, preset)
