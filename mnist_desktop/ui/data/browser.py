"""The digits to look at: filters, their number in words, the grid, and one digit's details."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import Mnist
from mnist_desktop.data.selection import of_classes, sample
from mnist_desktop.ui.data.details import DigitDetails
from mnist_desktop.ui.data.filter_row import TRAIN, DigitFilter, FilterRow
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_grid import DigitGrid
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.widgets.side_pane import SidePane

SAMPLE = 100
_PANE_WIDTH = 284


class DigitBrowser(QWidget):
    """Lets the user look through MNIST."""

    def __init__(self, mnist: Mnist, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Show all training digits."""
        super().__init__(parent)
        self._mnist = mnist
        self._seed = 0
        self._is_sample = False
        self.filters = FilterRow()
        self.count_words = label("", "muted", "data-count")
        self.all_button = QPushButton(self.tr("Show all"))
        self.grid = DigitGrid(theme)
        self.details = DigitDetails(theme)
        self.pane = SidePane(
            name="data-details", width=_PANE_WIDTH, content=self.details, theme=theme, icons=icons
        )
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_filtered()

    @property
    def digits(self) -> LabelledImages:
        """The part that is shown."""
        return self._mnist.train if self.filters.wanted.part == TRAIN else self._mnist.test

    def go_to(self, text: str) -> None:
        """Show the digit with a number, lifting filters that hide it; what is no number is told."""
        number = int(text) if text.strip().isdecimal() else -1
        if not 0 <= number < self.digits.count:
            words = self.tr("There is no {part} digit with that number. They run from 0 to {last}.")
            set_role(self.count_words, "warning")
            self.count_words.setText(words.format(part=self._part(), last=f"{self.digits.count - 1:,}"))
            return
        position = self._position_of(number)
        if position is None:
            self.filters.lift_classes()
            position = number
        else:
            self._tell_count()
        self.grid.make_current(position)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_details(position)

    def describe(self, index: int) -> str:
        """Words for one digit of the part that is shown."""
        name = self.digits.class_names[int(self.digits.labels[index])]
        return self.tr("A {name}: {part} digit {index}").format(
            name=name, part=self._part(), index=f"{index:,}"
        )

    def _position_of(self, number: int) -> int | None:
        found = np.flatnonzero(self.grid.indices == number)
        return int(found[0]) if len(found) else None

    def _show_filtered(self) -> None:
        wanted = self.filters.wanted
        positions = of_classes(self.digits.labels, wanted.classes)
        if self._is_sample:
            positions = sample(positions, SAMPLE, self._seed)
        self.grid.show_digits(self.digits.images, positions, self.describe)
        self.pane.shut()
        self.all_button.setVisible(self._is_sample or bool(wanted.classes))
        self._tell_count()

    def _tell_count(self) -> None:
        wanted, count, total = self.filters.wanted, f"{self.grid.count:,}", f"{self.digits.count:,}"
        names = ", ".join(self.digits.class_names[index] for index in sorted(wanted.classes))
        if self._is_sample and names:
            words = self.tr("{count} {part} digits picked at random, only {names}")
        elif self._is_sample:
            words = self.tr("{count} of {total} {part} digits, picked at random")
        elif names:
            words = self.tr("{count} of {total} {part} digits, only {names}")
        else:
            words = self.tr("All {total} {part} digits")
        set_role(self.count_words, "muted")
        self.count_words.setText(words.format(count=count, total=total, part=self._part(), names=names))

    def _part(self) -> str:
        return self.tr("training") if self.filters.wanted.part == TRAIN else self.tr("test")

    def _show_details(self, position: int) -> None:
        part = self.tr("Training set") if self.filters.wanted.part == TRAIN else self.tr("Test set")
        index = self.grid.index_at(position)
        self.details.show_digit(self.digits, index, part)
        self.details.allow(previous=position > 0, following=position < self.grid.count - 1)
        self.pane.present(self.tr("Digit {index}").format(index=f"{index:,}"))

    def _on_filter_changed(self, _wanted: DigitFilter) -> None:
        self._is_sample = False
        self._show_filtered()

    def _on_sample_asked(self) -> None:
        self._is_sample = True
        self._seed += 1
        self._show_filtered()

    def _on_all_asked(self) -> None:
        self.filters.lift_classes()

    def _on_moved(self, position: int) -> None:
        if not self.pane.isHidden():
            self._show_details(position)

    def _on_stepped(self, step: int) -> None:
        if self.grid.current is not None:
            position = min(max(self.grid.current + step, 0), self.grid.count - 1)
            self.grid.make_current(position)
            self._show_details(position)

    def _on_closed(self) -> None:
        if self.isVisible():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_parts(self) -> None:
        self.grid.setObjectName("data-grid")
        self.grid.setAccessibleName(self.tr("Digits"))
        self.grid.setToolTip(self.tr("Click a digit to see it large; the arrow keys move"))
        self.all_button.setObjectName("data-all")
        self.all_button.setProperty("role", "flat")
        self.all_button.setAccessibleName(self.tr("Show all"))
        self.all_button.setToolTip(self.tr("Lift the filters and show all digits of this part"))

    def _lay_out(self) -> None:
        policy = self.all_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the grid must not jump when the button comes and goes
        self.all_button.setSizePolicy(policy)
        words = QHBoxLayout()
        words.addWidget(self.count_words, 1)
        words.addWidget(self.all_button)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.grid)
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        pictures.addWidget(card, 1)
        pictures.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addLayout(words)
        column.addLayout(pictures, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.number_asked.connect(self.go_to)
        self.filters.sample_asked.connect(self._on_sample_asked)
        self.all_button.clicked.connect(self._on_all_asked)
        self.grid.chosen.connect(self._show_details)
        self.grid.moved.connect(self._on_moved)
        self.grid.left.connect(self.pane.shut)
        self.details.stepped.connect(self._on_stepped)
        self.pane.closed.connect(self._on_closed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filters.focus_number)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.pane)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.pane.shut)
