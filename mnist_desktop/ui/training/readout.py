"""What the curves say at one place: the values of all lines at the nearest epoch or step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.training.compared import ComparedRun, nearest_epoch
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.line_styles import COMPARED, LIVE, RATE, TRAINING, VALIDATION, LineStyle

translate = QCoreApplication.translate

_Step: TypeAlias = tuple[float, StepProgress]
"""A step and its place in epochs."""


@dataclass(frozen=True)
class ReadoutRow:
    """One line's values and their place in epochs; `accuracy` in per cent, None where there is none."""

    style: LineStyle
    name: str
    at: float
    loss: float | None = None
    accuracy: float | None = None
    rate: float | None = None


@dataclass(frozen=True)
class Readout:
    """All lines' values at one place.

    Attributes:
        at: the place in epochs that they were looked up at.
        heading: that place in words.
        note: what is remarkable about the epoch, in words; empty if nothing is.
        rows: a row for each line.

    """

    at: float
    heading: str
    note: str
    rows: tuple[ReadoutRow, ...]


def readout(
    run: RunCurves | None, compared: Sequence[ComparedRun], at: float, reach: float
) -> Readout | None:
    """The values at the epoch that ends within `reach` of the place `at`, or else at the nearest step.

    That is a step of the run, or of the first compared one where there is none. Where no steps are known, as
    of a run that was kept without them, it is the nearest epoch.
    """
    history = run.history if run is not None else []
    own = nearest_epoch(history, at)
    ends = [
        epoch.epoch for epoch in (own, *(nearest_epoch(other.history, at) for other in compared)) if epoch
    ]
    end = min(ends, key=lambda epoch: abs(epoch - at), default=None)
    leading = next(filter(None, _nearest_steps(run, compared, at)), None)
    if end is not None and (leading is None or abs(end - at) <= max(reach, abs(leading[0] - at))):
        at, heading = float(end), translate("Curves", "Epoch {epoch}").format(epoch=end)
    elif leading is not None:
        at, heading = leading[0], _step_words(leading[1])
    else:
        return None
    own = nearest_epoch(history, at)
    step, *others = (_of_epoch(found, at) for found in _nearest_steps(run, compared, at))
    rows = [*_rows(own, step, at), *_compared_rows(compared, others, at)]
    rate = step[1].learning_rate if step else own.learning_rate if own else 0.0
    if rate:
        rows.append(ReadoutRow(RATE, translate("Curves", "Learning rate"), at, rate=rate))
    return Readout(at, heading, _note(history, at), tuple(rows))


def readout_words(told: Readout) -> str:
    """All of a readout for screen readers, e.g. "Epoch 2; Training: loss 0.0934, accuracy 97.53 %"."""
    return "; ".join(filter(None, (told.heading, told.note, *map(_row_words, told.rows))))


def loss_words(loss: float) -> str:
    """Three figures, e.g. "0.0934"."""
    if not math.isfinite(loss):
        return translate("Curves", "no number")
    return _figures(loss)


def accuracy_words(share: float) -> str:
    """A share of 100 with two decimals, e.g. "97.53 %"."""
    return f"{share:.2f} %" if math.isfinite(share) else translate("Curves", "no number")


def rate_words(rate: float) -> str:
    """A learning rate as people write it, e.g. "0.0005"."""
    text = _figures(rate)
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def _row_words(row: ReadoutRow) -> str:
    values = []
    if row.loss is not None:
        values.append(translate("Curves", "loss {loss}").format(loss=loss_words(row.loss)))
    if row.accuracy is not None:
        share = accuracy_words(row.accuracy)
        values.append(translate("Curves", "accuracy {accuracy}").format(accuracy=share))
    if row.rate is not None:
        values.append(rate_words(row.rate))
    return f"{row.name}: {', '.join(values)}"


def _figures(value: float) -> str:
    if value and not 1e-6 <= abs(value) < 1e6:
        return f"{value:.2e}".replace("e-0", "e-").replace("e+0", "e")
    decimals = 3 if not value else max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{decimals}f}"


def _step_words(step: StepProgress) -> str:
    text = translate("Curves", "Epoch {epoch}, step {step} of {steps}")
    return text.format(epoch=step.epoch, step=f"{step.step:,}", steps=f"{step.steps:,}")


def _note(history: Iterable[EpochFinished], at: float) -> str:
    """That the epoch in which a place lies was broken."""
    step = next((epoch.resumed_at for epoch in history if epoch.epoch - 1 < at <= epoch.epoch), None)
    if step is None:
        return ""
    return translate("Curves", "Went on with step {step} after a break").format(step=f"{step:,}")


def _named(name: str, epoch: EpochFinished, at: float) -> str:
    """The name of a line, with the epoch where it is another than the heading's."""
    if epoch.epoch == at:
        return name
    return translate("Curves", "{name}, epoch {epoch}").format(name=name, epoch=epoch.epoch)


def _rows(epoch: EpochFinished | None, step: _Step | None, at: float) -> list[ReadoutRow]:
    rows = []
    if step is not None:
        place, told = step
        words = translate("Curves", "Latest steps")
        rows.append(ReadoutRow(LIVE, words, place, told.loss, told.accuracy * 100))
    if epoch is None:
        return rows
    place = float(epoch.epoch)
    words = _named(translate("Curves", "Training"), epoch, at)
    rows.append(ReadoutRow(TRAINING, words, place, epoch.loss, epoch.accuracy * 100))
    share = epoch.validation_accuracy
    if share is not None:
        words = _named(translate("Curves", "Validation"), epoch, at)
        rows.append(ReadoutRow(VALIDATION, words, place, epoch.validation_loss, share * 100))
    return rows


def _nearest_steps(
    run: RunCurves | None, compared: Sequence[ComparedRun], at: float
) -> tuple[_Step | None, ...]:
    """The nearest step of the run and of each compared one, None where no steps are known."""
    own = run.nearest_step(at) if run is not None else None
    return own, *(other.steps.nearest(at) if other.steps is not None else None for other in compared)


def _of_epoch(step: _Step | None, at: float) -> _Step | None:
    """The step if it belongs to the epoch in which the place lies."""
    return step if step is not None and step[1].epoch == max(1, math.ceil(at)) else None


def _compared_rows(
    compared: Sequence[ComparedRun], steps: Sequence[_Step | None], at: float
) -> list[ReadoutRow]:
    """The values of compared runs: at an epoch's end that epoch's, between two those of the steps."""
    rows = []
    for run, step, style in zip(compared, steps, COMPARED, strict=False):
        if step is not None and at != int(at):
            place, told = step
            rows.append(ReadoutRow(style, run.name, place, told.loss, told.accuracy * 100))
            continue
        epoch = nearest_epoch(run.history, at)
        if epoch is None:
            continue
        loss, share = epoch.validation_loss, epoch.validation_accuracy
        if share is None:
            loss, share = epoch.loss, epoch.accuracy
        words = _named(run.name, epoch, at)
        rows.append(ReadoutRow(style, words, float(epoch.epoch), loss, share * 100))
    return rows
