"""The presets that a file of weights without a network may belong to."""

from __future__ import annotations

from mnist_desktop.models.weights_for import WeightsFor
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.preset_networks import weights_for_preset


def preset_weights(preset: str = "") -> WeightsFor:
    """All presets, the user's own too, and the chosen one, if any; Problem PRESET_UNKNOWN."""
    found = weights_for_preset(preset, OwnPresets(user_places().presets).presets())
    if preset and preset not in found.offered:
        raise Problem(ProblemCode.PRESET_UNKNOWN, name=preset)
    return found
