"""What is told of an epoch: its time and its pace."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mnist_desktop.training import watch
from mnist_desktop.training.progress import StepProgress
from mnist_desktop.training.run_state import Position
from mnist_desktop.training.timetable import Timetable
from mnist_desktop.training.watch import Watch


def test_validation_takes_time_but_does_not_slow_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(watch, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    followed = Watch(Timetable((1000,), (10,), 1), lambda _event: None, Position())
    followed.epoch_begins(0)
    for step in range(10):
        now[0] += 0.2
        followed.step_made(step, 0.5, 0.9)
    followed.validation_begins()
    now[0] += 3.0
    finished = followed.epoch_ends(0.4, 0.95)
    assert finished.seconds == pytest.approx(5.0)
    assert finished.images_per_second == pytest.approx(500.0)


@pytest.mark.parametrize(("seconds_a_step", "told"), [(0.02, [1, 4, 7, 10, 3, 6, 9]), (0.001, [1, 10])])
def test_the_first_step_after_validation_is_not_told_alone(
    monkeypatch: pytest.MonkeyPatch, seconds_a_step: float, told: list[int]
) -> None:
    now = [100.0]
    events: list[object] = []
    monkeypatch.setattr(watch, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    followed = Watch(Timetable((1000, 1000), (10, 10), 2), events.append, Position())
    for epoch in range(2):
        followed.epoch_begins(epoch)
        for step in range(10):
            now[0] += seconds_a_step
            followed.step_made(step, 0.5, 0.9)
        followed.validation_begins()
        now[0] += 3.0
        followed.epoch_ends(0.4, 0.95)
    assert [event.step for event in events if isinstance(event, StepProgress)] == told


@pytest.mark.parametrize(("step", "resumed_at"), [(0, None), (1, 2), (9, 10), (10, None)])
def test_an_epoch_tells_the_step_it_went_on_with(step: int, resumed_at: int | None) -> None:
    followed = Watch(Timetable((1000,), (10,), 1), lambda _event: None, Position(0, step, 0.5, 0.9))
    followed.epoch_begins(0)
    for number in range(10 - step):
        followed.step_made(number, 0.5, 0.9)
    assert followed.epoch_ends(None, None).resumed_at == resumed_at
