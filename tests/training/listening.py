"""A listener to trainings, and a training that comes to an outcome."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import (
    TrainingEvent,
    TrainingOutcome,
    TrainingStarted,
)
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.trainer import train

_Event = TypeVar("_Event")


class Listener:
    """Keeps events with their times, and stops by its switch when told to."""

    def __init__(self, stop_at: Callable[[TrainingEvent], bool] = lambda _event: False) -> None:
        self.events: list[TrainingEvent] = []
        self.times: list[float] = []
        self.stop_asked = 0.0
        self.switch = TrainingSwitch()
        self._stop_at = stop_at

    def listen(self, event: TrainingEvent) -> None:
        self.events.append(event)
        self.times.append(time.perf_counter())
        if not self.stop_asked and self._stop_at(event):
            self.stop_asked = time.perf_counter()
            self.switch.stop()

    def of(self, kind: type[_Event]) -> list[_Event]:
        return [event for event in self.events if isinstance(event, kind)]


def paused_in_the_first_step(listener: Listener) -> Callable[[TrainingEvent], None]:
    """A listener that pauses when the first step is about to be made."""

    def listen(event: TrainingEvent) -> None:
        if isinstance(event, TrainingStarted):
            listener.switch.pause()
        listener.listen(event)

    return listen


def run(
    plan: TrainingPlan,
    digits: LabelledImages,
    test: LabelledImages,
    listener: Listener | None = None,
    ink: Sequence[LabelledDrawing] = (),
) -> TrainingOutcome:
    listener = listener or Listener()
    outcome = train(plan, digits, test, listener.listen, listener.switch, ink=ink)
    assert outcome is not None
    return outcome
