"""One row: the name of a change, a slider and a number tied together, and what it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSlider, QWidget

from mnist_desktop.ui.training.augmentation_kinds import Kind
from mnist_desktop.ui.widgets.labels import label, set_role

_TITLE_WIDTH = 72
_FIELD_WIDTH = 96
_CONTROL_HEIGHT = 32
_PAGE_STEPS = 5
_DECIMALS = 2
# Finer than any number that can be typed, so that only the noise of dividing is rounded away.
_KEPT_DECIMALS = 6


class AmountField(QDoubleSpinBox):
    """A number with its unit, without needless zeros; a comma is as good as a point.

    What is too large can be typed, and becomes the largest number when the field is left.

    Signals:
        typed: The user typed; whether it is more than the largest number.
    """

    typed = Signal(bool)

    def __init__(self) -> None:
        """Begin with 0."""
        super().__init__()
        self.lineEdit().textEdited.connect(self._on_text_edited)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """E.g. `10` and `0.25`."""
        return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """The number before the unit; what is none keeps the value."""
        try:
            return float(text.removesuffix(self.suffix()).replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept what is or may become a number within the limits, or one above them that is mended later."""
        typed = self._bare(text)
        if typed in ("", "."):
            return QValidator.State.Intermediate, text, position
        if not typed.replace(".", "", 1).isdecimal() or len(typed.partition(".")[2]) > _DECIMALS:
            return QValidator.State.Invalid, text, position
        is_within = float(typed) <= self.maximum()
        return (QValidator.State.Acceptable if is_within else QValidator.State.Intermediate), text, position

    def fixup(self, text: str) -> str:
        """The largest number in place of a larger one."""
        return f"{self.textFromValue(self.maximum())}{self.suffix()}" if self._is_beyond(text) else text

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go up or down, within the limits."""
        super().stepBy(steps)
        self.typed.emit(False)

    def _on_text_edited(self, text: str) -> None:
        self.typed.emit(self._is_beyond(text))

    def _is_beyond(self, text: str) -> bool:
        try:
            return float(self._bare(text)) > self.maximum()
        except ValueError:
            return False

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip().replace(",", ".")


class AmountRow(QWidget):
    """How far one kind of change may go. It keeps the exact number, however it is shown.

    Signals:
        changed: The user chose another number.
    """

    changed = Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        """Start with 0."""
        super().__init__(parent)
        self._kind = kind
        self._value = 0.0
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round(kind.most / kind.step))
        self.slider.setPageStep(_PAGE_STEPS)
        self.slider.setFixedHeight(_CONTROL_HEIGHT)
        self.field = AmountField()
        self.field.setDecimals(_DECIMALS)
        self.field.setRange(0, kind.most)
        self.effect = label(kind.effect, "caption", f"augmentation_{kind.name}_effect")
        self.field.setSingleStep(kind.step)
        self.field.setSuffix(kind.unit)
        self.field.setFixedSize(_FIELD_WIDTH, _CONTROL_HEIGHT)
        # The style sheet's padding does not reach the text of a number field.
        self.field.lineEdit().setTextMargins(6, 0, 0, 0)
        self._name_parts()
        self._lay_out()
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.field.valueChanged.connect(self._on_number_changed)
        self.field.typed.connect(self._on_typed)

    @property
    def value(self) -> float:
        """The number as it stands in an `Augmentation`."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show another number, brought within the limits, without a signal."""
        self._value = min(max(value, 0.0), self._kind.most / self._kind.scale)
        self._show(self._value * self._kind.scale)
        self._on_typed(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll what is around, unless the user works with this very control."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _on_slider_moved(self, steps: int) -> None:
        self._on_typed(False)
        self._choose(steps * self._kind.step)

    def _on_number_changed(self, number: float) -> None:
        self._choose(number)

    def _on_typed(self, is_beyond: bool) -> None:
        """Say what is the most, for as long as more than that was typed last."""
        most = self.tr("{most} is the most").format(most=f"{self._kind.most:g}{self._kind.unit}")
        self.effect.setText(most if is_beyond else self._kind.effect)
        set_role(self.effect, "danger" if is_beyond else "caption")
        self.field.setAccessibleDescription(self.effect.text())

    def _choose(self, number: float) -> None:
        self._value = round(number / self._kind.scale, _KEPT_DECIMALS)
        self._show(number)
        self.changed.emit()

    def _show(self, number: float) -> None:
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.slider.setValue(round(number / self._kind.step))
            # A field that is being typed into must keep what was typed.
            if abs(self.field.value() - number) > 1e-9:
                self.field.setValue(number)

    def _name_parts(self) -> None:
        kind = self._kind
        self.setObjectName(f"augmentation_{kind.name}")
        self.slider.setObjectName(f"augmentation_{kind.name}_slider")
        self.field.setObjectName(f"augmentation_{kind.name}_field")
        for control in (self.slider, self.field):
            control.setAccessibleName(kind.title)
            control.setAccessibleDescription(kind.effect)
            control.setToolTip(kind.meaning)
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.installEventFilter(self)

    def _lay_out(self) -> None:
        title = label(self._kind.title)
        title.setBuddy(self.field)
        title.setFixedWidth(_TITLE_WIDTH)
        title.setToolTip(self._kind.meaning)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.slider, 0, 1)
        grid.addWidget(self.field, 0, 2)
        grid.addWidget(self.effect, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
