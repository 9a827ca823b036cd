"""What is painted of one image: the file, what the model got of it, and words beneath; without a ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap

from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.ui.draw.gallery import words
from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.widgets.digit_painting import tones

translate = QCoreApplication.translate
PICTURE = 56
_WIDE = 80
_EDGE, _GAP = 12, 8
_SIDE_EDGE = 10
_LINE, _SMALL_LINE = 20, 16
_WIDTH = _WIDE + _GAP + PICTURE
CELL = QSize(2 * _SIDE_EDGE + _WIDTH, _EDGE + PICTURE + 6 + _LINE + _SMALL_LINE + 6)


class EntryPicture:
    """Makes pictures of images in the colours of a theme."""

    def __init__(self, colours: Colours, font: QFont) -> None:
        """Paint in these colours, words in this font."""
        self._colours, self._tones = colours, tones(colours)
        self._usual, self._strong, self._small = QFont(font), QFont(font), QFont(font)
        self._strong.setBold(True)
        self._small.setPixelSize(11)

    def of(self, collection: Collection, number: int, ratio: float) -> QPixmap:
        """A picture as large as `CELL`, at so many pixels of the screen to one of Qt's."""
        pixmap = QPixmap(CELL * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        entry = collection.entry(number)
        left = QRect(_SIDE_EDGE, _EDGE, _WIDE, PICTURE)
        right = QRect(_SIDE_EDGE + _WIDE + _GAP, _EDGE, PICTURE, PICTURE)
        if entry.problem is None:
            paint_thumbnail(painter, left, entry, self._colours.surface)
            self._paint_input(painter, right, entry)
            painter.setPen(QColor(self._colours.line))
            painter.drawRect(left.adjusted(0, 0, -1, -1))
            painter.drawRect(right.adjusted(0, 0, -1, -1))
        else:
            self._paint_trouble(painter, left.united(right))
        self._paint_words(painter, collection, number)
        painter.end()
        return pixmap

    def _paint_input(self, painter: QPainter, square: QRect, entry: Entry) -> None:
        if entry.model_input is None:
            return
        shades: NDArray[np.uint32] = self._tones[np.rint(entry.model_input * 255).astype(np.intp)]
        side = len(shades)
        image = QImage(shades.data, side, side, 4 * side, QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(square, image)

    def _paint_trouble(self, painter: QPainter, area: QRect) -> None:
        colours = self._colours
        painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DashLine))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(colours.danger))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, translate("Gallery", "cannot be read"))

    def _paint_words(self, painter: QPainter, collection: Collection, number: int) -> None:
        colours, label = self._colours, collection.label(number)
        line = QRect(_SIDE_EDGE, _EDGE + PICTURE + 6, _WIDTH, _LINE)
        painter.setFont(self._strong)
        if label is not None:
            given = painter.fontMetrics().elidedText(f"→ {label}", Qt.TextElideMode.ElideRight, PICTURE)
            painter.setPen(QColor(colours.accent))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, given)
            line = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(given) - 4, 0)
        painter.setFont(self._usual)
        painter.setPen(QColor(getattr(colours, words.colour_role(collection, number))))
        if collection.entry(number).problem is None:
            _write(painter, line, words.answer_words(collection, number), Qt.TextElideMode.ElideRight)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        line = QRect(_SIDE_EDGE, line.bottom() + 1, _WIDTH, _SMALL_LINE)
        _write(painter, line, words.name_of(collection, number), Qt.TextElideMode.ElideMiddle)


def paint_thumbnail(painter: QPainter, area: QRect, entry: Entry, ground: str) -> None:
    """The image itself in the middle of an area, as large as fits."""
    painter.fillRect(area, QColor(ground))
    small = entry.thumbnail
    if small is None:
        return
    height, width = small.shape[:2]
    image = QImage(small.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(area.topLeft(), size.expandedTo(QSize(1, 1)))
    target.moveCenter(area.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)


def _write(painter: QPainter, line: QRect, text: str, mode: Qt.TextElideMode) -> None:
    shown = painter.fontMetrics().elidedText(text, mode, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
