"""What weights that come without their network may belong to. No TensorFlow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mnist_desktop.models.network import Network


@dataclass(frozen=True)
class WeightsFor:
    """Networks by key that a file of weights only may belong to, and the one that was chosen, if any."""

    offered: Mapping[str, Network]
    preset: str = ""


NOTHING_OFFERED = WeightsFor({})
