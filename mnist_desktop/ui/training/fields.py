"""Number fields that step the way a person tunes a network: by halves and doubles."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

_STEPS = (1.0, 2.0, 5.0, 10.0)
_BEGUN = re.compile(r"\d*[.,]?\d*(?:[eE]-?\d*)?")


class DoublingField(QSpinBox):
    """A whole number whose arrows double and halve it."""

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Double for each step up, halve for each step down."""
        value = self.value()
        for _ in range(abs(steps)):
            value = value * 2 if steps > 0 else max(1, value // 2)
        self.setValue(value)


class RateField(QDoubleSpinBox):
    """A small number such as a learning rate, written short; its arrows go 0.001, 0.002, 0.005, 0.01."""

    def __init__(self) -> None:
        """Take up to seven decimals."""
        super().__init__()
        self.setDecimals(7)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """Without trailing zeros, as `0.001`."""
        return f"{value:.7f}".rstrip("0").rstrip(".") if value >= 1e-7 else "0"

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """A point or a comma, and `1e-3` as well."""
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept what is or may become a number."""
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            may_become = _BEGUN.fullmatch(text) is not None
            state = QValidator.State.Intermediate if may_become else QValidator.State.Invalid
            return state, text, position
        is_within = self.minimum() <= number <= self.maximum()
        state = QValidator.State.Acceptable if is_within else QValidator.State.Intermediate
        return state, text, position

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go to the next of 1, 2, 5 in any power of ten."""
        value = self.value()
        for _ in range(abs(steps)):
            value = _next(value) if steps > 0 else _previous(value)
        self.setValue(value)


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
