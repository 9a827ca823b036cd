"""Painting a plot: the same for the screen and for files."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.training.line_styles import BEST
from mnist_desktop.ui.training.plot_clipping import Points, clipped
from mnist_desktop.ui.training.plot_picture import PanelPicture, PictureLine

_TEXT_HEIGHT = 20.0
_TEXT_WIDTH = 120.0
_TEXT_GAP = 6.0
_OUTLINE = 1.4
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


def paint_axes(painter: QPainter, panel: PanelPicture, area: QRectF, colours: Colours) -> None:
    """Paint axes, their numbers outside the area, faint lines at the left one's, and the best epoch."""
    grid, text = QPen(QColor(colours.line), 1), QColor(colours.muted)
    for tick in panel.left:
        y = _crisp(area.bottom() - panel.y.share(tick.at) * area.height())
        painter.setPen(grid)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(text)
        room = QRectF(area.left() - _TEXT_WIDTH - _TEXT_GAP, y - _TEXT_HEIGHT / 2, _TEXT_WIDTH, _TEXT_HEIGHT)
        painter.drawText(room, _RIGHT, tick.text)
    for tick in panel.bottom:
        x = area.left() + panel.x.share(tick.at) * area.width()
        room = QRectF(x - _TEXT_WIDTH / 2, area.bottom(), _TEXT_WIDTH, _TEXT_HEIGHT)
        painter.drawText(room, _MIDDLE, tick.text)
    painter.setPen(QPen(QColor(colours.field_line), 1))
    left, bottom = _crisp(area.left()), _crisp(area.bottom())
    painter.drawPolyline([QPointF(left, area.top()), QPointF(left, bottom), QPointF(area.right(), bottom)])
    if panel.best is not None and panel.x.low <= panel.best <= panel.x.high:
        x = area.left() + panel.x.share(panel.best) * area.width()
        painter.setPen(BEST.pen(colours))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def paint_lines(
    painter: QPainter,
    lines: Iterable[PictureLine],
    panel: PanelPicture,
    area: QRectF,
    colours: Colours,
    ground: str,
) -> None:
    """Paint lines in their order; `ground` is the colour inside hollow dots."""
    for line in lines:
        points = _points(line, panel, area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line.style.pen(colours))
        shifts = _shifts(painter) if line.style.is_hairline else (QPointF(),)
        pieces = list(clipped(points, area))
        for shift in shifts:
            painter.translate(shift)
            for piece in pieces:
                painter.drawPolyline(piece)
            painter.translate(-shift)
        if line.dot:
            colour = line.style.colour(colours)
            painter.setPen(QPen(colour, _OUTLINE))
            painter.setBrush(QColor(ground) if line.is_hollow else colour)
            for x, y in points.tolist():
                if area.contains(x, y):
                    painter.drawEllipse(QPointF(x, y), line.dot / 2, line.dot / 2)


def _points(line: PictureLine, panel: PanelPicture, area: QRectF) -> Points:
    at, values = line.curve
    across = area.left() + (at - panel.x.low) * (area.width() / panel.x.span)
    down = area.bottom() - (values - panel.y.low) * (area.height() / panel.y.span)
    return np.stack([across, down], axis=1)


def _shifts(painter: QPainter) -> tuple[QPointF, ...]:
    """Where to paint a hairline so often that it is as wide on a fine screen as on a coarse one."""
    pixels = max(1, round(painter.deviceTransform().m11()))
    return tuple(QPointF(number / pixels, 0.0) for number in range(pixels))


def _crisp(place: float) -> float:
    """The middle of a pixel, where a hairline is not blurred."""
    return int(place) + 0.5
