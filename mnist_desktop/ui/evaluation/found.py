"""What was evaluated since the program started, so that nothing is measured or read twice."""

from __future__ import annotations

from typing import TypeAlias

from mnist_desktop.ui.evaluation.source import MeasuredSet, Source
from mnist_desktop.ui.evaluation.work import Evaluated, ModelKey

Wanted: TypeAlias = tuple[ModelKey, Source]
"""A model's key and the set to measure it on."""
# Each holds the answers to all images of its set; sets are shared.
_MOST = 24
_MOST_SETS = 4


class FoundEvaluations:
    """The newest evaluations, of the sets that were used last."""

    def __init__(self) -> None:
        """Start empty."""
        self._found: dict[Wanted, Evaluated] = {}

    def of(self, wanted: Wanted) -> Evaluated | None:
        """What is known of a model on a set."""
        return self._found.get(wanted)

    def set_of(self, source: Source) -> MeasuredSet | None:
        """The images of a source, where they were read."""
        sets = (found.measured_set for found in reversed(self._found.values()))
        return next((known for known in sets if known.source == source), None)

    def keep(self, evaluated: Evaluated) -> None:
        """Keep what was found, as the newest.

        A source that was read anew may hold something else than other models were measured on: these are
        forgotten.
        """
        latest = evaluated.measured_set
        self._found.pop((evaluated.key, latest.source), None)
        self._found[evaluated.key, latest.source] = evaluated
        newest = list(self._found.items())[-_MOST:]
        kept = list(dict.fromkeys(source for (_, source), _ in reversed(newest)))[:_MOST_SETS]
        self._found = {
            wanted: found
            for wanted, found in newest
            if wanted[1] in kept and (wanted[1] != latest.source or found.measured_set is latest)
        }
