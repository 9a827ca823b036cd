"""A real mouse, pen and finger on the board."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mnist_desktop.ink.drawing import Drawing, Point


def draw(board: QWidget, drawing: Drawing, share: float = 0.7) -> None:
    """Draw, with the left button held down, a drawing from a box of 100 in the middle of the board."""
    side = min(board.width(), board.height()) * share
    for stroke in drawing.strokes:
        places = [
            QPoint(
                round(board.width() / 2 + (x / 100 - 0.5) * side),
                round(board.height() / 2 + (y / 100 - 0.5) * side),
            )
            for x, y in stroke.points
        ]
        drag(board, places)


def drag(board: QWidget, places: list[QPoint]) -> None:
    """Press at the first place, move to all others, release at the last."""
    QTest.mousePress(board, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
    for place in places[1:]:
        move(board, place)
    QTest.mouseRelease(board, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])


def move(board: QWidget, place: QPoint) -> None:
    """A mouse move with the left button held, which QTest.mouseMove cannot make offscreen."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(board.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(board, event)


def place_on(board: QWidget, share: Point) -> QPoint:
    """A place on the board from shares of its width and height."""
    return QPoint(round(board.width() * share[0]), round(board.height() * share[1]))
