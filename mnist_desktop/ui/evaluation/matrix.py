"""The confusion matrix: what was there against what was read."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mnist_desktop.evaluation.report import Report
from mnist_desktop.ui.theme.shades import mistake_shade, text_on
from mnist_desktop.ui.theme.theme import Theme

Cell: TypeAlias = tuple[int, int]
"""The true class and the class that was read, as indices."""

_TITLE = 20
_LABEL = 24
_SMALLEST_WITH_NUMBER = 20
_GAP = 2


class ConfusionMatrix(QWidget):
    """A row for each true class, a column for each answer. Right answers are grey, mistakes are coloured.

    Signals:
        pointed: The `Cell` under the pointer or the cursor, or None.
        chosen: The `Cell` that was clicked or confirmed with Enter.
    """

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._names: tuple[str, ...] = ()
        self._most = 0
        self._hovered: Cell | None = None
        self.current: Cell | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_report(self, report: Report) -> None:
        """Show the confusion matrix of a report, with no cell current."""
        self._counts = report.confusion
        self._names = tuple(part.label for part in report.per_class)
        self._most = max(
            (
                count
                for true, row in enumerate(self._counts)
                for read, count in enumerate(row)
                if true != read
            ),
            default=0,
        )
        self.current = self._hovered = None
        self.update()

    def make_current(self, cell: Cell | None) -> None:
        """Put the cursor on a cell; None takes it away."""
        self.current = cell
        self.update()
        self.pointed.emit(cell)

    def cell_rect(self, cell: Cell) -> QRect:
        """Where a cell is."""
        side = self._side()
        return QRect(_TITLE + _LABEL + cell[1] * side, _TITLE + _LABEL + cell[0] * side, side, side)

    def sizeHint(self) -> QSize:
        """Cells of 50 pixels."""
        return QSize(_TITLE + _LABEL + 500, _TITLE + _LABEL + 500)

    def minimumSizeHint(self) -> QSize:
        """Cells that still show three figures."""
        return QSize(_TITLE + _LABEL + 300, _TITLE + _LABEL + 300)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint labels and cells."""
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._hovered or self.current
        self._paint_titles(painter)
        for index in range(len(self._names)):
            self._paint_labels(painter, index, marked)
        for true, row in enumerate(self._counts):
            for read, count in enumerate(row):
                self._paint_cell(painter, (true, read), count)
        self._paint_marks(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the cell under the pointer."""
        self._hover(self._cell_at(event.position().toPoint()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell the cursor's cell again."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        cell = self._cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.make_current(cell)
            self.chosen.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Enter chooses."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in steps and self._counts:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a cursor be seen."""
        if self.current is None and self._counts and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.make_current((0, 0))
        super().focusInEvent(event)

    def _step(self, down: int, right: int) -> None:
        last = len(self._names) - 1
        true, read = self.current or (0, 0)
        if self.current is not None:
            true, read = min(max(true + down, 0), last), min(max(read + right, 0), last)
        self._hovered = None
        self.make_current((true, read))

    def _hover(self, cell: Cell | None) -> None:
        if cell == self._hovered:
            return
        self._hovered = cell
        shape = Qt.CursorShape.ArrowCursor if cell is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()
        self.pointed.emit(cell or self.current)

    def _side(self) -> int:
        room = min(self.width(), self.height()) - _TITLE - _LABEL - 2
        return max(8, room // max(1, len(self._names)))

    def _cell_at(self, point: QPoint) -> Cell | None:
        side, count = self._side(), len(self._names)
        read, true = (point.x() - _TITLE - _LABEL) // side, (point.y() - _TITLE - _LABEL) // side
        return (true, read) if 0 <= true < count and 0 <= read < count else None

    def _paint_titles(self, painter: QPainter) -> None:
        extent = self._side() * len(self._names)
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(self._font(11))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(_TITLE + _LABEL, 0, extent, _TITLE), centre, self.tr("read as"))
        painter.save()
        painter.translate(0, _TITLE + _LABEL + extent)
        painter.rotate(-90)
        painter.drawText(QRect(0, 0, extent, _TITLE), centre, self.tr("true digit"))
        painter.restore()

    def _paint_labels(self, painter: QPainter, index: int, marked: Cell | None) -> None:
        first = self.cell_rect((0, 0))
        side = first.width()
        for axis, place in (
            (1, QRect(first.left() + index * side, _TITLE, side, _LABEL)),
            (0, QRect(_TITLE, first.top() + index * side, _LABEL, side)),
        ):
            is_marked = marked is not None and marked[axis] == index
            painter.setFont(self._font(min(13, max(8, side - 4)), is_bold=is_marked))
            painter.setPen(QColor(self._theme.colours.ink if is_marked else self._theme.colours.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._names[index])

    def _paint_cell(self, painter: QPainter, cell: Cell, count: int) -> None:
        colours, place = self._theme.colours, self.cell_rect(cell)
        is_right = cell[0] == cell[1]
        fill = QColor(colours.line) if is_right else mistake_shade(colours, count, self._most)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(place).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2), 3, 3)
        if count and place.width() >= _SMALLEST_WITH_NUMBER:
            painter.setFont(self._font(self._number_size(place.width())))
            painter.setPen(QColor(colours.ink) if is_right else text_on(fill))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignCenter, f"{count:,}" if place.width() > 40 else f"{count}"
            )

    def _paint_marks(self, painter: QPainter) -> None:
        colours = self._theme.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        marks = ((self._hovered, colours.field_line), (self.current, self._cursor_colour()))
        for cell, colour in marks:
            if cell is not None:
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawRoundedRect(QRectF(self.cell_rect(cell)).adjusted(1, 1, -1, -1), 4, 4)

    def _cursor_colour(self) -> str:
        return self._theme.colours.ink if self.hasFocus() else self._theme.colours.field_line

    def _number_size(self, side: int) -> int:
        return 13 if side >= 40 else 11 if side >= 30 else 8

    def _font(self, pixels: int, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setBold(is_bold)
        return font
