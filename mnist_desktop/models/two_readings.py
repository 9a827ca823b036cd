"""Which of two readings of a file is right, where it does not say: the one that reads digits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mnist_desktop.models.child_arrays import load_arrays, save_arrays
from mnist_desktop.models.reading.other_backend import Reading
from mnist_desktop.models.reading.plain_network import network_from_record, network_to_record
from mnist_desktop.problems import Problem

if TYPE_CHECKING:
    from mnist_desktop.models.form_finding import FoundForm

_NETWORK = "other.json"
_ARRAYS = "other.npz"
_CLEARLY = 0.05
"""So much more of the digits does the other reading have to read; kernels the wrong way round cost more."""


def leave_other(workspace: Path, other: Reading) -> None:
    """Leave the other reading for whoever builds the model."""
    save_arrays(workspace / _ARRAYS, other.arrays)
    (workspace / _NETWORK).write_text(json.dumps(network_to_record(other.network)), encoding="utf-8")


def right_reading(workspace: Path, first: Reading) -> Reading:
    """The first reading, or the other one in `workspace` if that reads clearly more digits."""
    if not (workspace / _NETWORK).exists():
        return first
    network = network_from_record(json.loads((workspace / _NETWORK).read_text(encoding="utf-8")))
    other = Reading(network, load_arrays(workspace / _ARRAYS, len(network.layers)))
    found = found_form(other)
    if found is None or not found.reads_digits:
        return first
    plain = found_form(first)
    is_better = plain is None or found.accuracy > plain.accuracy + _CLEARLY
    return other if is_better else first


def found_form(reading: Reading) -> FoundForm | None:
    """The form in which a model reads best; None where LiteRT cannot run it."""
    from mnist_desktop.models.form_finding import find_form
    from mnist_desktop.models.litert_runner import LiteRtRunner
    from mnist_desktop.models.preparation import litert_content
    from mnist_desktop.models.quiet_start import native_noise_held_back

    try:
        with native_noise_held_back():
            return find_form(LiteRtRunner(litert_content(reading.network, reading.arrays)))
    except (Problem, RuntimeError, ValueError, TypeError):
        return None
