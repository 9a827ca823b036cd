"""The plots of a training: loss, accuracy and, at will, the learning rate, with all that is done to them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.compared import ComparedRun
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.line_key import LineKey
from mnist_desktop.ui.training.line_styles import COMPARED, RATE
from mnist_desktop.ui.training.plot_file import write_picture
from mnist_desktop.ui.training.plot_panel import PlotPanel
from mnist_desktop.ui.training.plot_picture import PlotPicture
from mnist_desktop.ui.training.plot_room import PlotRoom
from mnist_desktop.ui.training.plot_stack import PlotStack
from mnist_desktop.ui.training.plot_tools import PlotTools
from mnist_desktop.ui.training.plot_view import Height
from mnist_desktop.ui.training.readout import readout
from mnist_desktop.ui.training.scales import Range
from mnist_desktop.ui.widgets.labels import label

REPAINT_SECONDS = 0.12


class Curves(QWidget):
    """Shows a run, and earlier ones behind it.

    Signals:
        plot_save_wanted: Ask for a path and call `save_plot`.
        history_save_wanted: Ask for a path and write the history of the run and its `step_values`.
    """

    plot_save_wanted = Signal()
    history_save_wanted = Signal()

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without a run."""
        super().__init__(parent)
        self.setObjectName("curves")
        self._run: RunCurves | None = None
        self._compared: tuple[ComparedRun, ...] = ()
        self._painted_at = 0.0
        self._shown_epochs = -1
        self.tools = PlotTools(icons)
        self.stack = PlotStack(theme)
        self.loss = PlotPanel("loss_plot", self.tr("Loss"), theme)
        self.accuracy = PlotPanel("accuracy_plot", self.tr("Accuracy, %"), theme)
        self.rate = PlotPanel("rate_plot", self.tr("Learning rate"), theme, RATE)
        self.key = LineKey(theme)
        self._foot = label(self.tr("Epoch"), "caption")
        self._foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lay_out()
        # Only now: what is shown without a place in the window would be a window of its own.
        self._room = PlotRoom((self.loss, self.accuracy, self.rate))
        self._connect()

    @property
    def run(self) -> RunCurves | None:
        """What is shown."""
        return self._run

    def show_run(self, run: RunCurves) -> None:
        """Show this run from now on; `refresh` after it has changed."""
        self._run = run
        self._start_over()

    def compare(self, runs: Sequence[ComparedRun]) -> None:
        """Lay these earlier runs behind the current one, the first five of them; their steps are faint."""
        self._compared = tuple(runs[: len(COMPARED)])
        self.key.tell_compared(self._compared)
        self.stack.overlay.forget_sizes()
        curves = (ComparedRun.loss, ComparedRun.accuracy, ComparedRun.rate)
        live = (ComparedRun.live_loss, ComparedRun.live_accuracy, ComparedRun.live_rate)
        styled = list(zip(self._compared, COMPARED, strict=False))
        for panel, curve, steps in zip(self.stack.panels, curves, live, strict=True):
            faint = [(steps(run), style.of_steps()) for run, style in styled]
            panel.show_compared(
                [
                    *((values, style) for values, style in faint if values is not None),
                    *((curve(run), style) for run, style in styled),
                ]
            )
        self.refresh(at_once=True)

    def refresh(self, at_once: bool = False) -> None:
        """Paint what is new, at a pace that leaves the processor to the training."""
        now = time.monotonic()
        is_early = now - self._painted_at < REPAINT_SECONDS and not at_once
        if is_early or not self.isVisible():
            return
        self._painted_at = now
        run = self._run or RunCurves(1)
        self.stack.follow(self._epochs(run), self._heights(run))
        self._show_live(run)
        if len(run.history) != self._shown_epochs:
            self._show_epochs(run)
        self._allow()
        if self.stack.place is not None:
            self._read(self.stack.place)

    def picture(self) -> PlotPicture:
        """All that is seen, for `write_picture`, which any thread may call."""
        seen = [panel for panel in self.stack.panels if not panel.isHidden()]
        panels = tuple((panel.picture(), panel.canvas.area().height()) for panel in seen)
        return PlotPicture(self.stack.width(), panels, self._foot.text(), self.key.entries())

    def save_plot(self, path: Path) -> None:
        """Write what is seen as PNG or SVG, on white paper; Problem as of `write_picture`."""
        write_picture(self.picture(), path)

    def state(self) -> dict[str, str]:
        """How the curves are shown, to be remembered."""
        return {
            "log_scale": str(self.tools.log.isChecked()),
            "rate_shown": str(self.tools.rate.isChecked()),
        }

    def restore(self, state: Mapping[str, str]) -> None:
        """Show them as they were."""
        self.tools.log.setChecked(state.get("log_scale") == str(True))
        self.tools.rate.setChecked(state.get("rate_shown") == str(True))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while this was not seen."""
        super().showEvent(event)
        self.refresh(at_once=True)

    def _start_over(self) -> None:
        self._shown_epochs = -1
        self.stack.overlay.forget_sizes()
        self.stack.view.show_whole()
        self.refresh(at_once=True)

    def _epochs(self, run: RunCurves) -> int:
        return max(run.epochs, *(other.epochs for other in self._compared), 1)

    def _heights(self, run: RunCurves) -> tuple[Height, Height, Height]:
        losses = [value for other in self._compared for value in other.loss()[1]]
        shares = [value for other in self._compared for value in other.accuracy()[1]]
        rates = [value for other in self._compared for value in other.rate()[1]]
        is_log = self.loss.is_log
        loss = Range(*(run.log_loss_range(losses) if is_log else run.loss_range(losses)))
        rate = Range(*run.rate_range(rates))
        return (
            Height(loss, run.loss_limits(loss, losses, is_log=is_log)),
            Height(Range(*run.accuracy_range(shares)), Range(0.0, 103.0)),
            Height(rate, rate),
        )

    def _show_live(self, run: RunCurves) -> None:
        seen = self.stack.view.x
        self.loss.show_live(run.live_loss(seen))
        self.accuracy.show_live(run.live_accuracy(seen))
        if not self.rate.isHidden():
            self.rate.show_live(run.live_rate(seen))

    def _show_epochs(self, run: RunCurves) -> None:
        """Show what changes once an epoch."""
        self._shown_epochs = len(run.history)
        best = run.best()
        number = best.epoch if best else None
        self.loss.show_epochs(run.loss(), run.validation_loss(), number)
        self.accuracy.show_epochs(run.accuracy(), run.validation_accuracy(), number)
        self.key.tell(run)

    def _read(self, place: float | None) -> None:
        """Show the values at a place."""
        found = None
        if place is not None:
            found = readout(self._run, self._compared, place, self.stack.reach)
        self.stack.show_readout(found)

    def _on_viewed(self) -> None:
        """Show the steps in the detail that there is room for now."""
        self._show_live(self._run or RunCurves(1))
        self._allow()
        if self.stack.place is not None:
            self._read(self.stack.place)

    def _on_log_changed(self, is_log: bool) -> None:
        self.loss.show_log(is_log)
        self.stack.view.show_whole_height(0)
        self.refresh(at_once=True)

    def _on_rate_changed(self, is_shown: bool) -> None:
        self._room.want_rate(is_shown)
        self._on_room_shared()

    def _on_plot_chosen(self, number: int) -> None:
        self._room.choose(number)
        self._on_room_shared()

    def _on_resized(self, height: int) -> None:
        if self._room.have(height):
            self._on_room_shared()

    def _on_room_shared(self) -> None:
        """Let everything follow the plots that are seen now."""
        self.tools.offer_choice(self._room.is_for_one)
        self.tools.log.setEnabled(not self.loss.isHidden())
        self.refresh(at_once=True)

    def _allow(self) -> None:
        has_run = self._run is not None and not self._run.is_empty
        self.tools.allow(
            can_save_plot=has_run or bool(self._compared),
            can_save_values=has_run,
            is_zoomed=self.stack.view.is_zoomed,
        )

    def _lay_out(self) -> None:
        for panel, share in ((self.loss, 4), (self.accuracy, 4), (self.rate, 2)):
            self.stack.add(panel, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tools)
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot)
        column.addWidget(self.key)

    def _connect(self) -> None:
        self.stack.pointed.connect(self._read)
        self.stack.viewed.connect(self._on_viewed)
        self.tools.whole_wanted.connect(self.stack.show_whole)
        self.tools.hand_changed.connect(self.stack.use_hand)
        self.tools.log_changed.connect(self._on_log_changed)
        self.tools.rate_changed.connect(self._on_rate_changed)
        self.tools.plot_chosen.connect(self._on_plot_chosen)
        self.stack.resized.connect(self._on_resized)
        self.tools.plot_save_wanted.connect(self.plot_save_wanted)
        self.tools.history_save_wanted.connect(self.history_save_wanted)
