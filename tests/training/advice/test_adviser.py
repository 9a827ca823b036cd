from __future__ import annotations

from dataclasses import replace

from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.advice.kinds import Sign
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    Diverged,
    EpochFinished,
    Resumed,
    StepProgress,
    TrainingEvent,
    TrainingStarted,
    UnitsSeen,
)
from tests.training.advice.made import epochs, signs, steps

PLAN = plan_for("dense-64", epochs=10, validation="split")
HIGH = replace(PLAN, learning_rate=0.1)

_FALLING = [1.0, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1, 0.08]
_RISING = [0.9, 0.6, 0.5, 0.52, 0.55, 0.6, 0.65, 0.7]


def test_what_follows_from_a_wrong_rate_is_not_told_besides() -> None:
    events: list[TrainingEvent] = [*steps([2.3] * 30, 0.11), UnitsSeen(3, (1.0,))]
    assert signs(HIGH, [*events, *epochs(_FALLING, _RISING)]) == [Sign.AT_CHANCE]


def test_diverging_is_told_even_then() -> None:
    assert signs(HIGH, [*steps([2.3] * 30, 0.11), Diverged(4, 1)]) == [Sign.AT_CHANCE, Sign.NO_NUMBER]


def test_steps_between_the_last_report_and_the_end_of_an_epoch_count_as_well() -> None:
    """On a quick computer there are few reports: here one an epoch."""
    events: list[TrainingEvent] = []
    for epoch in range(1, 5):
        events.append(StepProgress(epoch, 1, 50, ((epoch - 1) * 50 + 1) / 200, 2.3, 0.1, 1000.0, None))
        events.append(EpochFinished(epoch, 2.31, 0.1, None, None, 0.01))
    assert signs(replace(HIGH, epochs=4), events) == [Sign.AT_CHANCE]


def test_an_epoch_that_was_taken_up_within_is_no_measure_of_its_end() -> None:
    resumed = StepProgress(2, 61, 100, 0.16, 0.3, 0.9, 1000.0, None)
    assert signs(PLAN, [resumed, EpochFinished(2, 2.0, 0.3, None, None, 1.0, resumed_at=61)]) == []


def test_other_events_say_nothing() -> None:
    adviser = Adviser(PLAN)
    assert adviser.take(TrainingStarted(3, 100, 10)) == ()
    assert adviser.take(Resumed()) == ()


def test_a_training_that_goes_on_is_seen_with_its_earlier_epochs() -> None:
    """Else it would name the first epoch since it went on as the best."""
    made = [event for event in epochs(_FALLING, _RISING) if isinstance(event, EpochFinished)]
    adviser = Adviser(PLAN, made[:4])
    advice = [one for event in made[4:] for one in adviser.take(event)]
    assert [(one.sign, one.values["best_epoch"]) for one in advice] == [(Sign.RISING, 3)]
