"""Drawings to and from files: ink (.jsonl, UNIPEN) and pictures (.png)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import INK_SUFFIX, read_ink, write_ink
from mnist_desktop.ink.model_input import SMALLEST_EXTENT
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_beside
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.draw.board import DEFAULT_WIDTH, THINNEST, WIDEST, Board
from mnist_desktop.ui.draw.paper import UNITS
from mnist_desktop.ui.draw.strokes import paint_drawing

_PIXELS_PER_UNIT = 0.56
_SHARE_OF_BOARD = 0.7


class DrawingFiles(QObject):
    """Opens and saves what is on a board."""

    def __init__(self, board: Board, dialogs: Dialogs, parent: QObject | None = None) -> None:
        """Work on the board."""
        super().__init__(parent)
        self._board = board
        self._dialogs = dialogs

    def open_path(self, path: Path) -> None:
        """Put the first drawing of an ink file on the board, or tell why not."""
        try:
            first = next(item for item in read_ink(path) if not item.drawing.is_empty)
        except StopIteration:
            self._dialogs.trouble(Problem(ProblemCode.INK_WITHOUT_DRAWINGS, path=str(path)))
        except Problem as problem:
            self._dialogs.trouble(problem)
        else:
            self._board.show_drawing(fitted(first.drawing))

    def save(self) -> None:
        """Ask for a name and write the drawing there."""
        if self._board.drawing.is_empty:
            self._dialogs.tell(
                self.tr("Nothing to save"), self.tr("The board is empty. Draw something first.")
            )
            return
        path = self._dialogs.save_file(
            self.tr("Save drawing"), f"drawing{INK_SUFFIX}", self.tr("Ink (*.jsonl);;Picture (*.png)")
        )
        if path is None:
            return
        try:
            self._write(path)
        except Problem as problem:
            self._dialogs.trouble(problem)

    def _write(self, path: Path) -> None:
        drawing = self._board.drawing
        if path.suffix.lower() == ".png":
            write_beside(path, lambda beside: _write_picture(beside, drawing))
        else:
            write_ink(path, [LabelledDrawing(drawing)])


def fitted(drawing: Drawing) -> Drawing:
    """A drawing of any unit scaled to the middle of the board, and its pen with it, if that is known.

    The pen becomes no thicker than the board's thickest, so that a dot is still a dot.
    """
    points = [point for stroke in drawing.strokes for point in stroke.points]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    scale = _scale(max(width, height), drawing.pen_width)
    return Drawing(
        tuple(
            Stroke(
                tuple(
                    ((x - left - width / 2) * scale, (y - top - height / 2) * scale) for x, y in stroke.points
                ),
                max(stroke.width * scale, THINNEST) if stroke.width else DEFAULT_WIDTH,
            )
            for stroke in drawing.strokes
            if stroke.points
        )
    )


def _scale(extent: float, pen_width: float) -> float:
    if max(extent, pen_width) <= SMALLEST_EXTENT:
        return 0.0
    scale = UNITS * _SHARE_OF_BOARD / max(extent, pen_width)
    return min(scale, WIDEST / pen_width) if pen_width > SMALLEST_EXTENT else scale


def _write_picture(path: Path, drawing: Drawing) -> None:
    shown = _area(drawing)
    image = QImage((shown.size() * _PIXELS_PER_UNIT).toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PIXELS_PER_UNIT, _PIXELS_PER_UNIT)
    painter.translate(-shown.topLeft())
    paint_drawing(painter, drawing, "#000000")
    painter.end()
    if not image.save(str(path)):
        raise OSError("the picture could not be written")


def _area(drawing: Drawing) -> QRectF:
    """The middle of the board, and what else has ink, with some paper around it."""
    area = QRectF(-UNITS / 2, -UNITS / 2, UNITS, UNITS)
    for stroke in drawing.strokes:
        for x, y in stroke.points:
            dot = QRectF(x - stroke.width, y - stroke.width, 2 * stroke.width, 2 * stroke.width)
            area = area.united(dot)
    return area
