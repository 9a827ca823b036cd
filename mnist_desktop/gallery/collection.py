"""Many images with their answers and with the labels that a person gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import TypeAlias

from mnist_desktop.gallery.answers import Answer
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.gallery.finding import natural
from mnist_desktop.models.certainty import Sureness

_Key: TypeAlias = tuple[object, ...]


@unique
class Kind(StrEnum):
    """What became of an image."""

    WAITING = "waiting"
    """Not read yet."""
    READ = "read"
    NOT_SURE = "not-sure"
    NO_DIGIT = "no-digit"
    """Called no digit, or without any ink."""
    UNREADABLE = "unreadable"
    """The file could not be read."""


@unique
class Order(StrEnum):
    """How images are sorted."""

    NAME = "name"
    LEAST_SURE = "least-sure"
    MOST_SURE = "most-sure"
    ANSWER = "answer"


@unique
class Shown(StrEnum):
    """Which images are shown."""

    ALL = "all"
    NOT_SURE = "not-sure"
    NO_DIGIT = "no-digit"
    UNREADABLE = "unreadable"
    LABELLED = "labelled"


@dataclass
class _Item:
    entry: Entry
    key: tuple[str | int, ...]
    answer: Answer | None = None
    label: str | None = None


class Collection:
    """The images in the order in which they came; each has its number there for good."""

    def __init__(self) -> None:
        """Start empty."""
        self._items: list[_Item] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    def add(self, entries: Iterable[Entry]) -> None:
        """Put these behind the others."""
        self._items.extend(_Item(entry, natural(str(entry.path))) for entry in entries)

    def entry(self, number: int) -> Entry:
        """The image with a number."""
        return self._items[number].entry

    def answer(self, number: int) -> Answer | None:
        """What was read in it; None where it was not read, or not yet."""
        return self._items[number].answer

    def label(self, number: int) -> str | None:
        """What a person says that it shows."""
        return self._items[number].label

    def take_answers(self, numbers: Sequence[int], answers: Sequence[Answer]) -> None:
        """Take what a model read in the images with these numbers."""
        for number, answer in zip(numbers, answers, strict=True):
            self._items[number].answer = answer

    def forget_answers(self) -> None:
        """Let all images wait for another model."""
        for item in self._items:
            item.answer = None

    def give_label(self, numbers: Iterable[int], label: str | None) -> int:
        """Say what images show, or with None nothing any more; how many of them there were with ink."""
        given = 0
        for number in numbers:
            if self._items[number].entry.has_ink:
                self._items[number].label = label
                given += 1
        return given

    def confirm(self, numbers: Iterable[int]) -> int:
        """Label images with what was read in them, but for those called no digit; how many that were."""
        confirmed = 0
        for number in numbers:
            answer = self._items[number].answer
            if answer is not None and answer.is_digit:
                confirmed += self.give_label((number,), answer.certainty.best)
        return confirmed

    def labelled(self) -> tuple[int, ...]:
        """The numbers of the images with a label."""
        return tuple(number for number, item in enumerate(self._items) if item.label is not None)

    def readable(self, start: int = 0) -> tuple[int, ...]:
        """The numbers, from `start` on, of the images that a model can read."""
        return tuple(number for number in range(start, len(self._items)) if self._items[number].entry.has_ink)

    def kind(self, number: int) -> Kind:
        """What became of an image."""
        return _kind(self._items[number])

    def counts(self) -> dict[Kind, int]:
        """How many there are of each kind."""
        counts = dict.fromkeys(Kind, 0)
        for item in self._items:
            counts[_kind(item)] += 1
        return counts

    def arranged(self, order: Order, shown: Shown) -> list[int]:
        """The numbers of the images to show, in their order."""
        numbers = [number for number, item in enumerate(self._items) if _is_shown(item, shown)]
        return sorted(numbers, key=lambda number: _sort_key(self._items[number], order))


def _kind(item: _Item) -> Kind:
    if item.entry.problem is not None:
        return Kind.UNREADABLE
    if not item.entry.has_ink:
        return Kind.NO_DIGIT
    if item.answer is None:
        return Kind.WAITING
    match item.answer.certainty.sureness:
        case Sureness.NO_DIGIT:
            return Kind.NO_DIGIT
        case Sureness.NOT_SURE:
            return Kind.NOT_SURE
    return Kind.READ


def _is_shown(item: _Item, shown: Shown) -> bool:
    match shown:
        case Shown.ALL:
            return True
        case Shown.LABELLED:
            return item.label is not None
    return _kind(item).value == shown.value


def _sort_key(item: _Item, order: Order) -> _Key:
    """By name where all else is equal; what has no answer comes last."""
    by_name: _Key = (item.key, item.entry.index)
    answer = item.answer
    if order is Order.NAME:
        return by_name
    if answer is None:
        return (1, 0, *by_name)
    share = answer.certainty.share
    match order:
        case Order.LEAST_SURE:
            return (0, share, *by_name)
        case Order.MOST_SURE:
            return (0, -share, *by_name)
    place = answer.class_names.index(answer.certainty.best) if answer.is_digit else len(answer.class_names)
    return (0, place, *by_name)
