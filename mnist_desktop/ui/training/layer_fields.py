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
_NARROWEST = 56


class WholeField(DoublingField):
    """A count; its arrows double and halve it."""

    def __init__(self, most: int) -> None:
        """From 1 to `most`, or to a larger number that is shown."""
        super().__init__()
        self.setRange(1, most)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def show_value(self, value: int) -> None:
        """Show a number, whatever the range."""
        self.setMaximum(max(self.maximum(), value))
        self.setValue(value)


class ShareField(RateField):
    """A share from 0 to nearly 1, written short; its arrows go in equal steps."""

    def __init__(self, most: float, step: float) -> None:
        """From 0 to `most`."""
        super().__init__()
        self.setRange(0, most)
        self.setSingleStep(step)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Add or take away so many steps."""
        self.setValue(self.value() + steps * self.singleStep())


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
        self.height_box, self.width_box = CountField(), CountField()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, box in enumerate((self.height_box, self.width_box)):
            box.setRange(1, _LARGEST_WINDOW)
            box.setMinimumWidth(_NARROWEST)
            box.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
            box.valueChanged.connect(self._on_changed)
            box.editingFinished.connect(self.settled)
            if number:
                row.addWidget(self._times)
            row.addWidget(box, 1)
        if unset:
            self.height_box.setMinimum(0)
            self.height_box.setSpecialValueText(unset)
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
        return (self.height_box.value(), self.width_box.value()) if self.height_box.value() else None

    def show_value(self, value: tuple[int, int] | None) -> None:
        """Show both numbers, whatever the range."""
        height, width = value or (0, self.width_box.value())
        with QSignalBlocker(self.height_box), QSignalBlocker(self.width_box):
            for box, number in ((self.height_box, height), (self.width_box, width)):
                box.setMaximum(max(box.maximum(), number))
                box.setValue(number)
        self._show_second(value is not None)

    def _on_changed(self) -> None:
        is_set = self.height_box.value() > 0
        if is_set and self.width_box.isHidden():
            with QSignalBlocker(self.width_box):
                self.width_box.setValue(self.height_box.value())
        self._show_second(is_set)
        self.changed.emit()

    def _show_second(self, is_shown: bool) -> None:
        self._times.setVisible(is_shown)
        self.width_box.setVisible(is_shown)


def rate_field(most: float) -> RateField:
    """A field for a small number."""
    made = RateField()
    made.setRange(0, most)
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
            case PairField() | WholeField():
                field.show_value(value)
            case QDoubleSpinBox():
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
