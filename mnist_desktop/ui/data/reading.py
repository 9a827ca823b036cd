"""A set as the Data place shows it, read in the background."""

from __future__ import annotations

from dataclasses import dataclass

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.statistics import Statistics, statistics_of
from mnist_desktop.ui.data.words import TRAIN


@dataclass(frozen=True, eq=False)
class ReadSet:
    """A set, the figures of its parts, and where it is from in words (empty for MNIST)."""

    data_set: DataSet
    train_statistics: Statistics
    test_statistics: Statistics
    source: str = ""

    def part(self, part: str) -> LabelledImages:
        """One of its parts."""
        return self.data_set.train if part == TRAIN else self.data_set.test

    def statistics(self, part: str) -> Statistics:
        """The figures of one of its parts."""
        return self.train_statistics if part == TRAIN else self.test_statistics

    @property
    def counts(self) -> dict[str, int]:
        """How many images each part has, by the part's name."""
        return {part: self.part(part).count for part in ("train", "test")}


def looked_at(data_set: DataSet, source: str = "") -> ReadSet:
    """The set with its figures; not for the GUI thread."""
    return ReadSet(data_set, statistics_of(data_set.train), statistics_of(data_set.test), source)
