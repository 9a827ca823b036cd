"""How a model's accuracy rose in its training, small."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mnist_desktop.ui.models.history import TrainedEpoch, best_of, summary, told
from mnist_desktop.ui.theme.theme import Theme

_HEIGHT, _WIDEST = 72, 520
_LABEL, _AIR, _DOT = 52, 6, 3.5
_SMALLEST_RANGE = 0.002


class HistoryPlot(QWidget):
    """Validation as the strong line, training as the light one, a dot at the best epoch."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without epochs."""
        super().__init__(parent)
        self._theme = theme
        self.epochs: tuple[TrainedEpoch, ...] = ()
        self.setObjectName("models_history")
        self.setAccessibleName(self.tr("Accuracy after each epoch"))
        self.setMouseTracking(True)
        self.setFixedHeight(_HEIGHT)
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_epochs(self, epochs: tuple[TrainedEpoch, ...]) -> None:
        """Show these epochs."""
        self.epochs = epochs
        self.setAccessibleDescription(summary(epochs))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(_WIDEST, _HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the epoch under the pointer."""
        if not self.epochs:
            return
        area = self._area()
        share = (event.position().x() - area.left()) / max(1.0, area.width())
        index = round(share * (len(self.epochs) - 1))
        epoch = self.epochs[min(max(index, 0), len(self.epochs) - 1)]
        QToolTip.showText(event.globalPosition().toPoint(), told(epoch), self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the lines and the best epoch."""
        if not self.epochs:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, area = self._theme.colours, self._area()
        low, high = self._range()
        self._paint_frame(painter, area, low, high)
        training = [epoch.accuracy for epoch in self.epochs]
        reached = [epoch.reached for epoch in self.epochs]
        if reached != training:
            pen = QPen(QColor(colours.field_line), 1, Qt.PenStyle.DashLine)
            self._paint_line(painter, training, pen)
        self._paint_line(painter, reached, QPen(QColor(colours.accent), 2))
        best = best_of(self.epochs)
        painter.setPen(QPen(QColor(colours.paper), 1.5))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(self._point(self.epochs.index(best), best.reached), _DOT, _DOT)
        painter.end()

    def _paint_frame(self, painter: QPainter, area: QRectF, low: float, high: float) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.line), 1))
        for line in (area.top(), area.bottom()):
            painter.drawLine(QPointF(area.left(), line), QPointF(area.right(), line))
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        for value, line in ((high, area.top()), (low, area.bottom())):
            box = QRectF(0, line - 8, _LABEL - _AIR, 16)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{100 * value:.1f} %"
            )

    def _paint_line(self, painter: QPainter, values: list[float], pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self._point(index, value) for index, value in enumerate(values)]))

    def _point(self, index: int, value: float) -> QPointF:
        area, (low, high) = self._area(), self._range()
        share = index / max(1, len(self.epochs) - 1)
        return QPointF(
            area.left() + share * area.width(), area.bottom() - (value - low) / (high - low) * area.height()
        )

    def _range(self) -> tuple[float, float]:
        values = [value for epoch in self.epochs for value in (epoch.accuracy, epoch.reached)]
        low, high = min(values), max(values)
        return (low, high) if high - low >= _SMALLEST_RANGE else (high - _SMALLEST_RANGE, high)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LABEL, 10, -_AIR, -10)
