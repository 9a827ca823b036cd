"""Fields that step the way a person tunes a network, and that the wheel scrolls past.

A number field takes whatever is typed: what is impossible, or no number at all, stays as it is and is told
beside the field instead of being changed into something else. Its arrows stay within what is possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QSpinBox, QStyleOptionComboBox

from mnist_desktop.ui.training.number_steps import short, stepped_percent, stepped_rate, steps_left

_COUNT = re.compile(r"-?[0-9]+")
_RATE = re.compile(r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE]-?[0-9]+)?")
_LARGEST_COUNT = 99_999_999
_LARGEST_RATE = 1000.0
_LARGEST_SHARE = 10
"""More than all of something can be typed, but not used."""
_SHARE_DECIMALS = 4
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
    """A whole number; its arrows keep to `limits`, and anything else can be typed as well.

    What is no whole number, or too large for any field, has a value far beyond every limit.
    """

    def __init__(self, limits: tuple[int, int]) -> None:
        """From the smallest to the largest possible number."""
        super().__init__()
        self._limits = limits
        self._typed: str | None = None
        self.setRange(-_LARGEST_COUNT, _LARGEST_COUNT)

    @property
    def is_number(self) -> bool:
        """Whether a whole number was typed."""
        return self.value() != self.minimum()

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Its digits; what was typed where the value stands for something else."""
        is_number = self.minimum() < value < self.maximum()
        return str(value) if is_number or self._typed is None else self._typed

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """The whole number."""
        self._typed = text.strip()
        if not _COUNT.fullmatch(self._typed):
            return self.minimum()
        if len(self._typed) > len(str(_LARGEST_COUNT)):
            return self.maximum()
        return max(int(self._typed), self.minimum() + 1)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept anything; what is wrong with it is told."""
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go up or down, no further than the limits."""
        least, most = self._limits
        self.setValue(min(max(self._stepped(steps), least), most))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Up and down until the limits."""
        return steps_left(self.value(), *self._limits)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change with the wheel only after somebody went into the field."""
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def _stepped(self, steps: int) -> int:
        return self.value() + steps


class DoublingField(CountField):
    """A whole number whose arrows double and halve it."""

    def _stepped(self, steps: int) -> int:
        value, (_, most) = self.value(), self._limits
        for _ in range(abs(steps)):
            value = min(value * 2, most) if steps > 0 else max(1, value // 2)
        return value


class RateField(QDoubleSpinBox):
    """A small number such as a learning rate, written short; its arrows go 0.001, 0.002, 0.005, 0.01.

    Its arrows keep to `limits`, and anything else can be typed as well; what is no number, or too large for
    any field, has a value far beyond every limit.
    """

    def __init__(self, limits: tuple[float, float]) -> None:
        """Take up to seven decimals."""
        super().__init__()
        self._limits = limits
        self._typed: str | None = None
        self.setDecimals(7)
        self.setRange(-_LARGEST_RATE, _LARGEST_RATE)

    @property
    def is_number(self) -> bool:
        """Whether a number was typed."""
        return self.value() > self.minimum()

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """Without trailing zeros, as `0.001`; what was typed where the value stands for something else."""
        is_number = self.minimum() < value < self.maximum()
        return short(value) if is_number or self._typed is None else self._typed

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """A point or a comma, and `1e-3` as well."""
        self._typed = text.strip()
        if not _RATE.fullmatch(self._typed):
            return self.minimum()
        return min(max(float(self._typed.replace(",", ".")), self.minimum() + 1), self.maximum())

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept anything; what is wrong with it is told."""
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go to the next of 1, 2, 5 in any power of ten."""
        least, most = self._limits
        self.setValue(min(max(self._stepped(steps), least), most))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Up and down until the limits."""
        return steps_left(self.value(), *self._limits)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change with the wheel only after somebody went into the field."""
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def _stepped(self, steps: int) -> float:
        return stepped_rate(self.value(), steps)


class PercentField(QSpinBox):
    """How many of `whole` things, shown and typed as a percentage; anything else can be typed as well."""

    def __init__(self, whole: int) -> None:
        """Start with all of them."""
        super().__init__()
        self._whole = whole
        self._typed: str | None = None
        self.setRange(-_LARGEST_SHARE * whole, _LARGEST_SHARE * whole)
        self.setSuffix(" %")
        self.setValue(whole)

    @property
    def is_number(self) -> bool:
        """Whether a number was typed."""
        return self.value() > self.minimum()

    def set_whole(self, whole: int) -> None:
        """Be a percentage of another whole from now on, all of it to begin with."""
        if whole == self._whole:
            return
        self._whole = whole
        self._typed = None
        self.setRange(-_LARGEST_SHARE * whole, _LARGEST_SHARE * whole)
        self.setValue(whole)

    @property
    def whole(self) -> int:
        """How many all of them are."""
        return self._whole

    @property
    def is_share(self) -> bool:
        """Whether it is not more than all of them."""
        return self.value() <= self._whole

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """The shortest percentage that means this very number; what was typed where it means none."""
        if self._typed is not None and not self.minimum() < value < self.maximum():
            return self._typed
        percent = 100 * value / self._whole
        for decimals in range(_SHARE_DECIMALS):
            if self._count(round(percent, decimals)) == value:
                return short(round(percent, decimals))
        return short(round(percent, _SHARE_DECIMALS))

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """A percentage, with a point or a comma."""
        self._typed = text.replace("%", "").strip()
        if not _RATE.fullmatch(self._typed):
            return self.minimum()
        percent = min(float(self._typed.replace(",", ".")), 100.0 * _LARGEST_SHARE)
        return max(self._count(percent), self.minimum() + 1)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept anything; what is wrong with it is told."""
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go to the next of 1, 2, 5, 10, 20, 30 ... 100 per cent."""
        self.setValue(self._count(stepped_percent(100 * self.value() / self._whole, steps)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change with the wheel only after somebody went into the field."""
        if _wheel_is_meant(self, event):
            super().wheelEvent(event)

    def _count(self, percent: float) -> int:
        return round(percent * self._whole / 100)


def _wheel_is_meant(field: QAbstractSpinBox, event: QWheelEvent) -> bool:
    if not field.hasFocus():
        event.ignore()
    return field.hasFocus()
