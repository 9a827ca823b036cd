"""One plot with its lines: live steps, training, validation, the best epoch, and earlier runs behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.curve_data import Curve
from mnist_desktop.ui.training.line_styles import LIVE, TRAINING, VALIDATION, LineStyle
from mnist_desktop.ui.training.plot_canvas import PlotCanvas
from mnist_desktop.ui.training.plot_line import PlotLine
from mnist_desktop.ui.training.plot_picture import PanelPicture
from mnist_desktop.ui.training.scales import Range, Tick, power_ticks, ticks
from mnist_desktop.ui.widgets.labels import label

_TICK_PIXELS = 30
_ANY = Range(0.0, 1.0)


class PlotPanel(QWidget):
    """A title above axes with lines. The values on the left axis may be shown as powers of ten.

    Ranges of the left axis, here and in what uses this, are decimal logarithms while `is_log`.
    """

    def __init__(
        self, name: str, title: str, theme: Theme, live: LineStyle = LIVE, parent: QWidget | None = None
    ) -> None:
        """Start with empty axes."""
        super().__init__(parent)
        self._title = title
        self.is_log = False
        self.seen_x, self.seen_y = _ANY, _ANY
        self._bottom: tuple[Tick, ...] = ()
        self._best: float | None = None
        self.live = PlotLine(live)
        self.training = PlotLine(TRAINING, dot=4, is_hollow=True)
        self.validation = PlotLine(VALIDATION, dot=6)
        self.compared: list[PlotLine] = []
        self.canvas = PlotCanvas(name, title, theme, self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(title, "caption"))
        column.addWidget(self.canvas, 1)

    def show_live(self, curve: Curve) -> None:
        """Show these values of the steps."""
        self.live.show(curve)
        self.canvas.update()

    def show_epochs(self, training: Curve, validation: Curve, best: int | None) -> None:
        """Show these values of whole epochs and mark the best one."""
        self.training.show(training)
        self.validation.show(validation)
        self._best = None if best is None else float(best)
        self.canvas.update()

    def show_compared(self, lines: Sequence[tuple[Curve, LineStyle]]) -> None:
        """Lay these lines behind the others."""
        self.compared = [PlotLine(style, dot=0 if style.is_faint else 3) for _, style in lines]
        for line, (curve, _) in zip(self.compared, lines, strict=True):
            line.show(curve)
        self.canvas.update()

    def show_log(self, is_log: bool) -> None:
        """Show values or powers of ten on the left axis; `show_ranges` has to follow."""
        self.is_log = is_log
        self.canvas.update()

    def show_ranges(self, x: Range, y: Range, bottom: tuple[Tick, ...]) -> None:
        """Show these ranges, with these numbers along the bottom."""
        if (x, y, bottom) != (self.seen_x, self.seen_y, self._bottom):
            self.seen_x, self.seen_y, self._bottom = x, y, bottom
            self.canvas.has_foot = bool(bottom)
            self.canvas.update()

    def place(self, epochs: float, value: float) -> QPointF | None:
        """Where a value lies, in the pixels of the canvas; None where it is not seen."""
        if self.is_log:
            value = math.log10(value) if value > 0 else math.nan
        across, up = self.seen_x.share(epochs), self.seen_y.share(value)
        if not (0 <= across <= 1 and 0 <= up <= 1):
            return None
        area = self.canvas.area()
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def values(self, area: QRectF) -> tuple[Range, Range]:
        """The ranges of both axes inside an area of the canvas's pixels."""
        whole = self.canvas.area()
        left, right = ((x - whole.left()) / whole.width() for x in (area.left(), area.right()))
        low, high = ((whole.bottom() - y) / whole.height() for y in (area.bottom(), area.top()))
        return (
            Range(self.seen_x.at(left), self.seen_x.at(right)),
            Range(self.seen_y.at(low), self.seen_y.at(high)),
        )

    def picture(self) -> PanelPicture:
        """All that is seen."""
        most = max(3, self.canvas.height() // _TICK_PIXELS)
        left = power_ticks(self.seen_y, most) if self.is_log else ticks(self.seen_y, most)
        *behind, live, training, validation = (
            line.picture(self.seen_x, self.is_log)
            for line in (*self.compared, self.live, self.training, self.validation)
        )
        return PanelPicture(
            title=self._title,
            x=self.seen_x,
            y=self.seen_y,
            left=left,
            bottom=self._bottom,
            best=self._best,
            behind=tuple(behind),
            live=live,
            before=(training, validation),
        )
