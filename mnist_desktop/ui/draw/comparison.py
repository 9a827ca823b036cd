"""Several models side by side on the drawing that is on the board, in the answer's place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.draw.compared_model import ComparedModel
from mnist_desktop.ui.draw.reader import Reading
from mnist_desktop.ui.draw.several import MOST, ReadingOfSeveral
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label, rule


class ComparisonPanel(QWidget):
    """Shows the compared models beneath each other, and lets them be chosen.

    Signals:
        chosen: A tuple of the identifiers of the models to compare.
        left: The user has compared enough.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without models."""
        super().__init__(parent)
        self.setObjectName("comparison")
        self._theme = theme
        self._models: tuple[LibraryModel, ...] = ()
        self.rows: tuple[ComparedModel, ...] = ()
        self.choose = self._button("comparison_models", self.tr("Models"), "boxes", icons)
        self.choose.setToolTip(self.tr("Choose up to four models to compare"))
        self.choices = QMenu(self)
        self.choices.setObjectName("comparison_menu")
        self.choices.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self._on_about_to_show)
        self.choose.setMenu(self.choices)
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.leave = self._button("comparison_leave", self.tr("Stop comparing"), "x", icons)
        self.leave.setToolTip(self.tr("Show the answer of the model in use alone (Esc or C)"))
        self.leave.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.left)
        self._lay_out()

    @property
    def compared(self) -> tuple[LibraryModel, ...]:
        """The models that are compared."""
        return tuple(row.model for row in self.rows)

    def show_models(self, models: tuple[LibraryModel, ...], compared: tuple[str, ...], active: str) -> None:
        """Compare the models with these identifiers, out of `models`; the one in use is marked."""
        self._models = models
        wanted = {model.facts.identifier: model for model in models}
        chosen = tuple(wanted[key] for key in compared if key in wanted)[:MOST]
        if chosen != self.compared:
            self._build(chosen)
        for row in self.rows:
            row.show_in_use(row.model.facts.identifier == active)

    def show_readings(self, several: ReadingOfSeveral) -> None:
        """Show the readings of the models that are still compared."""
        for row in self.rows:
            reading = several.readings.get(row.model.facts.identifier)
            if reading is not None:
                row.show_reading(reading)

    def show_active(self, identifier: str, reading: Reading) -> None:
        """Show at once what the model in use read, where it is among the compared ones."""
        for row in self.rows:
            if row.model.facts.identifier == identifier:
                row.show_reading(reading)

    def _build(self, models: tuple[LibraryModel, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        rows = []
        for number, model in enumerate(models):
            if number:
                self._column.addWidget(rule())
            rows.append(ComparedModel(model, self._theme, number))
            self._column.addWidget(rows[-1], 8)
        # Bars grow to a limit only; what is left over stays empty.
        self._column.addStretch(1)
        self.rows = tuple(rows)

    def _on_about_to_show(self) -> None:
        self.choices.clear()
        compared = {model.facts.identifier for model in self.compared}
        for model in self._models:
            action = self.choices.addAction(model.facts.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(model.facts.identifier)
            is_compared = model.facts.identifier in compared
            action.setChecked(is_compared)
            self._explain(action, is_compared, len(compared))
        self.choices.triggered.connect(self._on_triggered, Qt.ConnectionType.UniqueConnection)

    def _explain(self, action: QAction, is_compared: bool, count: int) -> None:
        if is_compared and count == 1:
            action.setEnabled(False)
            action.setToolTip(self.tr("One model has to stay; close the comparison instead"))
        elif not is_compared and count >= MOST:
            action.setEnabled(False)
            action.setToolTip(self.tr("Four are compared already; take one of them away first"))
        else:
            action.setToolTip(
                self.tr("Take it away") if is_compared else self.tr("Let it read the drawing too")
            )

    def _on_triggered(self, action: QAction) -> None:
        compared = [model.facts.identifier for model in self.compared]
        if action.data() in compared:
            compared.remove(action.data())
        else:
            compared.append(action.data())
        self.chosen.emit(tuple(compared))

    def _button(self, name: str, text: str, icon: str, icons: IconShop) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "flat")
        button.setFixedSize(32, 32)
        button.setAccessibleName(text)
        icons.dress(button, icon)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(label(self.tr("Compared models"), "heading", "comparison_title"), 1)
        head.addWidget(self.choose)
        head.addWidget(self.leave)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        area = QScrollArea()
        area.setObjectName("comparison_area")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(area, 1)
