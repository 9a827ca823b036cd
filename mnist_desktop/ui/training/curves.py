"""The two plots of a training, loss above accuracy, on one epoch axis."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPen, QShowEvent
from PySide6.QtWidgets import QGraphicsItem, QVBoxLayout, QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.curve_data import RunCurves, epoch_ticks
from mnist_desktop.ui.training.line_key import LineKey
from mnist_desktop.ui.widgets.labels import label

REPAINT_SECONDS = 0.12
_AXIS_WIDTH = 44


@dataclass(frozen=True)
class _Lines:
    """The items of one plot."""

    plot: Any
    live: Any
    training: Any
    validation: Any
    best: Any


def load_pyqtgraph() -> None:
    """Import pyqtgraph (0.8 s the first time), for a worker thread; the hooks for exceptions stay ours."""
    hook, thread_hook = sys.excepthook, threading.excepthook
    import pyqtgraph

    sys.excepthook, threading.excepthook = hook, thread_hook
    # Its way of ending the process by force would skip our own tidy end.
    pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)


class Curves(QWidget):
    """Shows a run. Empty until `build` is called, which needs pyqtgraph to have been imported.

    Signals:
        built: The plots are there.
    """

    built = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Wait for `build`."""
        super().__init__(parent)
        self.setObjectName("curves")
        self._theme = theme
        self._run: RunCurves | None = None
        self._painted_at = 0.0
        self._shown_epochs = -1
        self._is_building = False
        self._made: list[_Lines] = []
        self._parts: list[_Lines] = []
        self.key = LineKey(theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        theme.changed.connect(self._dress)

    @property
    def is_built(self) -> bool:
        """Whether the plots are there."""
        return bool(self._parts)

    def build(self) -> None:
        """Make the plots, one at each turn of the event loop; `built` tells when they are there."""
        if self._is_building:
            return
        self._is_building = True
        self._add_plot("loss_plot", self.tr("Loss"))
        QTimer.singleShot(0, self, self._build_second)

    def _build_second(self) -> None:
        self._add_plot("accuracy_plot", self.tr("Accuracy, %"))
        QTimer.singleShot(0, self, self._finish_building)

    def _finish_building(self) -> None:
        loss, accuracy = self._made
        loss.plot.setXLink(accuracy.plot)
        loss.plot.getAxis("bottom").setStyle(showValues=False)
        foot = label(self.tr("Epoch"), "caption")
        foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(foot)
        self._column.addWidget(self.key, 0, Qt.AlignmentFlag.AlignHCenter)
        self._parts = self._made
        self._dress()
        if self._run is not None:
            self.show_run(self._run)
        self.built.emit()

    def _add_plot(self, name: str, title: str) -> None:
        self._made.append(self._plot(name, title))
        self._column.addWidget(label(title, "caption"))
        self._column.addWidget(self._made[-1].plot, 1)

    def show_run(self, run: RunCurves) -> None:
        """Show this run from now on; `refresh` after it has changed."""
        self._run, self._shown_epochs = run, -1
        for part in self._parts:
            part.plot.setXRange(0, run.epochs, padding=0.02)
            part.plot.getAxis("bottom").setTicks([[(tick, str(tick)) for tick in epoch_ticks(run.epochs)]])
        self.refresh(at_once=True)

    def refresh(self, at_once: bool = False) -> None:
        """Paint what is new, at a pace that leaves the processor to the training."""
        now = time.monotonic()
        is_early = now - self._painted_at < REPAINT_SECONDS and not at_once
        if self._run is None or not self._parts or is_early or not self.isVisible():
            return
        self._painted_at = now
        run, (loss, accuracy) = self._run, self._parts
        loss.live.setData(*run.live_loss())
        accuracy.live.setData(*run.live_accuracy())
        loss.plot.setYRange(*run.loss_range(), padding=0)
        accuracy.plot.setYRange(*run.accuracy_range(), padding=0)
        if len(run.history) != self._shown_epochs:
            self._show_epochs(run)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while this was not seen."""
        super().showEvent(event)
        self.refresh(at_once=True)

    def _show_epochs(self, run: RunCurves) -> None:
        """Show what changes once an epoch."""
        self._shown_epochs = len(run.history)
        loss, accuracy = self._parts
        loss.training.setData(*run.loss())
        loss.validation.setData(*run.validation_loss())
        accuracy.training.setData(*run.accuracy())
        accuracy.validation.setData(*run.validation_accuracy())
        best = run.best()
        for part in self._parts:
            part.best.setVisible(best is not None)
            if best is not None:
                part.best.setPos(best.epoch)
        self.key.tell(run)

    def _plot(self, name: str, title: str) -> _Lines:
        import pyqtgraph

        plot = pyqtgraph.PlotWidget()
        plot.setObjectName(name)
        plot.setAccessibleName(title)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMouseEnabled(False, False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.disableAutoRange()
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.getAxis("left").setWidth(_AXIS_WIDTH)
        for name in ("left", "bottom"):
            # Grid and numbers seldom change, and take most of the time of a repaint.
            plot.getAxis(name).setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        item = plot.getPlotItem()
        best = pyqtgraph.InfiniteLine(angle=90, movable=False)
        best.hide()
        plot.addItem(best)
        # A thousand hairlines look no better antialiased, and take three times as long.
        live = item.plot([], [], antialias=False)
        training = item.plot([], [], symbol="o", symbolSize=4)
        validation = item.plot([], [], symbol="o", symbolSize=6)
        return _Lines(plot, live, training, validation, best)

    def _dress(self) -> None:
        colours = self._theme.colours
        font = QFont(self.font())
        font.setPixelSize(11)
        for part in self._parts:
            part.plot.setBackground(colours.surface)
            for name in ("left", "bottom"):
                axis = part.plot.getAxis(name)
                axis.setPen(QPen(QColor(colours.line), 1))
                axis.setTextPen(QColor(colours.muted))
                axis.setStyle(tickFont=font, tickLength=0, maxTickLevel=0)
                axis.setGrid(48 if name == "left" else False)
            # Light and dashed, strong and whole: told apart without their colours, too.
            training = _pen(colours.muted, 1.4, Qt.PenStyle.DashLine)
            validation = _pen(colours.accent, 2.6, Qt.PenStyle.SolidLine)
            part.live.setPen(_pen(colours.field_line, 1, Qt.PenStyle.SolidLine))
            _dress_line(part.training, training, colours.surface)
            _dress_line(part.validation, validation, validation.color().name())
            part.best.setPen(_pen(colours.success, 1.4, Qt.PenStyle.DotLine))


def _pen(colour: str, width: float, style: Qt.PenStyle) -> QPen:
    """A pen whose width is in pixels, whatever the axes are."""
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    return pen


def _dress_line(line: Any, pen: QPen, filling: str) -> None:
    outline = QPen(pen)
    outline.setStyle(Qt.PenStyle.SolidLine)
    outline.setWidthF(1.4)
    line.setPen(pen)
    line.setSymbolPen(outline)
    line.setSymbolBrush(QColor(filling))
