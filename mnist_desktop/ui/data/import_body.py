"""What was found in files, beside how it would be taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.ui.data.import_form import ImportForm
from mnist_desktop.ui.data.preview_sheet import PreviewSheet
from mnist_desktop.ui.data.understood_grid import UnderstoodGrid
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label

_SIDE_WIDTH = 400
_SCROLL_BAR = 12


class ImportBody(QWidget):
    """Preview on the left; facts, choices and what will be done on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.sheet = PreviewSheet(theme)
        self.facts = UnderstoodGrid()
        self.form = ImportForm()
        self.steps = label("", "muted", "import-steps")
        self.steps.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(self.tr("As they would be taken"), "heading"))
        left.addWidget(self.sheet, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._side())

    def _side(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        column.setSpacing(8)
        for heading, part in (
            (self.tr("What was found"), self.facts),
            (self.tr("How to take it"), self.form),
            (self.tr("What will be done"), self.steps),
        ):
            column.addWidget(label(heading, "heading"))
            column.addWidget(part)
            column.addSpacing(8)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("import-area")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_SIDE_WIDTH)
        area.setWidget(content)
        return area
