"""The steps in which a person tunes a number, and how it is written."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

_STEPS = (1.0, 2.0, 5.0, 10.0)
_ROUND_PERCENTS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0)


def short(number: float) -> str:
    """A number as people write it: no exponent, no zeros at its end, at most seven decimals."""
    return f"{number:.7f}".rstrip("0").rstrip(".") if abs(number) >= 1e-7 else "0"


def steps_left(value: float, least: float, most: float) -> QAbstractSpinBox.StepEnabledFlag:
    """Which of a field's arrows still lead somewhere."""
    enabled = QAbstractSpinBox.StepEnabledFlag.StepNone
    if value < most:
        enabled |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
    if value > least:
        enabled |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
    return enabled


def stepped_percent(percent: float, steps: int) -> float:
    """So many steps further among 1, 2, 5, 10, 20, 30 ... 100."""
    for _ in range(abs(steps)):
        above = [step for step in _ROUND_PERCENTS if step > percent + 1e-6]
        below = [step for step in _ROUND_PERCENTS if step < percent - 1e-6]
        percent = (above or [100.0])[0] if steps > 0 else (below or [1.0])[-1]
    return percent


def stepped_rate(value: float, steps: int) -> float:
    """So many steps further among 1, 2, 5 in any power of ten."""
    for _ in range(abs(steps)):
        value = _next(value) if steps > 0 else _previous(value)
    return value


def _next(value: float) -> float:
    if value <= 0:
        return 0.0001
    power = _power_of(value)
    return next(power * step for step in _STEPS if power * step > value * 1.0001)


def _previous(value: float) -> float:
    if value <= 0:
        return 0.0
    power = _power_of(value)
    below = [power * step for step in _STEPS if power * step < value * 0.9999]
    return below[-1] if below else power / 2


def _power_of(value: float) -> float:
    return float(f"1e{int(f'{value:e}'.split('e')[1])}")
