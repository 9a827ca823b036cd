"""The program killed at 100 random moments while it saves, in all formats: what is there afterwards."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mnist_desktop.models.saved.formats import ModelFormat, has_onnx
from tests.benchmarks.figures import Figure
from tests.saving_kills import PLACING, WHOLE, Killed, kill_once

_KILLS_OF_PLACING, _KILLS_OF_ALL = 17, 3
_PLACING_SECONDS, _ALL_SECONDS = 0.3, 12.0
"""Some saves that are only put in place, and one whole save with TensorFlow's start on a slow machine."""


def measure() -> list[Figure]:
    """How many of the kills lost something or left something behind; none may."""
    killed = list(_killed())
    for one in killed:
        if not one.is_well:
            print(one, file=sys.stderr)
    return [
        Figure("kills while saving", len(killed), ""),
        Figure("that lost a model or left something for good", sum(not one.is_well for one in killed), "", 0),
        Figure("that left unfinished files for the next save", sum(one.left > 0 for one in killed), ""),
        Figure("that left the description of the other model", sum(one.is_behind for one in killed), ""),
    ]


def _killed() -> Iterator[Killed]:
    chance = random.Random(20)
    with tempfile.TemporaryDirectory() as folder:
        for format in ModelFormat:
            if format is ModelFormat.ONNX and not has_onnx():
                continue
            for number in range(_KILLS_OF_PLACING):
                yield kill_once(Path(folder, f"{format}-{number}"), format, PLACING, _PLACING_SECONDS, chance)
            for number in range(_KILLS_OF_ALL):
                home = Path(folder, f"{format}-whole-{number}")
                yield kill_once(home, format, WHOLE, _ALL_SECONDS, chance)
