"""The plots above each other on one axis of epochs, and what mouse and keys do with them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.plot_mouse import PlotMouse
from mnist_desktop.ui.training.plot_overlay import Crosshair, PlotOverlay
from mnist_desktop.ui.training.plot_panel import PlotPanel
from mnist_desktop.ui.training.plot_view import Height, PlotView
from mnist_desktop.ui.training.readout import Readout, readout_words
from mnist_desktop.ui.training.scales import Tick, epoch_ticks, ticks

_NOTCH = 0.8
"""A notch of the wheel shows so much of what was seen before."""
_LEAST_BOX = 8
_REACH = 8
_TICK_PIXELS = 60
_FRAME_MILLISECONDS = 15


class PlotStack(QWidget):
    """Plots that show a whole run and follow it until somebody zooms in.

    Signals:
        pointed: The place in epochs to read the curves at, None where nobody points at one.
        viewed: Something else is seen than before.
        resized: The height that there is for plots, in pixels.
    """

    pointed = Signal(object)
    viewed = Signal()
    resized = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without plots."""
        super().__init__(parent)
        self.setObjectName("plots")
        self.setAccessibleName(self.tr("Curves of the training"))
        self.setToolTip(
            self.tr(
                "Point to read values. The wheel or a box shows more closely,\n"
                "the right button moves, a double click shows the whole run.\n"
                "Keys: arrows, plus, minus, 0."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view = PlotView()
        self.panels: list[PlotPanel] = []
        self.place: float | None = None
        self._mice: list[PlotMouse] = []
        self._epochs = 1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_FRAME_MILLISECONDS)
        self._soon.timeout.connect(self._catch_up)
        self.overlay = PlotOverlay(theme, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def add(self, panel: PlotPanel, stretch: int) -> None:
        """Put a plot beneath the others."""
        mouse, number = PlotMouse(panel.canvas), len(self.panels)
        mouse.pointed.connect(partial(self._on_pointed, number))
        mouse.left.connect(self._on_left)
        mouse.turned.connect(partial(self._on_turned, number))
        mouse.moved.connect(partial(self._on_moved, number))
        mouse.box_grown.connect(partial(self._on_box_grown, number))
        mouse.box_drawn.connect(partial(self._on_box_drawn, number))
        mouse.whole_wanted.connect(self.show_whole)
        self._mice.append(mouse)
        self.panels.append(panel)
        self._column.addWidget(panel, stretch)
        self.overlay.raise_()

    @property
    def reach(self) -> float:
        """How many epochs away something may lie that is pointed at."""
        return _REACH * self.view.x.span / max(1.0, self._area(0).width())

    def use_hand(self, is_hand: bool) -> None:
        """Let dragging move instead of drawing a box."""
        for mouse in self._mice:
            mouse.use_hand(is_hand)

    def follow(self, epochs: int, heights: Sequence[Height]) -> None:
        """Show a whole run of this size, or go on showing what was zoomed in on."""
        self._epochs = epochs
        self.view.follow(epochs, heights)
        self.show_view()

    def show_whole(self) -> None:
        """Show the whole run again."""
        self.view.show_whole()
        self._on_viewed()

    def show_view(self) -> None:
        """Let the plots show what is to be seen."""
        x, marks = self.view.x, self._epoch_ticks()
        seen = [panel for panel in self.panels if not panel.isHidden()]
        for number, panel in enumerate(self.panels):
            panel.show_ranges(x, self.view.y(number), marks if panel in seen[-1:] else ())

    def show_readout(self, readout: Readout | None) -> None:
        """Show what is read at the place that is pointed at; None shows nothing."""
        if readout is None:
            self.overlay.show_crosshair(None)
            return
        seen = [number for number, panel in enumerate(self.panels) if not panel.isHidden()]
        areas = tuple(self._area(number) for number in seen)
        x = areas[0].left() + min(max(self.view.x.share(readout.at), 0.0), 1.0) * areas[0].width()
        dots = []
        for number in seen:
            for row in readout.rows:
                value = (row.loss, row.accuracy, row.rate)[number]
                dot = None if value is None else self.panels[number].place(row.at, value)
                if dot is not None:
                    dots.append((self._here(number, dot), row.style))
        self.overlay.show_crosshair(Crosshair(x, areas, tuple(dots), readout))
        self.setAccessibleDescription(readout_words(readout))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read epoch by epoch, see larger or smaller, see the whole."""
        middle = self.view.x.at(0.5) if self.place is None else self.place
        match event.key():
            case Qt.Key.Key_Right:
                self._point(math.floor(middle + 1e-6) + 1.0)
            case Qt.Key.Key_Left:
                self._point(math.ceil(middle - 1e-6) - 1.0)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(0, _NOTCH, middle, None)
            case Qt.Key.Key_Minus:
                self._zoom(0, 1 / _NOTCH, middle, None)
            case Qt.Key.Key_0 | Qt.Key.Key_Home:
                self.show_whole()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.overlay.show_focus(QRectF(self.rect()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they go elsewhere."""
        super().focusOutEvent(event)
        self.overlay.show_focus(QRectF())
        self._on_left()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lie over the plots in their new size."""
        super().resizeEvent(event)
        self.overlay.setGeometry(self.rect())
        self.overlay.forget_sizes()
        self._on_left()
        if self.panels:
            self.show_view()
        self.resized.emit(self.height())

    def _point(self, place: float) -> None:
        self.place = min(max(place, 0.0), float(self._epochs))
        x = self.view.x
        if not x.low <= self.place <= x.high:
            self.view.move(0, self.place - x.at(0.5), 0.0)
            self._on_viewed()
        self.pointed.emit(self.place)

    def _on_pointed(self, number: int, here: QPointF) -> None:
        panel = self.panels[number]
        area = panel.canvas.area()
        if not area.left() <= here.x() <= area.right():
            self._on_left()
            return
        self.place = self.view.x.at((here.x() - area.left()) / area.width())
        self.pointed.emit(self.place)

    def _on_left(self) -> None:
        self.place = None
        self.pointed.emit(None)

    def _on_turned(self, number: int, here: QPointF, notches: QPointF) -> None:
        """Zoom around the pointer: beside the plot only the axis that it points at."""
        panel = self.panels[number]
        area = panel.canvas.area()
        x, y = panel.values(QRectF(here, here))
        if notches.x():
            self.view.move(number, -notches.x() * self.view.x.span / 10, 0.0)
        self._zoom(
            number,
            _NOTCH ** notches.y(),
            x.low if here.x() >= area.left() else None,
            y.low if here.y() <= area.bottom() else None,
        )

    def _zoom(self, number: int, factor: float, x: float | None, y: float | None) -> None:
        self.view.zoom(number, factor, x, y)
        self._on_viewed()

    def _on_moved(self, number: int, by: QPointF) -> None:
        x, y = self.panels[number].values(QRectF(QPointF(), by))
        self.view.move(number, x.low - x.high, y.high - y.low)
        self._on_viewed()

    def _on_box_grown(self, number: int, box: QRectF) -> None:
        area = self.panels[number].canvas.area()
        self.overlay.show_box(self._shifted(number, box.intersected(area)))

    def _on_box_drawn(self, number: int, box: QRectF) -> None:
        """See what is in the box; of a flat one only what lies across, of a narrow one only what lies up."""
        self.overlay.show_box(QRectF())
        panel = self.panels[number]
        box = box.intersected(panel.canvas.area())
        x, y = panel.values(box)
        self.view.look(
            number, x if box.width() >= _LEAST_BOX else None, y if box.height() >= _LEAST_BOX else None
        )
        self._on_viewed()

    def _on_viewed(self) -> None:
        """Show it soon: a wheel turns faster than plots are painted."""
        if not self._soon.isActive():
            self._soon.start()

    def _catch_up(self) -> None:
        self.show_view()
        self.viewed.emit()

    def _epoch_ticks(self) -> tuple[Tick, ...]:
        x = self.view.x
        if x == self.view.whole_x:
            return tuple(Tick(float(epoch), str(epoch)) for epoch in epoch_ticks(self._epochs))
        return ticks(x, max(3, self.width() // _TICK_PIXELS))

    def _area(self, number: int) -> QRectF:
        """Where the lines of a plot are, in the pixels of this widget."""
        return self._shifted(number, self.panels[number].canvas.area())

    def _shifted(self, number: int, area: QRectF) -> QRectF:
        return area.translated(self._here(number, QPointF()))

    def _here(self, number: int, place: QPointF) -> QPointF:
        here: QPointF = self.panels[number].canvas.mapTo(self, place)
        return here
