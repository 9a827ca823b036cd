"""The row of filters above the digits: part, classes, number, sample."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from mnist_desktop.data.digits import DIGIT_NAMES

TRAIN, TEST = "train", "test"


@dataclass(frozen=True)
class DigitFilter:
    """Which digits to show: of which part, and of which classes; no class named means all."""

    part: str = TRAIN
    classes: frozenset[int] = frozenset()


class FilterRow(QWidget):
    """Lets the user say which digits to show.

    Signals:
        changed: The `DigitFilter` that is wanted now.
        number_asked: The text of the number that was looked for.
        sample_asked: A random sample is wanted.
    """

    changed = Signal(object)
    number_asked = Signal(str)
    sample_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with all training digits."""
        super().__init__(parent)
        self.setObjectName("data-filters")
        self.parts = QButtonGroup(self)
        self.chips: list[QPushButton] = []
        self.number = QLineEdit()
        self.sample = QPushButton(self.tr("Random sample"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._add_parts(row)
        row.addSpacing(12)
        self._add_chips(row)
        row.addSpacing(12)
        self._add_search(row)
        row.addStretch(1)

    @property
    def wanted(self) -> DigitFilter:
        """What the buttons say."""
        part = TRAIN if self.parts.checkedId() == 0 else TEST
        chosen = frozenset(index for index, chip in enumerate(self.chips) if chip.isChecked())
        return DigitFilter(part, chosen)

    def lift_classes(self) -> None:
        """Show all classes again."""
        for chip in self.chips:
            chip.setChecked(False)
        self._tell()

    def _add_parts(self, row: QHBoxLayout) -> None:
        words = (
            (self.tr("Training"), self.tr("The 60,000 digits that networks learn from")),
            (
                self.tr("Test"),
                self.tr("The 10,000 digits that networks are tested with and never learn from"),
            ),
        )
        for number, (text, tooltip) in enumerate(words):
            button = QPushButton(text)
            button.setObjectName(f"data-part-{(TRAIN, TEST)[number]}")
            button.setAccessibleName(self.tr("{part} digits").format(part=text))
            button.setToolTip(tooltip)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.parts.addButton(button, number)
            row.addWidget(button)
        self.parts.idClicked.connect(self._on_clicked)

    def _add_chips(self, row: QHBoxLayout) -> None:
        for name in DIGIT_NAMES:
            chip = QPushButton(name)
            chip.setObjectName(f"data-class-{name}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setShortcut(f"Alt+{name}")
            chip.setAccessibleName(self.tr("Show digit {name}").format(name=name))
            chip.setToolTip(
                self.tr("Show the digit {name}; several can be chosen (Alt+{name})").format(name=name)
            )
            chip.clicked.connect(self._on_clicked)
            self.chips.append(chip)
            row.addWidget(chip)

    def _add_search(self, row: QHBoxLayout) -> None:
        self.number.setObjectName("data-number")
        self.number.setAccessibleName(self.tr("Go to number"))
        self.number.setPlaceholderText(self.tr("Go to number"))
        self.number.setToolTip(
            self.tr("Type the number of a digit, counted from 0, and press Enter (Ctrl+F)")
        )
        self.number.setFixedWidth(116)
        self.number.setMaxLength(12)
        self.number.returnPressed.connect(self._on_number)
        self.sample.setObjectName("data-sample")
        self.sample.setAccessibleName(self.tr("Random sample"))
        self.sample.setToolTip(self.tr("Show 100 of these digits, picked at random (Ctrl+R)"))
        self.sample.setShortcut("Ctrl+R")
        self.sample.clicked.connect(self.sample_asked)
        row.addWidget(self.number)
        row.addSpacing(4)
        row.addWidget(self.sample)

    def focus_number(self) -> None:
        """Let the user type a number."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def _on_clicked(self) -> None:
        self._tell()

    def _on_number(self) -> None:
        self.number_asked.emit(self.number.text())

    def _tell(self) -> None:
        self.changed.emit(self.wanted)
