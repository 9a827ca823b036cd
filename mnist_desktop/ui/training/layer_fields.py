"""The fields in which the settings of a layer are changed, each made, filled and read the same way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from mnist_desktop.ui.training.fields import ChoiceField, CountField, DoublingField, RateField
from mnist_desktop.ui.widgets.labels import label

translate = QCoreApplication.translate
_MARGIN = 6
_LARGEST_WINDOW = 28
_NARROWEST, _NARROW = 56, 96


class WholeField(DoublingField):
    """A count; its arrows double and halve it."""

    def __init__(self, most: int) -> None:
        """From 1 to `most` with the arrows."""
        super().__init__((1, most))
        self.setMinimumWidth(_NARROW)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)


class ShareField(RateField):
    """A share from 0 to nearly 1, written short; its arrows go in equal steps."""

    def __init__(self, most: float, step: float) -> None:
        """From 0 to `most` with the arrows."""
        super().__init__((0.0, most))
        self.setMinimumWidth(_NARROW)
        self.setSingleStep(step)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def _stepped(self, steps: int) -> float:
        return self.value() + steps * self.singleStep()


class WindowField(CountField):
    """A length of a window in pixels; where `unset` is given, 0 is that word."""

    def __init__(self, unset: str = "") -> None:
        """From 1 to the size of a digit with the arrows."""
        super().__init__((0 if unset else 1, _LARGEST_WINDOW))
        self._unset = unset
        self.setMinimumWidth(_NARROWEST)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Its digits, or the word."""
        return self._unset if self._unset and value == 0 else super().textFromValue(value)

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """The whole number; 0 for the word."""
        return 0 if self._unset and text.strip() == self._unset else super().valueFromText(text)


class PairField(QWidget):
    """Height and width; where `unset` is given, the first may be that word and then both are None.

    Signals:
        changed: The user changed one of them.
        settled: The user is done with one of them.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, unset: str = "") -> None:
        """Two numbers beside each other."""
        super().__init__()
        self._times = label("×")
        self._can_be_unset = bool(unset)
        self.height_box, self.width_box = WindowField(unset), WindowField()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, box in enumerate((self.height_box, self.width_box)):
            box.setValue(1)
            box.valueChanged.connect(self._on_changed)
            box.editingFinished.connect(self.settled)
            if number:
                row.addWidget(self._times)
            row.addWidget(box, 1)
        self.setFocusProxy(self.height_box)

    def name_parts(self, name: str, title: str, help_text: str) -> None:
        """Name both numbers after the pair."""
        height = translate("LayerFields", "{title}, height").format(title=title)
        width = translate("LayerFields", "{title}, width").format(title=title)
        for box, part, words in ((self.height_box, "height", height), (self.width_box, "width", width)):
            box.setObjectName(f"{name}_{part}")
            box.setAccessibleName(words)
            box.setToolTip(help_text)

    def value(self) -> tuple[int, int] | None:
        """Both numbers."""
        return (self.height_box.value(), self.width_box.value()) if self._is_set() else None

    def show_value(self, value: tuple[int, int] | None) -> None:
        """Show both numbers, whatever the range."""
        height, width = value or (0, self.width_box.value())
        with QSignalBlocker(self.height_box), QSignalBlocker(self.width_box):
            self.height_box.setValue(height)
            self.width_box.setValue(width)
        self._show_second(value is not None)

    def _on_changed(self) -> None:
        is_set = self._is_set()
        if is_set and self.width_box.isHidden():
            with QSignalBlocker(self.width_box):
                self.width_box.setValue(max(1, self.height_box.value()))
        self._show_second(is_set)
        self.changed.emit()

    def _is_set(self) -> bool:
        return not self._can_be_unset or self.height_box.value() != 0

    def _show_second(self, is_shown: bool) -> None:
        self._times.setVisible(is_shown)
        self.width_box.setVisible(is_shown)


def rate_field(most: float) -> RateField:
    """A field for a small number."""
    made = RateField((0.0, most))
    made.setMinimumWidth(_NARROW)
    made.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
    return made


def read(field: QWidget) -> Any:
    """The value in a field."""
    match field:
        case PairField() | QSpinBox() | QDoubleSpinBox():
            return field.value()
        case ChoiceField():
            return field.currentData()
        case QCheckBox():
            return field.isChecked()
    raise TypeError(f"no field: {field!r}")


def show(field: QWidget, value: Any) -> None:
    """Put a value into a field without telling anybody."""
    with QSignalBlocker(field):
        match field:
            case PairField():
                field.show_value(value)
            case QSpinBox() | QDoubleSpinBox():
                field.setValue(value)
            case ChoiceField():
                field.choose(value)
            case QCheckBox():
                field.setChecked(value)


def listen(field: QWidget, changed: Callable[[], object], settled: Callable[[], object]) -> None:
    """Call `changed` after each change by the user, and `settled` when the user is done with the field."""
    match field:
        case PairField():
            field.changed.connect(changed)
            field.settled.connect(settled)
        case QSpinBox() | QDoubleSpinBox():
            field.valueChanged.connect(changed)
            field.editingFinished.connect(settled)
        case ChoiceField():
            field.currentIndexChanged.connect(changed)
            field.currentIndexChanged.connect(settled)
        case QCheckBox():
            field.toggled.connect(changed)
            field.toggled.connect(settled)
