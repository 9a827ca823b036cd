"""Ranges of axes and the numbers written along them. No Qt."""

from __future__ import annotations

import math
from typing import NamedTuple

_STEPS = (1.0, 2.0, 5.0)
_MOST_DECADES = 6
_LEAST_PLAIN, _MOST_PLAIN = 0.9e-4, 1e5
"""Numbers outside these are written as 5e-6."""


class Range(NamedTuple):
    """The lowest and the highest value that an axis shows."""

    low: float
    high: float

    @property
    def span(self) -> float:
        """How much lies between them."""
        return self.high - self.low

    def at(self, share: float) -> float:
        """The value at a share of the axis."""
        return self.low + share * self.span

    def share(self, value: float) -> float:
        """The share of the axis at which a value lies."""
        return (value - self.low) / self.span

    def is_nearly(self, other: Range) -> bool:
        """Whether nobody could see a difference."""
        slack = 1e-6 * max(self.span, other.span)
        return abs(self.low - other.low) <= slack and abs(self.high - other.high) <= slack

    def zoomed(self, at: float, factor: float, whole: Range, least: float) -> Range:
        """`factor` times as much around a value that stays where it is; never less than `least`."""
        span = max(self.span * factor, least)
        low = at - self.share(at) * span
        return Range(low, low + span).within(whole)

    def moved(self, by: float, whole: Range) -> Range:
        """The same span further up."""
        return Range(self.low + by, self.high + by).within(whole)

    def within(self, whole: Range) -> Range:
        """The nearest range of this span inside the whole, or all of it."""
        if self.span >= whole.span:
            return whole
        low = min(max(self.low, whole.low), whole.high - self.span)
        return Range(low, low + self.span)


class Tick(NamedTuple):
    """A number beside an axis."""

    at: float
    text: str


def epoch_ticks(epochs: int) -> list[int]:
    """Whole epochs to write beneath the curves, about ten."""
    step = max(1, round(_step(epochs, 12)))
    return list(range(0, epochs + 1, step))


def ticks(shown: Range, most: int) -> tuple[Tick, ...]:
    """At most about `most` round numbers inside a range, with the decimals that tell them apart."""
    step = _step(shown.span, most)
    first, last = math.ceil(shown.low / step - 1e-6), math.floor(shown.high / step + 1e-6)
    largest = max(abs(first), abs(last)) * step
    return tuple(Tick(n * step, _text(n * step, step, largest)) for n in range(first, last + 1))


def power_ticks(shown: Range, most: int) -> tuple[Tick, ...]:
    """Numbers for an axis of decimal logarithms; `shown` is in logarithms, the texts are not."""
    if shown.span > _MOST_DECADES:
        whole = ticks(shown, min(most, _MOST_DECADES))
        return tuple(Tick(tick.at, _text(10.0**tick.at, 10.0**tick.at)) for tick in whole)
    powers = range(math.floor(shown.low), math.ceil(shown.high) + 1)
    for steps in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        places = [(power, math.log10(step) + power, step) for power in powers for step in steps]
        seen = [
            Tick(at, _text(step * 10.0**power, 10.0**power))
            for power, at, step in places
            if shown.low <= at <= shown.high
        ]
        if len(seen) <= most:
            break
    if len(seen) >= 2:
        return tuple(seen)
    plain = ticks(Range(10**shown.low, 10**shown.high), most)
    return tuple(Tick(math.log10(tick.at), tick.text) for tick in plain if tick.at > 0)


def rounded_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5 or 8 in a power of ten: axes that seldom move are seldom painted."""
    if not 0 < value < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        power * step for step in (1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 10.0) if value <= power * step * 1.0001
    )


def _step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 in any power of ten that fits at most `most` times."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(power * step for step in (*_STEPS, 10.0) if span / (power * step) <= most * 1.0001)


def _text(value: float, step: float, largest: float = 0.0) -> str:
    """A number with as many decimals as its step has, short where the largest is very large or very small."""
    if not _LEAST_PLAIN <= max(abs(value), step, largest) < _MOST_PLAIN:
        # Sums of steps are not quite 0.
        if abs(value) < step / 2:
            return "0"
        power = math.floor(math.log10(abs(value)) + 1e-9)
        figures = max(3, power + 1 - math.floor(math.log10(step) + 1e-9))
        return f"{value / 10.0**power:.{figures}g}e{power}"
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    # Adding 0 makes 0 of -0.
    return f"{value + 0.0:.{decimals}f}"
