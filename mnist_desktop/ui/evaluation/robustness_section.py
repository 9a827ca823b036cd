"""The section of the Evaluate place on what the model makes of changed images."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.evaluation.distortions import Distortion, distorted
from mnist_desktop.evaluation.robustness import SAMPLE, Robustness, inputs_of, robustness
from mnist_desktop.jobs.job import Cancelled, Fraction, Job, JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem
from mnist_desktop.ui.evaluation.example_strip import MOST, ExampleStrip
from mnist_desktop.ui.evaluation.robustness_plot import RobustnessPlot
from mnist_desktop.ui.evaluation.robustness_words import amount_words
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.source import MeasuredSet
from mnist_desktop.ui.evaluation.work import Evaluated, ModelKey
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.notice import Notice
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown

_COLUMNS = 3
_Asked: TypeAlias = tuple[ModelKey, MeasuredSet]


class RobustnessSection(Section):
    """Six curves of accuracy, found out when asked for.

    Signals:
        work_started: A `WorkShown` for the status bar.
    """

    work_started = Signal(object)

    def __init__(
        self, theme: Theme, lane: Lane, model: Callable[[], LibraryModel], parent: QWidget | None = None
    ) -> None:
        """Let the model that was evaluated read in the lane."""
        super().__init__(parent)
        self.setObjectName("evaluation-robustness-section")
        self._lane, self._model = lane, model
        self._evaluated: Evaluated | None = None
        self._found: dict[_Asked, Robustness] = {}
        self._job: Job | None = None
        self.notice = Notice("robustness-notice")
        self.plots = tuple(RobustnessPlot(theme) for _ in Distortion)
        self.words = label("", "story", "robustness-words")
        self.strip = ExampleStrip(theme)
        self._lay_out()
        self.notice.button.clicked.connect(self._on_button)
        self.setFocusProxy(self.notice.button)

    @property
    def found(self) -> Robustness | None:
        """What was found of the evaluation that is shown."""
        return None if self._evaluated is None else self._found.get(_asked(self._evaluated))

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Offer to find out, or show what was found of this evaluation; caution makes no difference."""
        is_other = self._evaluated is None or _asked(self._evaluated) != _asked(evaluated)
        self._evaluated = evaluated
        if not is_other:
            return
        self.give_up()
        # What was found of another set would keep its images in memory.
        self._found = {
            asked: found for asked, found in self._found.items() if asked[1] is evaluated.measured_set
        }
        if self.found is None:
            self._offer()
        else:
            self._show(self.found)

    def give_up(self) -> None:
        """Let something else be measured: what is being found out is not waited for."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._offer()

    def _offer(self, words: str = "", *, is_trouble: bool = False) -> None:
        count = self._evaluated.measurement.report.count if self._evaluated else 0
        if not count:
            self.notice.tell(self.tr("None of these images shows a class of the model."))
            self._stack.setCurrentWidget(self.notice)
            return
        usual = self.tr(
            "How much do images have to change until the model errs? It reads {count} of them rotated, "
            "shifted, scaled, thickened, noisy and blurred, in about a quarter of a minute."
        ).format(count=f"{min(SAMPLE, count):,}")
        self.notice.tell(
            words or usual,
            button=self.tr("Find out"),
            tooltip=self.tr("Let the model read changed images"),
            is_trouble=is_trouble,
        )
        self._stack.setCurrentWidget(self.notice)

    def _show(self, found: Robustness) -> None:
        for plot, curve in zip(self.plots, found.curves, strict=True):
            plot.show_curve(curve)
        self._on_pointed(self.plots[0], -1)
        self._on_chosen(self.plots[0], 0)
        self._stack.setCurrentWidget(self._page)

    def _on_button(self) -> None:
        if self._job is not None:
            self._job.cancel()
            return
        if self._evaluated is None:
            return
        model = self._model()
        self.notice.tell(
            self.tr("{name} reads changed images …").format(name=model.facts.name),
            button=self.tr("Cancel"),
            tooltip=self.tr("Stop reading changed images"),
        )
        self.notice.show_progress(0, 0)
        job = self._lane.submit(_reading(model, self._evaluated))
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self.work_started.emit(WorkShown(self.tr("Measuring robustness"), job))

    def _on_progressed(self, report: object) -> None:
        if isinstance(report, Fraction) and self.sender() is self._job:
            self.notice.show_progress(report.done, report.total)

    def _on_succeeded(self, found: Robustness) -> None:
        if self.sender() is self._job and self._evaluated is not None:
            self._job = None
            self._found[_asked(self._evaluated)] = found
            self._show(found)

    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        is_expected = isinstance(error, Problem)
        words = sentence(error) if isinstance(error, Problem) else self.tr("That did not work.")
        self._offer(words, is_trouble=True)
        if not is_expected:
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._offer()

    def _on_pointed(self, plot: RobustnessPlot, number: int) -> None:
        if plot.curve is None or number < 0:
            found = self.found
            count = f"{len(found.sample):,}" if found else ""
            text = self.tr("Accuracy on {count} images; click a point to see images changed so")
            self.words.setText(text.format(count=count))
            return
        point = plot.curve.points[number]
        text = self.tr("{amount}: {share} read right (95 % interval {low} to {high})")
        shares = (point.accuracy, point.interval.low, point.interval.high)
        share, low, high = (f"{value * 100:.1f} %" for value in shares)
        amount = amount_words(plot.curve.distortion, point.amount)
        words = text.format(amount=amount, share=share, low=low, high=high)
        self.words.setText(words[:1].upper() + words[1:])

    def _on_chosen(self, plot: RobustnessPlot, number: int) -> None:
        found = self.found
        if plot.curve is None or found is None or self._evaluated is None:
            return
        inputs = inputs_of(_images(self._evaluated)[found.sample[:MOST]])
        amount = plot.curve.points[number].amount
        self.strip.show_inputs(distorted(inputs, plot.curve.distortion, amount))
        self.strip.setToolTip(amount_words(plot.curve.distortion, amount))

    def _lay_out(self) -> None:
        self.strip.setObjectName("robustness-examples")
        self.strip.setAccessibleName(self.tr("Images changed so"))
        grid = QGridLayout()
        grid.setSpacing(16)
        for number, plot in enumerate(self.plots):
            plot.setObjectName(f"robustness-{number}")
            plot.pointed.connect(partial(self._on_pointed, plot))
            plot.chosen.connect(partial(self._on_chosen, plot))
            grid.addWidget(plot, *divmod(number, _COLUMNS))
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addLayout(grid, 1)
        column.addWidget(self.strip)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.notice)
        self._stack.addWidget(self._page)


def _images(evaluated: Evaluated) -> NDArray[np.uint8] | NDArray[np.float32]:
    """What was measured."""
    data = evaluated.measured_set.data
    return data.images if isinstance(data, LabelledImages) else data.inputs


def _asked(evaluated: Evaluated) -> _Asked:
    return evaluated.key, evaluated.measured_set


def _reading(model: LibraryModel, evaluated: Evaluated) -> Work:
    def work(control: JobControl) -> Robustness:
        found = robustness(
            Recogniser.of(model, 1),
            _images(evaluated),
            evaluated.measurement,
            lambda done, total: control.report(Fraction(done, total)),
            control.is_cancelled,
        )
        if found is None:
            raise Cancelled
        return found

    return work
