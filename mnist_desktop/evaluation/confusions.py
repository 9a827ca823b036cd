"""Which classes are taken for which others most often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ConfusedPair:
    """How often images of class `true` were read as `read`, which is another; both are indices."""

    true: int
    read: int
    count: int


def most_confused(confusion: Sequence[Sequence[int]], most: int) -> tuple[ConfusedPair, ...]:
    """The most frequent mistakes in `confusion[true][read]`, the most frequent first."""
    found = [
        ConfusedPair(true, read, count)
        for true, row in enumerate(confusion)
        for read, count in enumerate(row)
        if count and true != read
    ]
    return tuple(sorted(found, key=lambda pair: -pair.count)[:most])


def shares_of_rows(confusion: Sequence[Sequence[int]]) -> tuple[tuple[float, ...], ...]:
    """Each count as a share of its row's, which is of all read images of its class; 0 in an empty row."""
    return tuple(tuple(count / max(1, sum(row)) for count in row) for row in confusion)
