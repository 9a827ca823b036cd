"""What the mouse does over a plot: point, zoom with the wheel or a box, move, show the whole again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

_NOTCH = 120
"""What Qt tells of one notch of a wheel."""


class PlotMouse(QObject):
    """Turns the events of a widget into what is meant by them; the widget itself gets none of them.

    The left button draws a box; with Shift, or while `is_hand`, it moves, as the other buttons do.

    Signals:
        pointed: The pointer is here.
        left: It points no more: it has left, or begun to drag.
        turned: The wheel was turned here, by so many notches sideways and upwards (a `QPointF`).
        moved: It was dragged by this much to move what is seen.
        box_grown: This box is being drawn.
        box_drawn: It is done.
        whole_wanted: A double click.
    """

    pointed = Signal(QPointF)
    left = Signal()
    turned = Signal(QPointF, QPointF)
    moved = Signal(QPointF)
    box_grown = Signal(QRectF)
    box_drawn = Signal(QRectF)
    whole_wanted = Signal()

    def __init__(self, widget: QWidget) -> None:
        """Watch the widget."""
        super().__init__(widget)
        self._widget = widget
        self._is_hand = False
        self._pressed: QPointF | None = None
        self._is_drawing = self._is_moving = False
        self._last = QPointF()
        self.use_hand(False)
        widget.installEventFilter(self)

    def use_hand(self, is_hand: bool) -> None:
        """Let the left button move instead of drawing a box."""
        self._is_hand = is_hand
        shape = Qt.CursorShape.OpenHandCursor if is_hand else Qt.CursorShape.CrossCursor
        self._widget.setCursor(shape)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what the mouse does; everything else goes on to the widget."""
        match event:
            case QWheelEvent():
                self.turned.emit(event.position(), QPointF(event.angleDelta()) / _NOTCH)
                event.accept()
            case QMouseEvent():
                self._take(event)
            case _ if event.type() == QEvent.Type.Leave:
                self.left.emit()
                return False
            # Help would hide the curves just where somebody reads them; it is beside the plot.
            case _ if event.type() == QEvent.Type.ToolTip:
                pass
            case _:
                return False
        return True

    def _take(self, event: QMouseEvent) -> None:
        here = event.position()
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._press(event)
            case QEvent.Type.MouseMove if self._pressed is None:
                self.pointed.emit(here)
            case QEvent.Type.MouseMove:
                self._drag(here)
            case QEvent.Type.MouseButtonRelease:
                self._release(here)
            case QEvent.Type.MouseButtonDblClick if event.button() == Qt.MouseButton.LeftButton:
                self.whole_wanted.emit()
        event.accept()

    def _press(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            return
        self._pressed = self._last = event.position()
        is_left = event.button() == Qt.MouseButton.LeftButton
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._is_moving = not is_left or has_shift or self._is_hand
        self._is_drawing = False
        if self._is_moving:
            self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _drag(self, here: QPointF) -> None:
        pressed = self._pressed
        if pressed is None:
            return
        if self._is_moving:
            self.left.emit()
            self.moved.emit(here - self._last)
            self._last = here
            return
        is_far = (here - pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._is_drawing or is_far:
            self._is_drawing = True
            self.left.emit()
            self.box_grown.emit(QRectF(pressed, here).normalized())

    def _release(self, here: QPointF) -> None:
        pressed, self._pressed = self._pressed, None
        self.use_hand(self._is_hand)
        if self._is_drawing and pressed is not None:
            self._is_drawing = False
            self.box_drawn.emit(QRectF(pressed, here).normalized())
