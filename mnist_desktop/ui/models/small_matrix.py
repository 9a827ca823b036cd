"""A confusion matrix, small, to see where a model errs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mnist_desktop.evaluation.model_figures import SetFigures
from mnist_desktop.ui.theme.shades import mistake_shade
from mnist_desktop.ui.theme.theme import Theme

_LABEL, _CELL, _SMALLEST_CELL = 14, 14, 8


class SmallMatrix(QWidget):
    """A row for each true class, a column for each answer; mistakes are coloured, right answers are not."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.figures: SetFigures | None = None
        self.setObjectName(name)
        self.setAccessibleName(self.tr("What was read as what"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._small = QFont(self.font())
        self._small.setPixelSize(10)
        theme.changed.connect(self.update)

    def show_figures(self, figures: SetFigures | None) -> None:
        """Show the confusion of these figures; None is blank."""
        self.figures = figures
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Cells of 14 pixels."""
        classes = len(self.figures.class_names) if self.figures else 10
        side = _LABEL + classes * _CELL
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Cells that can still be seen."""
        classes = len(self.figures.class_names) if self.figures else 10
        return QSize(_LABEL + classes * _SMALLEST_CELL, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tell what a cell means where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._told(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint labels and cells."""
        if self.figures is None:
            return
        painter = QPainter(self)
        painter.setFont(self._small)
        cell, confusion = self._cell(), self.figures.confusion
        most = max((mistake.count for mistake in self.figures.confusions(1)), default=0)
        for index, name in enumerate(self.figures.class_names):
            place = _LABEL + index * cell
            painter.setPen(QColor(self._theme.colours.muted))
            painter.drawText(QRectF(place, 0, cell, _LABEL), Qt.AlignmentFlag.AlignCenter, name)
            painter.drawText(QRectF(0, place, _LABEL, cell), Qt.AlignmentFlag.AlignCenter, name)
            for read, count in enumerate(confusion[index]):
                box = QRectF(_LABEL + read * cell, place, cell - 1, cell - 1)
                painter.fillRect(box, self._fill(index, read, count, most))
        painter.end()

    def _fill(self, true: int, read: int, count: int, most: int) -> QColor:
        colours = self._theme.colours
        return QColor(colours.bar) if true == read else mistake_shade(colours, count, most)

    def _cell(self) -> float:
        classes = len(self.figures.class_names) if self.figures else 10
        return min(_CELL, (min(self.width(), self.height()) - _LABEL) / classes)

    def _told(self, x: int, y: int) -> str:
        if self.figures is None:
            return ""
        true, read = int((y - _LABEL) // self._cell()), int((x - _LABEL) // self._cell())
        names = self.figures.class_names
        if not (0 <= true < len(names) and 0 <= read < len(names)):
            return self.tr("Rows are what was written, columns what was read")
        count = f"{self.figures.confusion[true][read]:,}"
        if true == read:
            return self.tr("{count} times a {name} was read rightly").format(count=count, name=names[true])
        return self.tr("{count} times a {true} was read as a {read}").format(
            count=count, true=names[true], read=names[read]
        )
