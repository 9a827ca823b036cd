"""A scrolling grid of digits. Only what is seen is painted, so its length does not matter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_layout import SIDE, DigitLayout
from mnist_desktop.ui.widgets.digit_painting import paint_rows, tones

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DigitGrid(QAbstractScrollArea):
    """Shows some of a set's images, in the theme's ink on its paper; one of them may be current.

    Signals:
        chosen: The position of the digit that was clicked or confirmed with Enter.
        moved: The position that the arrow keys moved to.
        left: Escape was pressed.
    """

    chosen = Signal(int)
    moved = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._tones = tones(theme.colours)
        self._images = np.zeros((0, SIDE, SIDE), np.uint8)
        self.indices: NDArray[np.int64] = np.zeros(0, np.int64)
        self._describe: Callable[[int], str] = str
        self._layout = DigitLayout(0, 1, 1.0)
        self._hovered: int | None = None
        self.current: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)

    def show_digits(
        self, images: NDArray[np.uint8], indices: NDArray[np.int64], describe: Callable[[int], str]
    ) -> None:
        """Show `images[indices]` from the top, none of them current.

        Args:
            images: (n, 28, 28) uint8, ink 255; not copied.
            indices: (m,) which of them, in which order.
            describe: words for the image with an index, for tooltips and screen readers.

        """
        self._images, self.indices, self._describe = images, indices, describe
        self._hovered = self.current = None
        self._arrange()
        self.verticalScrollBar().setValue(0)

    @property
    def count(self) -> int:
        """How many digits are shown."""
        return len(self.indices)

    def index_at(self, position: int) -> int:
        """Which image of the set stands at a position."""
        return int(self.indices[position])

    def make_current(self, position: int | None) -> None:
        """Mark a digit and bring it into view; None marks none."""
        self.current = position
        if position is not None:
            self.setAccessibleDescription(self._describe(self.index_at(position)))
            self._bring_into_view(position)
        self.viewport().update()

    def cell(self, position: int) -> QRect:
        """Where a digit is in the viewport, in Qt's pixels."""
        x, y = self._layout.place(position)
        ratio, side = self._layout.ratio, self._layout.side
        y -= self._scrolled()
        return QRect(round(x / ratio), round(y / ratio), round(side / ratio), round(side / ratio))

    def sizeHint(self) -> QSize:
        """Room for some rows."""
        return QSize(480, 360)

    def minimumSizeHint(self) -> QSize:
        """Room for a few digits."""
        return QSize(148, 132)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange anew; the current digit, or else the first one seen, stays where it was."""
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        """Paint anew: moving what is painted would leave digits between the device's pixels."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the digits that are seen."""
        layout, scrolled = self._layout, self._scrolled()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.colours.paper))
        painter.scale(1 / layout.ratio, 1 / layout.ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        top = int(event.rect().top() * layout.ratio)
        bottom = int((event.rect().bottom() + 1) * layout.ratio) + 1
        rows = layout.rows_between(scrolled + top, scrolled + bottom)
        seen = self.indices[rows.start * layout.columns : rows.stop * layout.columns]
        paint_rows(painter, layout, rows, scrolled, self._tones[self._images[seen]])
        self._paint_beneath(painter, rows, scrolled)
        self._paint_marks(painter, scrolled)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the digit under the pointer."""
        self._hover(self._position_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the digit under the pointer."""
        position = self._position_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and position is not None:
            self.make_current(position)
            self.chosen.emit(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, page keys, Home and End move; Enter chooses; Escape leaves."""
        key = Qt.Key(event.key())
        if key in _ENTER and self.current is not None:
            self.chosen.emit(self.current)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif (target := self._target(key)) is not None:
            self.make_current(target)
            self.moved.emit(target)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell in words what is under the pointer; forget it when the pointer goes."""
        if isinstance(event, QHelpEvent):
            position = self._position_at(event.pos())
            if position is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._describe(self.index_at(position)), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Arrange anew for a screen of another pixel ratio; show where the focus is."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    def _layout_for(self, width: int, ratio: float) -> DigitLayout:
        """How the digits are arranged in a width of device pixels."""
        return DigitLayout(self.count, width, ratio)

    def _paint_beneath(self, painter: QPainter, rows: range, scrolled: int) -> None:
        """What belongs to the digits of some rows, with a painter whose unit is the device's pixel."""

    def _target(self, key: Qt.Key) -> int | None:
        """Where a key moves to, None where it does not move."""
        columns = self._layout.columns
        page = columns * max(1, int(self.viewport().height() * self._layout.ratio) // self._layout.row_step)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -self.count,
            Qt.Key.Key_End: self.count,
        }
        if key not in steps or not self.count:
            return None
        if self.current is None:
            return self.count - 1 if key == Qt.Key.Key_End else 0
        target = self.current + steps[key]
        if target < 0 and key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            target = self.current % columns
        return min(max(target, 0), self.count - 1)

    def _arrange(self) -> None:
        ratio = self.devicePixelRatioF()
        anchor = self._anchor()
        before = 0 if anchor is None else self._layout.place(anchor)[1] - self._scrolled()
        self._layout = self._layout_for(round(self.viewport().width() * ratio), ratio)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self._layout.height / ratio) - height))
        bar.setPageStep(height)
        bar.setSingleStep(round(self._layout.row_step / ratio))
        if anchor is not None:
            bar.setValue(round((self._layout.place(anchor)[1] - before) / ratio))
        if self.current is not None:
            self._bring_into_view(self.current)
        self.viewport().update()

    def _anchor(self) -> int | None:
        """The digit that should stay where it is when the columns change."""
        if not self._layout.count or self._layout.count != self.count:
            return None
        if self.current is not None and self.viewport().rect().intersects(self.cell(self.current)):
            return self.current
        return min(self.count - 1, self._scrolled() // self._layout.row_step * self._layout.columns)

    def _bring_into_view(self, position: int) -> None:
        cell, bar, space = self.cell(position), self.verticalScrollBar(), self.viewport().height()
        cell.setHeight(cell.height() + round(self._layout.caption / self._layout.ratio))
        margin = round(self._layout.gap / self._layout.ratio)
        if cell.top() < margin:
            bar.setValue(bar.value() + cell.top() - margin)
        elif cell.bottom() + margin >= space:
            bar.setValue(bar.value() + cell.bottom() + margin - space + 1)

    def _paint_marks(self, painter: QPainter, scrolled: int) -> None:
        colours, ratio = self._theme.colours, self._layout.ratio
        if self._hovered is not None and self._hovered != self.current:
            self._frame(painter, self._hovered, scrolled, QPen(QColor(colours.field_line), ratio))
        if self.current is not None:
            colour = colours.accent if self.hasFocus() else colours.field_line
            self._frame(painter, self.current, scrolled, QPen(QColor(colour), 2 * ratio))
        elif self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2 * ratio))
            size = self.viewport().size() * ratio
            painter.drawRect(QRect(QPoint(0, 0), size).adjusted(1, 1, -1, -1))

    def _frame(self, painter: QPainter, position: int, scrolled: int, pen: QPen) -> None:
        x, y = self._layout.place(position)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(x, y - scrolled, self._layout.side, self._layout.side))

    def _hover(self, position: int | None) -> None:
        if position == self._hovered:
            return
        self._hovered = position
        shape = Qt.CursorShape.ArrowCursor if position is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _position_at(self, point: QPoint) -> int | None:
        ratio = self._layout.ratio
        return self._layout.at(int(point.x() * ratio), int(point.y() * ratio) + self._scrolled())

    def _scrolled(self) -> int:
        return round(self.verticalScrollBar().value() * self._layout.ratio)

    def _on_theme_changed(self) -> None:
        self._tones = tones(self._theme.colours)
        self.viewport().update()
