"""Fields that step the way a person tunes a network, and that the wheel scrolls past.

A number field with limits takes more than they allow: what is impossible is told beside the field instead of
being changed while somebody types. Its arrows stay within what is possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QSpinBox, QStyleOptionComboBox

_STEPS = (1.0, 2.0, 5.0, 10.0)
_BEGUN = re.compile(r"\d*[.,]?\d*(?:[eE]-?\d*)?")
_LARGEST_COUNT = 99_999_999
_LARGEST_RATE = 1000.0
_SHARE_DECIMALS = 4
_ROUND_PERCENTS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0)
_AROUND_TEXT = 44


class Choice(NamedTuple):
    """An entry of a list: what it stands for, its words, and what it means in one sentence."""

    value: object
    text: str
    meaning: str


class ChoiceField(QComboBox):
    """A list to choose from, each entry with its meaning as a tooltip."""

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        """Offer the choices."""
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self._help = ""
        self.currentIndexChanged.connect(self._explain)
        for choice in choices:
            self.offer(choice)

    def set_help(self, text: str) -> None:
        """What the field is for; the tooltip says it, and what is chosen means."""
        self._help = text
        self._explain()

    def offer(self, choice: Choice) -> None:
        """Add a choice at the end."""
        self.addItem(choice.text, choice.value)
        self.setItemData(self.count() - 1, choice.meaning, Qt.ItemDataRole.ToolTipRole)
        # The first one is chosen before it has a meaning.
        self._explain()

    def choose(self, value: object) -> None:
        """Choose what stands for the value; one that is not offered changes nothing."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def meaning(self) -> str:
        """What the chosen entry means."""
        return str(self.currentData(Qt.ItemDataRole.ToolTipRole) or "")

    def whole_width(self) -> int:
        """The width at which no entry is cut off."""
        metrics = QFontMetrics(self.font())
        texts = (self.itemText(index) for index in range(self.count()))
        return max((metrics.horizontalAdvance(text) for text in texts), default=0) + _AROUND_TEXT

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 - Qt's name
        """Shorten what is chosen to the room there is."""
        super().initStyleOption(option)
        room = self.width() - _AROUND_TEXT
        option.currentText = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )

    def _explain(self) -> None:
        meaning = self.meaning()
        self.setToolTip(f"{self._help}\n{self.currentText()}: {meaning}" if meaning else self._help)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Show the list wide enough for all of its entries."""
        self.view().setMinimumWidth(self.whole_width())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls past must not change a setting."""
        event.ignore()


class CountField(QSpinBox):
    """A whole number; with `limits` its arrows keep to them, and any other number can be typed as well."""

    def __init__(self, limits: tuple[int, int] | None = None) -> None:
        """Without limits the range is the field's own."""
        super().__init__()
        self._limits = limits
        if limits:
            self.setRange(0, _LARGEST_COUNT)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go up or down, no further than the limits."""
        least, most = self._bounds()
        self.setValue(min(max(self._stepped(steps), least), most))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Up and down until the limits."""
        return _steps_left(self.value(), *self._bounds())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change with the wheel only after somebody went into the field."""
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def _stepped(self, steps: int) -> int:
        return self.value() + steps

    def _bounds(self) -> tuple[int, int]:
        return self._limits or (self.minimum(), self.maximum())


class DoublingField(CountField):
    """A whole number whose arrows double and halve it."""

    def _stepped(self, steps: int) -> int:
        value, (_, most) = self.value(), self._bounds()
        for _ in range(abs(steps)):
            value = min(value * 2, most) if steps > 0 else max(1, value // 2)
        return value


class RateField(QDoubleSpinBox):
    """A small number such as a learning rate, written short; its arrows go 0.001, 0.002, 0.005, 0.01.

    With `limits` the arrows keep to them, and any other number can be typed as well.
    """

    def __init__(self, limits: tuple[float, float] | None = None) -> None:
        """Take up to seven decimals; without limits the range is the field's own."""
        super().__init__()
        self._limits = limits
        self.setDecimals(7)
        if limits:
            self.setRange(0, _LARGEST_RATE)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """Without trailing zeros, as `0.001`."""
        return short(value)

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """A point or a comma, and `1e-3` as well."""
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept what is or may become a number."""
        return _number_state(text, self.maximum()), text, position

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go to the next of 1, 2, 5 in any power of ten."""
        value = self.value()
        for _ in range(abs(steps)):
            value = _next(value) if steps > 0 else _previous(value)
        least, most = self._bounds()
        self.setValue(min(max(value, least), most))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Up and down until the limits."""
        return _steps_left(self.value(), *self._bounds())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change with the wheel only after somebody went into the field."""
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def _bounds(self) -> tuple[float, float]:
        return self._limits or (self.minimum(), self.maximum())


class PercentField(QSpinBox):
    """How many of `whole` things, shown and typed as a percentage of them."""

    def __init__(self, whole: int) -> None:
        """Start with all of them."""
        super().__init__()
        self._whole = whole
        self.setRange(0, whole)
        self.setSuffix(" %")
        self.setValue(whole)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """The shortest percentage that means this very number."""
        percent = 100 * value / self._whole
        for decimals in range(_SHARE_DECIMALS):
            if self._count(round(percent, decimals)) == value:
                return short(round(percent, decimals))
        return short(round(percent, _SHARE_DECIMALS))

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """A percentage, with a point or a comma."""
        try:
            return self._count(float(self._bare(text)))
        except (ValueError, OverflowError):
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept what is or may become a percentage."""
        return _number_state(self._bare(text), 100), text, position

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go to the next of 1, 2, 5, 10, 20, 30 ... 100 per cent."""
        percent = 100 * self.value() / self._whole
        for _ in range(abs(steps)):
            above = [step for step in _ROUND_PERCENTS if step > percent + 1e-6]
            below = [step for step in _ROUND_PERCENTS if step < percent - 1e-6]
            percent = (above or [percent])[0] if steps > 0 else (below or [percent])[-1]
        self.setValue(self._count(percent))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change with the wheel only after somebody went into the field."""
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def _bare(self, text: str) -> str:
        return text.replace("%", "").replace(",", ".").strip()

    def _count(self, percent: float) -> int:
        return round(percent * self._whole / 100)


def short(number: float) -> str:
    """A number as people write it: no exponent, no zeros at its end, at most seven decimals."""
    return f"{number:.7f}".rstrip("0").rstrip(".") if abs(number) >= 1e-7 else "0"


def _wheel_is_meant(field: QAbstractSpinBox, event: QWheelEvent) -> bool:
    if not field.hasFocus():
        event.ignore()
    return field.hasFocus()


def _number_state(text: str, most: float) -> QValidator.State:
    if not _BEGUN.fullmatch(text):
        return QValidator.State.Invalid
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return QValidator.State.Intermediate
    return QValidator.State.Acceptable if number <= most else QValidator.State.Intermediate


def _steps_left(value: float, least: float, most: float) -> QAbstractSpinBox.StepEnabledFlag:
    enabled = QAbstractSpinBox.StepEnabledFlag.StepNone
    if value < most:
        enabled |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
    if value > least:
        enabled |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
    return enabled


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
