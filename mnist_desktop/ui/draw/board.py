"""The board: vector ink by mouse, pen and touch, with eraser, undo, redo and clear."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from mnist_desktop.ink.drawing import Drawing, Point, Stroke
from mnist_desktop.ink.editing import History, erase
from mnist_desktop.ui.draw.paper import UNITS, InkLayer, paint_hint, paint_paper
from mnist_desktop.ui.draw.strokes import SmoothPath, paint_path
from mnist_desktop.ui.theme.theme import Theme

DEFAULT_WIDTH = 28.0
THINNEST, WIDEST = 6, 70
_ERASER_FACTOR = 2.0


class Tool(Enum):
    """What the pointer does to the ink."""

    PEN = auto()
    ERASER = auto()


class Board(QWidget):
    """Holds the drawing, in units of a thousandth of the board's shorter side, zero at its middle.

    Signals:
        drawing_changed: The `Drawing` as it is now, with the stroke that is being drawn.
        stroke_finished: The pen or the eraser was lifted, and the drawing has a new state.
        history_changed: What can be undone or redone changed.
    """

    drawing_changed = Signal(object)
    stroke_finished = Signal()
    history_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with empty paper and the pen."""
        super().__init__(parent)
        self._theme = theme
        self._history = History()
        self._shown = Drawing()
        self._points: list[Point] | None = None
        self._path: SmoothPath | None = None
        self._erased_from: Point | None = None
        self._finger: int | None = None
        self._active_tool = Tool.PEN
        self._layer = InkLayer()
        self.tool = Tool.PEN
        self.brush_width = DEFAULT_WIDTH
        self.has_grid = True
        self._hint = self.tr("Draw a digit here")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 240)
        self.setCursor(Qt.CursorShape.CrossCursor)
        theme.changed.connect(self._on_theme_changed)

    # what the page asks for

    @property
    def drawing(self) -> Drawing:
        """The drawing as it is now, with the stroke under the pen."""
        return self._shown

    @property
    def is_drawn_on(self) -> bool:
        """True while the pen or the eraser is down."""
        return self._points is not None or self._erased_from is not None

    @property
    def can_undo(self) -> bool:
        """True where a step can be taken back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """True where a step that was taken back can be taken again."""
        return self._history.can_redo

    def undo(self) -> None:
        """Take the last step back."""
        self._lift()
        self._show_state(self._history.undo())

    def redo(self) -> None:
        """Take the step again that was taken back."""
        self._lift()
        self._show_state(self._history.redo())

    def clear(self) -> None:
        """Take fresh paper; can be undone."""
        self.show_drawing(Drawing())

    def show_drawing(self, drawing: Drawing) -> None:
        """Put another drawing, in board units, on the board; can be undone."""
        self._lift()
        self._history.add(drawing)
        self._show_state(drawing)

    def set_grid(self, is_on: bool) -> None:
        """Show or hide the baselines."""
        self.has_grid = is_on
        self.update()

    def sizeHint(self) -> QSize:
        """As large as can be had; this is a fair start."""
        return QSize(640, 640)

    # pointers

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._down(event.position(), self.tool)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The same for a pen; its other end erases."""
        is_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
        if event.type() == QEvent.Type.TabletPress and event.button() == Qt.MouseButton.LeftButton:
            self._down(event.position(), Tool.ERASER if is_eraser else self.tool)
        elif event.type() == QEvent.Type.TabletMove and event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._lift()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Take touches; the first finger draws, others are passed over."""
        if isinstance(event, QTouchEvent):
            return self._touch(event)
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A stroke ends where the board disappears under it."""
        self._lift()
        super().hideEvent(event)

    def _touch(self, event: QTouchEvent) -> bool:
        if not event.points():
            return False
        if event.type() == QEvent.Type.TouchBegin:
            self._finger = event.points()[0].id()
            self._down(event.points()[0].position(), self.tool)
        for point in event.points():
            if point.id() != self._finger:
                continue
            if point.state() == QEventPoint.State.Updated:
                self._move(point.position())
            elif point.state() == QEventPoint.State.Released:
                self._finger = None
                self._lift()
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._finger = None
            self._lift()
        event.accept()
        return True

    def _down(self, where: QPointF, tool: Tool) -> None:
        self._lift()
        self._active_tool = tool
        point = self._to_units(where)
        if tool is Tool.ERASER:
            self._erase_to(point)
            return
        self._points, self._path = [point], SmoothPath(point)
        self._tell_stroke([(where.x(), where.y())])

    def _move(self, where: QPointF) -> None:
        point = self._to_units(where)
        if self._erased_from is not None:
            self._erase_to(point)
        elif self._points is not None and point != self._points[-1]:
            recent = [self._to_pixels(before) for before in self._points[-3:]]
            self._points.append(point)
            self._tell_stroke([*recent, (where.x(), where.y())])

    def _lift(self) -> None:
        if not self.is_drawn_on:
            return
        self._points = self._path = None
        self._erased_from = None
        self._history.add(self._shown)
        self.history_changed.emit()
        self.stroke_finished.emit()

    def _tell_stroke(self, touched: Sequence[tuple[float, float]]) -> None:
        """Show the stroke under the pen; it is other than before where the pen went over these pixels."""
        stroke = Stroke(tuple(self._points or ()), self.brush_width)
        was_empty = self._shown.is_empty
        self._shown = self._history.current.with_stroke(stroke)
        if was_empty:
            self.update()
        else:
            margin = self.brush_width * self._pixels_per_unit() / 2 + 3
            self.update(*_box(touched, margin))
        self.drawing_changed.emit(self._shown)

    def _erase_to(self, point: Point) -> None:
        radius = self.brush_width * _ERASER_FACTOR / 2
        left = erase(self._shown, self._erased_from or point, point, radius)
        self._erased_from = point
        if left is not self._shown:
            self._shown = left
            self.update()
            self.drawing_changed.emit(left)

    def _show_state(self, drawing: Drawing) -> None:
        self._shown = drawing
        self.update()
        self.history_changed.emit()
        self.drawing_changed.emit(drawing)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, finished strokes from their layer, and the stroke under the pen."""
        painter = QPainter(self)
        colours = self._theme.colours
        painter.setClipRect(event.rect())
        paint_paper(painter, self.rect(), colours, self.has_grid)
        if self._shown.is_empty:
            paint_hint(painter, self.rect(), colours, self._hint)
        finished = self._history.current if self._points is not None else self._shown
        painter.drawPixmap(0, 0, self._layer.pixmap(self, finished, colours.ink))
        if self._points is not None and self._path is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._layer.to_units(painter, self)
            paint_path(painter, self._path.to(self._points), self._shown.strokes[-1].width, colours.ink)
        painter.end()

    def invite(self, hint: str, description: str) -> None:
        """Say on the empty board what may be drawn, and to ears how."""
        self._hint = hint
        self.setAccessibleDescription(description)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ink grows with the board."""
        self.update()
        super().resizeEvent(event)

    def _on_theme_changed(self) -> None:
        self.update()

    def _pixels_per_unit(self) -> float:
        return min(self.width(), self.height()) / UNITS

    def _to_units(self, where: QPointF) -> Point:
        scale = self._pixels_per_unit()
        return (where.x() - self.width() / 2) / scale, (where.y() - self.height() / 2) / scale

    def _to_pixels(self, point: Point) -> tuple[float, float]:
        scale = self._pixels_per_unit()
        return point[0] * scale + self.width() / 2, point[1] * scale + self.height() / 2


def _box(places: Sequence[tuple[float, float]], margin: float) -> tuple[int, int, int, int]:
    """Left, top, width and height of whole pixels around these places."""
    left, top = (math.floor(min(place[axis] for place in places) - margin) for axis in (0, 1))
    right, bottom = (math.ceil(max(place[axis] for place in places) + margin) for axis in (0, 1))
    return left, top, right - left, bottom - top
