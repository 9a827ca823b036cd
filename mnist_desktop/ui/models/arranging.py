"""Which models a search finds, and in which order they are listed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum, unique
from typing import TypeAlias

from mnist_desktop.evaluation.model_figures import ModelFigures
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models import words

SpeedOf: TypeAlias = Callable[[LibraryModel], float | None]
"""Milliseconds that a reading takes, None where nobody measured."""


@unique
class Order(StrEnum):
    """What the list is sorted by."""

    NEWEST = "newest"
    NAME = "name"
    ACCURACY = "accuracy"
    SIZE = "size"
    SPEED = "speed"


def found(model: LibraryModel, search: str) -> bool:
    """Whether every word of `search` is part of the model's name, origin, layers, file or what saved it."""
    facts = model.facts
    kinds = (layer.kind for layer in facts.layers)
    told = "\n".join((facts.name, words.badge(model), facts.source, facts.saved_by, *kinds)).casefold()
    return all(word in told for word in search.casefold().split())


def known_speed(model: LibraryModel, figures: ModelFigures) -> float | None:
    """Milliseconds a reading: as measured for a comparison, else when the model was made ready."""
    return model.facts.reading_ms if figures.milliseconds is None else figures.milliseconds


def arranged(
    models: tuple[LibraryModel, ...], search: str, order: Order, speed_of: SpeedOf
) -> tuple[LibraryModel, ...]:
    """The models that are found, the best first; of what is unknown the last. They come the newest first."""
    listed = [model for model in models if found(model, search)]
    if order is not Order.NEWEST:
        listed.sort(key=lambda model: _key(model, order, speed_of))
    return tuple(listed)


def _key(model: LibraryModel, order: Order, speed_of: SpeedOf) -> tuple[bool, float | str]:
    facts = model.facts
    if order is Order.NAME:
        return False, facts.name.casefold()
    value: float | None = None
    if order is Order.SPEED:
        value = speed_of(model)
    elif order is Order.SIZE and facts.keras_bytes:
        value = facts.keras_bytes
    elif order is Order.ACCURACY and facts.accuracy is not None:
        value = -facts.accuracy
    return value is None, 0.0 if value is None else value
