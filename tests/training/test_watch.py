"""What is told of an epoch: its time and its pace."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mnist_desktop.training import watch
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
