"""The row of filters above the images: part, classes, number, sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from mnist_desktop.ui.data import words
from mnist_desktop.ui.data.class_choice import ClassChoice
from mnist_desktop.ui.data.words import TEST, TRAIN
from mnist_desktop.ui.theme.icons import IconShop

_PARTS = (TRAIN, TEST)


@dataclass(frozen=True)
class DigitFilter:
    """Which images to show: of which part, and of which classes; no class named means all."""

    part: str = TRAIN
    classes: frozenset[int] = frozenset()


class FilterRow(QWidget):
    """Lets the user say which images to show.

    Signals:
        changed: The `DigitFilter` that is wanted now.
        number_asked: The text of the number that was looked for.
        sample_asked: A random sample is wanted.
    """

    changed = Signal(object)
    number_asked = Signal(str)
    sample_asked = Signal()

    def __init__(
        self,
        counts: Mapping[str, int],
        class_names: Sequence[str],
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Start with all of the first part that has any; `counts` tells how many each has."""
        super().__init__(parent)
        self.setObjectName("data-filters")
        self._names = tuple(class_names)
        self.parts = QButtonGroup(self)
        self.classes = ClassChoice(class_names, icons)
        self.number = QLineEdit()
        self.sample = QPushButton(self.tr("Random sample"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._add_parts(row, counts)
        row.addSpacing(12)
        row.addWidget(self.classes)
        row.addSpacing(12)
        self._add_search(row)
        row.addStretch(1)
        self.classes.changed.connect(self._on_changed)

    @property
    def chips(self) -> list[QPushButton]:
        """A button a class, where there are few."""
        return self.classes.chips

    @property
    def wanted(self) -> DigitFilter:
        """What the buttons say."""
        return DigitFilter(_PARTS[self.parts.checkedId()], self.classes.chosen)

    def lift_classes(self) -> None:
        """Show all classes again."""
        self.choose_classes(frozenset())

    def choose_classes(self, classes: frozenset[int]) -> None:
        """Show these classes only."""
        self.classes.choose(classes)
        self._tell()

    def focus_number(self) -> None:
        """Let the user type a number."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def _add_parts(self, row: QHBoxLayout, counts: Mapping[str, int]) -> None:
        several = words.several(self._names)
        texts = (
            (self.tr("Training"), self.tr("The {count} {images} that networks learn from")),
            (
                self.tr("Test"),
                self.tr("The {count} {images} that networks are tested with and never learn from"),
            ),
        )
        first = next((number for number, part in enumerate(_PARTS) if counts[part]), 0)
        for number, (text, tooltip) in enumerate(texts):
            count = counts[_PARTS[number]]
            button = QPushButton(text)
            button.setObjectName(f"data-part-{_PARTS[number]}")
            button.setAccessibleName(self.tr("{part} {images}").format(part=text, images=several))
            button.setToolTip(
                tooltip.format(count=f"{count:,}", images=several)
                if count
                else self.tr("This set has no such part")
            )
            button.setCheckable(True)
            button.setChecked(number == first)
            button.setEnabled(count > 0)
            self.parts.addButton(button, number)
            row.addWidget(button)
        self.parts.idClicked.connect(self._on_changed)

    def _add_search(self, row: QHBoxLayout) -> None:
        one, several = words.one(self._names), words.several(self._names)
        self.number.setObjectName("data-number")
        self.number.setAccessibleName(self.tr("Go to number"))
        self.number.setPlaceholderText(self.tr("Go to number"))
        self.number.setToolTip(
            self.tr("Type the number of one {image}, counted from 0, and press Enter (Ctrl+F)").format(
                image=one
            )
        )
        self.number.setFixedWidth(116)
        self.number.setMaxLength(12)
        self.number.returnPressed.connect(self._on_number)
        self.sample.setObjectName("data-sample")
        self.sample.setAccessibleName(self.tr("Random sample"))
        self.sample.setToolTip(
            self.tr("Show 100 of these {images}, picked at random (Ctrl+R)").format(images=several)
        )
        self.sample.setShortcut("Ctrl+R")
        self.sample.clicked.connect(self.sample_asked)
        row.addWidget(self.number)
        row.addSpacing(4)
        row.addWidget(self.sample)

    def _on_changed(self) -> None:
        self._tell()

    def _on_number(self) -> None:
        self.number_asked.emit(self.number.text())

    def _tell(self) -> None:
        self.changed.emit(self.wanted)
