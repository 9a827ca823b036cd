"""The plots as a file: what is seen, with the key, on white paper whatever the theme is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_bytes
from mnist_desktop.ui.theme.colours import LIGHT
from mnist_desktop.ui.training.line_styles import LineStyle
from mnist_desktop.ui.training.plot_painting import paint_axes, paint_lines
from mnist_desktop.ui.training.plot_picture import PlotPicture

SUFFIXES = (".png", ".svg")
_SHARPNESS = 2
"""Pixels to a point in a PNG file."""
_AIR, _LINE, _AXIS, _GAP = 24.0, 20.0, 52.0, 8.0
_SAMPLE = 24.0
_TEXT_PIXELS = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


def write_picture(picture: PlotPicture, path: Path) -> None:
    """Write the plots at `path`, as PNG or SVG by its suffix. Any thread may do it.

    Raises:
        Problem: FILE_SUFFIX_UNKNOWN; FILE_NOT_WRITABLE or FILE_IS_FOLDER.

    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Problem(ProblemCode.FILE_SUFFIX_UNKNOWN, path=str(path), suffixes=", ".join(SUFFIXES))
    write_bytes(path, _svg(picture) if suffix == ".svg" else _png(picture))


def _png(picture: PlotPicture) -> bytes:
    image = QImage(_size(picture) * _SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    _paint(picture, image)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    # Qt's stubs take a str where the call wants bytes.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(picture: PlotPicture) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(_size(picture))
    generator.setViewBox(QRectF(QPointF(), _size(picture)))
    generator.setTitle(", ".join(panel.title for panel, _ in picture.panels))
    _paint(picture, generator)
    return bytes(buffer.data().data())


def _size(picture: PlotPicture) -> QSize:
    panels = sum(height + _LINE + _GAP for _, height in picture.panels)
    foot = 2 * _LINE + _GAP + _LINE * len(_key_rows(picture))
    return QSize(round(picture.width), round(2 * _AIR + panels + foot))


def _paint(picture: PlotPicture, device: QPaintDevice) -> None:
    size, y = _size(picture), _AIR
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font())
    painter.fillRect(QRectF(QPointF(), size), QColor(LIGHT.paper))
    area = QRectF(_AIR + _AXIS, y, size.width() - 2 * _AIR - _AXIS, 0.0)
    for panel, height in picture.panels:
        painter.setPen(QColor(LIGHT.ink))
        painter.drawText(QRectF(_AIR, y, size.width() - 2 * _AIR, _LINE), _LEFT, panel.title)
        area = QRectF(area.left(), y + _LINE, area.width(), height)
        paint_axes(painter, panel, area, LIGHT)
        lines = (*panel.behind, panel.live, *panel.before)
        paint_lines(painter, lines, panel, area, LIGHT, LIGHT.paper)
        y = area.bottom() + _GAP
    painter.setPen(QColor(LIGHT.muted))
    foot = QRectF(area.left(), area.bottom() + _LINE, area.width(), _LINE)
    painter.drawText(foot, _MIDDLE, picture.foot)
    _paint_key(painter, picture, foot.bottom() + _GAP)
    painter.end()


def _paint_key(painter: QPainter, picture: PlotPicture, y: float) -> None:
    metrics = QFontMetricsF(painter.font())
    for row in _key_rows(picture):
        x = (picture.width - sum(width for _, _, width in row)) / 2
        for style, text, width in row:
            painter.setPen(style.pen(LIGHT))
            painter.drawLine(QPointF(x, y + _LINE / 2), QPointF(x + _SAMPLE, y + _LINE / 2))
            painter.setPen(QColor(LIGHT.ink))
            room = QRectF(x + _SAMPLE + _GAP, y, width - _SAMPLE - _GAP, _LINE)
            painter.drawText(room, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))
            x += width
        y += _LINE


def _key_rows(picture: PlotPicture) -> list[list[tuple[LineStyle, str, float]]]:
    """The entries of the key with their widths, in as many rows as they need."""
    metrics, room = QFontMetricsF(_font()), picture.width - 2 * _AIR
    rows: list[list[tuple[LineStyle, str, float]]] = [[]]
    for style, text in picture.key:
        width = min(room, _SAMPLE + metrics.horizontalAdvance(text) + 4 * _GAP)
        if rows[-1] and sum(taken for _, _, taken in rows[-1]) + width > room:
            rows.append([])
        rows[-1].append((style, text, width))
    return rows


def _font() -> QFont:
    font = QFont()
    font.setPixelSize(_TEXT_PIXELS)
    return font
