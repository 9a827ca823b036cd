"""The first nine images in rows of three, each with its label, as a first look at a set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ui.data import words
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_layout import SIDE
from mnist_desktop.ui.widgets.digit_painting import tones

COUNT, ROW = 9, 3
_GAP = 4
_AROUND = 12
_WORDS = 24
_TIMES = range(2, 7)


class FirstNine(QWidget):
    """Nine buttons that look like their images.

    Signals:
        chosen: The index of the image that was pressed.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("data-nine")
        self._theme = theme
        self._digits: LabelledImages | None = None
        self._times = 3
        self.buttons = [QToolButton() for _ in range(COUNT)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for position, button in enumerate(self.buttons):
            button.setObjectName(f"data-nine-{position}")
            button.setProperty("role", "flat")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._on_clicked)
            grid.addWidget(button, position // ROW, position % ROW)
        self.setFocusProxy(self.buttons[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._dress)

    def show_digits(self, digits: LabelledImages, part: str) -> None:
        """Show the first nine, or as many as there are."""
        self._digits = digits
        for index, button in enumerate(self.buttons):
            button.setVisible(index < digits.count)
            if index < digits.count:
                label = int(digits.labels[index])
                button.setAccessibleName(words.described(digits.class_names, label, part, index))
                button.setToolTip(self.tr("Look at it closely"))
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for pictures of three times their pixels."""
        return self._size(3)

    def minimumSizeHint(self) -> QSize:
        """Room for the smallest pictures."""
        return self._size(_TIMES.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pictures as large as there is room, in whole multiples of their pixels."""
        super().resizeEvent(event)
        times = next((times for times in reversed(_TIMES) if self._has_room(times)), _TIMES.start)
        if times != self._times:
            self._times = times
            self._dress()

    def _size(self, times: int) -> QSize:
        side = SIDE * times + _AROUND
        return QSize(ROW * side + (ROW - 1) * _GAP, ROW * (side + _WORDS) + (ROW - 1) * _GAP)

    def _has_room(self, times: int) -> bool:
        size = self._size(times)
        return size.width() <= self.width() and size.height() <= self.height()

    def _dress(self) -> None:
        if self._digits is None:
            return
        side, palette, ratio = SIDE * self._times, tones(self._theme.colours), self.devicePixelRatioF()
        for index, button in enumerate(self.buttons[: self._digits.count]):
            picture = _picture(palette[self._digits.images[index]], max(1, round(self._times * ratio)))
            picture.setDevicePixelRatio(picture.width() / side)
            button.setIcon(QIcon(picture))
            button.setIconSize(QSize(side, side))
            button.setFixedSize(side + _AROUND, side + _AROUND + _WORDS)
            name = self._digits.class_names[int(self._digits.labels[index])]
            metrics = button.fontMetrics()
            button.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, side).replace("&", "&&"))

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.chosen.emit(self.buttons.index(button))


def _picture(colours: NDArray[np.uint32], times: int) -> QPixmap:
    """The colours (28, 28) with `times` screen pixels for each of them."""
    large = np.repeat(np.repeat(colours, times, axis=0), times, axis=1)
    side = len(large)
    return QPixmap.fromImage(QImage(large.tobytes(), side, side, 4 * side, QImage.Format.Format_RGB32).copy())
