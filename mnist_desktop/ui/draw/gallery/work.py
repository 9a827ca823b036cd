"""Finding and reading many images as background work."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.gallery.answers import Answer, read_many
from mnist_desktop.gallery.entries import Entry, entries_of
from mnist_desktop.gallery.finding import MOST, find_files
from mnist_desktop.ink.model_input import ModelInput
from mnist_desktop.jobs.job import Fraction, JobControl
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser

_SECONDS_BETWEEN = 0.2
_AT_ONCE = 64


@dataclass(frozen=True, eq=False)
class Loaded:
    """Some more images."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Answered:
    """Answers to the images with these numbers."""

    numbers: tuple[int, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, eq=False)
class Unanswered:
    """An image to read; where the model has read it already only the judgement is made anew."""

    number: int
    model_input: ModelInput
    known: Answer | None = None


class LoadWork:
    """Reads files, in the worker thread; returns how many were left out because there were too many."""

    def __init__(self, paths: Sequence[Path], room: int = MOST) -> None:
        """Read these files and what is in these folders, at most `room` drawings."""
        self._paths, self._room = tuple(paths), room

    def __call__(self, control: JobControl) -> int:
        """Report `Loaded` and `Fraction` a few times a second."""
        found = find_files(self._paths, control.check, self._room)
        waiting: list[Entry] = []
        # The first ones are shown at once.
        told, taken = 0.0, 0
        for done, path in enumerate(found.files):
            for entry in entries_of(path):
                control.check()
                if taken == self._room:
                    control.report(Loaded(tuple(waiting)))
                    return found.left + len(found.files) - done
                waiting.append(entry)
                taken += 1
                if time.monotonic() - told > _SECONDS_BETWEEN:
                    control.report(Loaded(tuple(waiting)))
                    control.report(Fraction(done, len(found.files)))
                    waiting, told = [], time.monotonic()
        control.report(Loaded(tuple(waiting)))
        return found.left


class AnswerWork:
    """Lets a model read images, in the worker thread."""

    def __init__(self, model: LibraryModel, caution: Caution, items: Sequence[Unanswered]) -> None:
        """Read these with the model."""
        self._model, self._caution, self._items = model, caution, tuple(items)

    def __call__(self, control: JobControl) -> None:
        """Report `Answered` and `Fraction` a few times a second.

        Raises:
            Problem: the model cannot be used.

        """
        recogniser = Recogniser.of(self._model)
        threshold = recogniser.threshold(self._caution)
        numbers: list[int] = []
        answers: list[Answer] = []
        told = 0.0
        for start in range(0, len(self._items), _AT_ONCE):
            control.check()
            part = self._items[start : start + _AT_ONCE]
            unread = [item.model_input for item in part if item.known is None]
            read = iter(read_many(recogniser, unread, self._caution))
            numbers += [item.number for item in part]
            answers += [next(read) if item.known is None else item.known.judged(threshold) for item in part]
            if time.monotonic() - told > _SECONDS_BETWEEN:
                control.report(Answered(tuple(numbers), tuple(answers)))
                control.report(Fraction(start + len(part), len(self._items)))
                numbers, answers, told = [], [], time.monotonic()
        control.report(Answered(tuple(numbers), tuple(answers)))
