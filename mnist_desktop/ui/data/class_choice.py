"""Which classes to show: a chip for each where they are few and short, otherwise a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from mnist_desktop.ui.theme.icons import IconShop

_MOST_CHIPS = 10
_LONGEST_CHIP = 2
_MOST_NAMED = 2


class ClassChoice(QWidget):
    """Lets the user choose any number of classes.

    Signals:
        changed: The user chose others.
    """

    changed = Signal()

    def __init__(self, class_names: Sequence[str], icons: IconShop, parent: QWidget | None = None) -> None:
        """Offer these classes, none of them chosen, which means all."""
        super().__init__(parent)
        self._names = tuple(class_names)
        self.chips: list[QPushButton] = []
        self.menu_button: QPushButton | None = None
        self._actions: list[QAction] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        if len(self._names) <= _MOST_CHIPS and all(len(name) <= _LONGEST_CHIP for name in self._names):
            self._add_chips()
        else:
            self._add_menu(icons)

    @property
    def chosen(self) -> frozenset[int]:
        """The classes that were chosen."""
        return frozenset(index for index, switch in enumerate(self._switches) if switch.isChecked())

    def choose(self, classes: frozenset[int]) -> None:
        """Choose these and no others, without a signal."""
        for index, switch in enumerate(self._switches):
            switch.setChecked(index in classes)
        self._tell_menu()

    @property
    def _switches(self) -> Sequence[QPushButton | QAction]:
        return self.chips or self._actions

    def _add_chips(self) -> None:
        for name in self._names:
            chip = QPushButton(name)
            chip.setObjectName(f"data-class-{name}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(self.tr("Show class {name}").format(name=name))
            if name.isdecimal() and len(name) == 1:
                chip.setShortcut(f"Alt+{name}")
                tooltip = self.tr("Show the digit {name}; several can be chosen (Alt+{name})")
            else:
                tooltip = self.tr("Show the class {name}; several can be chosen")
            chip.setToolTip(tooltip.format(name=name))
            chip.clicked.connect(self._on_chosen)
            self.chips.append(chip)
            self._row.addWidget(chip)

    def _add_menu(self, icons: IconShop) -> None:
        menu = QMenu(self)
        menu.setObjectName("data-class-menu")
        for name in self._names:
            # A lone & would make the sign after it a key.
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.triggered.connect(self._on_chosen)
            self._actions.append(action)
        self.menu_button = QPushButton()
        self.menu_button.setObjectName("data-classes")
        self.menu_button.setAccessibleName(self.tr("Classes"))
        self.menu_button.setMenu(menu)
        self._row.addWidget(self.menu_button)
        self._tell_menu()

    def _tell_menu(self) -> None:
        if self.menu_button is None:
            return
        names = [self._names[index] for index in sorted(self.chosen)]
        if not names:
            words = self.tr("All {count} classes").format(count=len(self._names))
        elif len(names) <= _MOST_NAMED:
            words = ", ".join(names)
        else:
            words = self.tr("{chosen} of {count} classes").format(chosen=len(names), count=len(self._names))
        self.menu_button.setText(words.replace("&", "&&"))
        self.menu_button.setToolTip(
            self.tr("Show only some classes: {names}").format(names=", ".join(names))
            if names
            else self.tr("Show only some classes; several can be chosen, one after the other")
        )

    def _on_chosen(self) -> None:
        self._tell_menu()
        self.changed.emit()
