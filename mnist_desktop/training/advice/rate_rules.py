"""Rules on the learning rate, by the steps. The numbers were found on real trainings, good and bad ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

from mnist_desktop.training.advice.kinds import Advice, AdviceKind, Sign
from mnist_desktop.training.advice.rates import (
    higher_rate,
    is_far_above,
    is_far_below,
    is_very_far_above,
    lower_rate,
)
from mnist_desktop.training.advice.seen import Seen, Stretch, made_harder
from mnist_desktop.training.progress import Diverged, StepProgress

_RECENT = 3
"""So many stretches are the present."""
_GROWN, _ABSURD = 2.0, 1000.0
"""Times its start: a loss that stays there diverges, and one that was there does not come back."""
_ABOVE_CHANCE = 0.08
_STEPS_AT_CHANCE, _STEPS_OF_JUMPING = 100, 150
"""Good trainings have left chance, and have come to rest, by then."""
_LOW_ACCURACY, _LOW_WHERE_HARDER = 0.8, 0.5
"""Good trainings are above it by then; dropout and augmentation keep many of them lower."""
_FALLS = 0.8
"""Of the loss some stretches ago: what is below still learns."""
_HARDLY_MOVED, _SAME_LOSS = 0.9, 1.1
"""Of the loss at the start."""
_STEPS_OF_LOW, _SHARE_OF_LOW, _SHARE_OF_MOVING = 300, 0.25, 0.5
"""When to judge a loss that hardly moves: after steps, or a share of them all; and one that moves."""
_SLOW_ACCURACY, _SLOW_LOSS = 0.85, 0.4
"""Too slow is what is below that accuracy, and expected to end above that share of its first loss."""


def diverged(seen: Seen, event: Diverged) -> Advice:
    """The loss is no number any more."""
    values = {"epoch": event.epoch, "step": event.step, "rate": seen.plan.learning_rate}
    return Advice(AdviceKind.DIVERGING, Sign.NO_NUMBER, values, lower_rate(seen.plan))


def absurd(seen: Seen, event: StepProgress) -> Advice | None:
    """One report tells it already: the loss is beyond all that a training comes back from."""
    start = _reference(seen)
    if start is None or event.loss < _ABSURD * start:
        return None
    return _grown(seen, start, event.loss, event.epoch)


def growing(seen: Seen) -> Advice | None:
    """The loss stays far above its start, and not only for the jump that many a good training begins with."""
    start = _reference(seen)
    recent = seen.stretches[-2:]
    if start is None or len(recent) < 2 or min(stretch.loss for stretch in recent) < _GROWN * start:
        return None
    return _grown(seen, start, recent[-1].loss, recent[-1].epoch)


def too_high(seen: Seen) -> Advice | None:
    """The network guesses, or the loss jumps about, with a rate far above the usual one."""
    recent = seen.stretches[-_RECENT:]
    if len(recent) < _RECENT or seen.steps < _STEPS_AT_CHANCE or not _is_high(seen, recent):
        return None
    accuracy = fmean(stretch.accuracy for stretch in recent)
    values = {"accuracy": accuracy, "steps": seen.steps, "rate": seen.plan.learning_rate}
    change = lower_rate(seen.plan)
    if accuracy <= seen.chance + _ABOVE_CHANCE:
        values["loss"] = recent[-1].loss
        return Advice(AdviceKind.RATE_TOO_HIGH, Sign.AT_CHANCE, values, change)
    jump = _jump(seen, recent, accuracy)
    if jump is None:
        return None
    return Advice(AdviceKind.RATE_TOO_HIGH, Sign.JUMPING, {**values, **jump}, change)


def _jump(seen: Seen, recent: Sequence[Stretch], accuracy: float) -> dict[str, float] | None:
    """Between which losses a training jumps that stays bad and gets no better."""
    if seen.steps < _STEPS_OF_JUMPING or not is_very_far_above(_rate(seen, recent[-1]), seen.plan):
        return None
    if accuracy > (_LOW_WHERE_HARDER if made_harder(seen.plan) else _LOW_ACCURACY):
        return None
    before = seen.stretches[-2 * _RECENT : -_RECENT]
    if not before or _mean_loss(recent) < _FALLS * _mean_loss(before):
        return None
    around = [part for part in (*before, *recent) if part is not seen.stretches[0]]
    return {"lowest": min(part.lowest for part in around), "highest": max(part.highest for part in around)}


def too_low(seen: Seen) -> Advice | None:
    """With a rate far below the usual one the loss will still be high at the end."""
    if len(seen.stretches) < _RECENT or not is_far_below(seen.plan.learning_rate, seen.plan):
        return None
    last = seen.stretches[-1]
    # A single step tells too little of how it began, and with a low rate a stretch is much the same.
    start, expected = seen.stretches[0].loss, _expected(seen.stretches)
    if not _had_time(seen, last, start):
        return None
    if last.accuracy >= _SLOW_ACCURACY or expected < _SLOW_LOSS * start or last.loss > _SAME_LOSS * start:
        return None
    values = {
        "start": start,
        "loss": last.loss,
        "expected": expected,
        "steps": seen.steps,
        "rate": seen.plan.learning_rate,
    }
    return Advice(AdviceKind.RATE_TOO_LOW, Sign.SLOW, values, higher_rate(seen.plan))


def _grown(seen: Seen, start: float, loss: float, epoch: int) -> Advice:
    values = {"start": start, "loss": loss, "epoch": epoch, "rate": seen.plan.learning_rate}
    return Advice(AdviceKind.DIVERGING, Sign.GROWN, values, lower_rate(seen.plan))


def _reference(seen: Seen) -> float | None:
    """The loss of the first step, or that of guessing where a resumed training began lower."""
    return None if seen.start is None else max(seen.start, -math.log(seen.chance))


def _is_high(seen: Seen, recent: Sequence[Stretch]) -> bool:
    return all(is_far_above(_rate(seen, stretch), seen.plan) for stretch in recent)


def _rate(seen: Seen, stretch: Stretch) -> float:
    """The rate that the steps were really made with: a schedule may begin with a low one."""
    return stretch.rate or seen.plan.learning_rate


def _mean_loss(stretches: Sequence[Stretch]) -> float:
    return fmean(stretch.loss for stretch in stretches)


def _had_time(seen: Seen, last: Stretch, start: float) -> bool:
    """Whether it is time to judge. Once moving, many a network learns quicker and quicker."""
    if last.loss < _HARDLY_MOVED * start:
        return last.done >= _SHARE_OF_MOVING
    return last.done >= _SHARE_OF_LOW or seen.steps >= _STEPS_OF_LOW


def _expected(stretches: Sequence[Stretch]) -> float:
    """The loss at the end if it goes on falling as in the later half of the steps, or as lately if faster."""
    last = stretches[-1]
    return min(
        _continued(stretches[(len(stretches) - 1) // 2], last),
        _continued(stretches[-2], last),
    )


def _continued(earlier: Stretch, last: Stretch) -> float:
    if last.loss >= earlier.loss or last.done <= earlier.done:
        return last.loss
    return float(last.loss * (last.loss / earlier.loss) ** ((1 - last.done) / (last.done - earlier.done)))
