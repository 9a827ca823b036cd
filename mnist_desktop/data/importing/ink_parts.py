"""Sets as ink: drawings with labels, rendered as the program renders what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.importing.labels import words_as_labels
from mnist_desktop.data.importing.trouble import check_count
from mnist_desktop.data.importing.understood import Batch, RawLabels
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_collections import hands
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.problems import Problem, ProblemCode

MOST_INK_BYTES = 40_000_000
"""Of a file, whose text and lines are in memory at once: a few hundred megabytes."""
_AT_ONCE = 64


@dataclass(frozen=True, eq=False)
class InkPart:
    """Drawings of ink files with their labels; see `PartSource`."""

    split: str
    path: Path
    files: tuple[Path, ...]
    labels: RawLabels
    writers: tuple[str | None, ...] = ()
    left_out: int = 0
    shape: tuple[int, ...] = ()
    dtype: str = ""

    def span(self) -> tuple[float, float]:
        """Of what is rendered."""
        return 0.0, 255.0

    def sample(self, count: int) -> Batch:
        """The first drawings, rendered."""
        images = [_rendered(item) for item in islice(_labelled(self.files), count)]
        return Batch(np.arange(len(images)), np.stack(images))

    def batches(self, skip_unreadable: bool) -> Iterator[Batch]:
        """All drawings, rendered: (k, 28, 28) uint8."""
        drawings, begin = _labelled(self.files), 0
        while some := list(islice(drawings, _AT_ONCE)):
            yield Batch(np.arange(begin, begin + len(some)), np.stack([_rendered(item) for item in some]))
            begin += len(some)


def ink_part(path: Path, files: tuple[Path, ...]) -> InkPart:
    """All that is labelled in ink files.

    Raises:
        Problem: what reading ink raises, INK_WITHOUT_LABELS, DATA_TOO_MANY or DATA_LABELS_INVALID.

    """
    labels: list[str] = []
    writers: list[str | None] = []
    count = 0
    for file in files:
        for item in hands(file, MOST_INK_BYTES):
            count += 1
            if item.label:
                labels.append(item.label)
                writers.append(item.writer)
    if not labels:
        raise Problem(ProblemCode.INK_WITHOUT_LABELS, path=str(path))
    check_count(path, len(labels))
    known = tuple(writers) if any(writers) else ()
    return InkPart("", path, files, words_as_labels(path, labels), known, count - len(labels))


def _labelled(files: tuple[Path, ...]) -> Iterator[LabelledDrawing]:
    return (item for file in files for item in hands(file, MOST_INK_BYTES) if item.label)


def _rendered(item: LabelledDrawing) -> NDArray[np.uint8]:
    return np.round(drawing_to_input(item.drawing) * 255).astype(np.uint8)
