"""The frame of a small plot: its axes, and where a value lies in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from mnist_desktop.ui.theme.colours import Colours

_LEFT, _RIGHT, _ABOVE, _BENEATH = 72.0, 24.0, 10.0, 42.0
_TEXT = 11
_LINE = 18.0
_MOST_TICKS = 6
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_FINE_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class PlotFrame:
    """An area in a widget with an axis for each direction, both of shares.

    Attributes:
        area: where the values are painted.
        across: the lowest and the highest share on the horizontal axis.
        upwards: those on the vertical axis.

    """

    area: QRectF
    across: tuple[float, float]
    upwards: tuple[float, float]

    @classmethod
    def within(
        cls,
        width: float,
        height: float,
        across: tuple[float, float] = (0.0, 1.0),
        upwards: tuple[float, float] = (0.0, 1.0),
        above: float = 0.0,
    ) -> PlotFrame:
        """A frame that fills a widget but for the words at its axes, and `above` it some room for more."""
        area = QRectF(
            _LEFT,
            _ABOVE + above,
            max(1.0, width - _LEFT - _RIGHT),
            max(1.0, height - _ABOVE - above - _BENEATH),
        )
        return cls(area, across, upwards)

    def point(self, x: float, y: float) -> QPointF:
        """Where two shares meet, in the widget's pixels."""
        return QPointF(self.x(x), self.y(y))

    def x(self, share: float) -> float:
        """Where a share is on the horizontal axis."""
        low, high = self.across
        return self.area.left() + (share - low) / (high - low) * self.area.width()

    def y(self, share: float) -> float:
        """Where a share is on the vertical axis."""
        low, high = self.upwards
        return self.area.bottom() - (share - low) / (high - low) * self.area.height()

    def share_at(self, x: float) -> float:
        """The share on the horizontal axis at a pixel."""
        low, high = self.across
        return low + (x - self.area.left()) / self.area.width() * (high - low)

    def paint(self, painter: QPainter, colours: Colours, font: QFont, titles: tuple[str, str]) -> None:
        """Paint lines and numbers at round shares, the axes, and what they are of: across and upwards."""
        small = QFont(font)
        small.setPixelSize(_TEXT)
        painter.setFont(small)
        for share in ticks(*self.upwards):
            y = round(self.y(share)) + 0.5
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(self.area.left(), y), QPointF(self.area.right(), y))
            painter.setPen(QColor(colours.muted))
            room = QRectF(0, y - _LINE / 2, _LEFT - 6, _LINE)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _percent(share)
            )
        for share in ticks(*self.across):
            room = QRectF(self.x(share) - 40, self.area.bottom() + 4, 80, _LINE)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _percent(share))
        self._paint_titles(painter, colours, titles)

    def _paint_titles(self, painter: QPainter, colours: Colours, titles: tuple[str, str]) -> None:
        painter.setPen(QPen(QColor(colours.field_line), 1))
        left, bottom = round(self.area.left()) + 0.5, round(self.area.bottom()) + 0.5
        painter.drawPolyline(
            [QPointF(left, self.area.top()), QPointF(left, bottom), QPointF(self.area.right(), bottom)]
        )
        painter.setPen(QColor(colours.muted))
        middle = Qt.AlignmentFlag.AlignCenter
        below = QRectF(self.area.left(), self.area.bottom() + 22, self.area.width(), _LINE)
        painter.drawText(below, middle, titles[0])
        painter.save()
        painter.translate(0, self.area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, self.area.height(), _LINE), middle, titles[1])
        painter.restore()


def ticks(low: float, high: float) -> Sequence[float]:
    """Round shares from `low` to `high`, six at most."""
    rough = (high - low) / (_MOST_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in _STEPS if power * factor >= rough * 0.999)
    first = math.ceil(low / step - 1e-6)
    return [number * step for number in range(first, math.floor(high / step + 1e-6) + 1)]


def round_below(share: float, highest: float = 1.0) -> float:
    """A round share somewhat below another, for an axis that ends at `highest`."""
    gap = max(highest - share, 0.001)
    power = 10.0 ** math.floor(math.log10(gap))
    step = next(power * factor for factor in _FINE_STEPS if power * factor >= gap * 0.999)
    return max(0.0, highest - step)


def _percent(share: float) -> str:
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + " %"
