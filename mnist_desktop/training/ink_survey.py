"""What an ink file holds for a training, found out before the training begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.ink.ink_collections import read_hands
from mnist_desktop.training.handwriting.lesson import UNLIKE_DIGITS
from mnist_desktop.training.sources import Source, ink_sources


@dataclass(frozen=True)
class InkSurvey:
    """An ink file as it was when it was read.

    Attributes:
        source: the file.
        digits: how many drawings are labelled with a digit.
        letters: how many with a letter that looks like none, which networks that reject learn from.
        writers: whose hands drew, in the order of their names.
        is_all_named: whether each drawing has a writer.
        stamp: size in bytes and time of the last change in nanoseconds.

    """

    source: Source
    digits: int
    letters: int
    writers: tuple[str, ...]
    is_all_named: bool
    stamp: tuple[int, int]

    def learnable(self, rejects: bool) -> int:
        """How many drawings can be learnt from, by a network that rejects or by one that does not."""
        return self.digits + (self.letters if rejects else 0)

    def is_current(self) -> bool:
        """Whether the file is still there and looks as it did; it is not read."""
        try:
            return _stamp(self.source.path) == self.stamp
        except OSError:
            return False


def survey_ink(path: str) -> InkSurvey:
    """Read an ink file; raises what `ink_sources` and `read_hands` raise."""
    (source,) = ink_sources([path])
    stamp = _stamp(path)
    drawings = read_hands(Path(path))
    return InkSurvey(
        source=source,
        digits=sum(item.label in DIGIT_NAMES for item in drawings),
        letters=sum(item.label in UNLIKE_DIGITS for item in drawings),
        writers=tuple(sorted({item.writer for item in drawings if item.writer is not None})),
        is_all_named=all(item.writer is not None for item in drawings),
        stamp=stamp,
    )


def _stamp(path: str) -> tuple[int, int]:
    found = Path(path).stat()
    return found.st_size, found.st_mtime_ns
