"""What `mnist-desktop train` shows while it trains: lines, and on a terminal one line that moves."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from mnist_desktop.cli.advice_words import advice_record, advice_sentence
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.training_records import step_record
from mnist_desktop.cli.wording import sentence
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.progress import (
    CheckpointFailed,
    EpochFinished,
    Finishing,
    HandwritingMaking,
    LogsFailed,
    PrecisionMeasured,
    PrecisionMeasuring,
    Stage,
    StepProgress,
    TensorFlowLoading,
    TrainingEvent,
    TrainingStarted,
)

_REDRAW_SECONDS = 0.1
_STEP_LINE_SECONDS = 1.0
_USUAL_WIDTH = 80
_LEFT_FREE = 3
"""Columns at the end of the line, where terminals show ^C; once they are full, the next line begins."""
_LONGEST_BAR, _SHORTEST_BAR = 30, 8
_USUAL_WORDS = 68
"""Room for most words beside the bar, so that it keeps its length while numbers grow."""
_FULL, _EMPTY = "█", "░"
_STAGES = {Stage.TESTING: "reading the test images …", Stage.PREPARING: "getting the model ready …"}


def terminal() -> TextIO | None:
    """Where a line can move: standard error, or else standard output, if that is a terminal."""
    for stream in (sys.stderr, sys.stdout):
        # A windowed program on Windows has no streams at all.
        if stream is not None and stream.isatty():
            return stream
    return None


class EpochLines:
    """Prints a line for each epoch, and for whatever else should stay to be read."""

    def __init__(
        self,
        output: Output,
        adviser: Adviser | None = None,
        make_room: Callable[[], None] | None = None,
        *,
        with_steps: bool = False,
    ) -> None:
        """Print to the output, with what the adviser says; `make_room` is called before each line.

        With the steps there are also JSON lines on how far it is, about one a second.
        """
        self._output, self._adviser, self._make_room = output, adviser, make_room
        self._with_steps = with_steps and output.as_json
        self._step_told_at = -_STEP_LINE_SECONDS

    def listen(self, event: TrainingEvent) -> None:
        """Print what the event tells, if anything."""
        if self._with_steps:
            self._tell_step(event)
        match event:
            case EpochFinished():
                self._line(_epoch_words(event), {"event": "epoch", **vars(event)})
            case PrecisionMeasured():
                self._line(_precision_words(event), {"event": "precision", **vars(event)})
            case CheckpointFailed() | LogsFailed():
                self._trouble(sentence(event.problem))
        for advice in self._adviser.take(event) if self._adviser else ():
            self._line(f"advice: {advice_sentence(advice)}", advice_record(advice))

    def _tell_step(self, event: TrainingEvent) -> None:
        now = time.monotonic()
        if isinstance(event, StepProgress):
            if now - self._step_told_at < _STEP_LINE_SECONDS:
                return
            self._step_told_at = now
        record = step_record(event)
        if record:
            self._line("", record)

    def _line(self, words: str, record: dict[str, object]) -> None:
        if self._make_room:
            self._make_room()
        self._output.line(words, record)

    def _trouble(self, words: str) -> None:
        if self._make_room:
            self._make_room()
        self._output.trouble(words)


class MovingLine:
    """The same lines, and beneath them one that is written anew all the time.

    As a context manager it takes the moving line away at the end, however that comes.
    """

    def __init__(
        self, stream: TextIO, output: Output, adviser: Adviser | None, is_stopping: Callable[[], bool]
    ) -> None:
        """Move on the stream; what stays is printed to the output."""
        self._stream, self._is_stopping = stream, is_stopping
        self._lines = EpochLines(output, adviser, self._clear)
        self._epochs = 0
        self._shown = 0
        self._drawn_at = 0.0
        self._can_draw_bar = _can_say(stream, _FULL + _EMPTY)

    def __enter__(self) -> MovingLine:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Leave an empty line to go on with."""
        self._clear()

    def listen(self, event: TrainingEvent) -> None:
        """Print what stays, and move the line."""
        self._lines.listen(event)
        match event:
            case StepProgress():
                self._draw(event)
            case TrainingStarted():
                self._epochs = event.epochs
                self._show("building the network …")
            case TensorFlowLoading():
                self._show("loading TensorFlow …")
            case PrecisionMeasuring():
                self._show("measuring which precision is quicker …")
            case HandwritingMaking():
                self._show("making handwriting to learn from, up to a minute …")
            case Finishing():
                self._show(_STAGES[event.stage])

    def _clear(self) -> None:
        self._show("")

    def _draw(self, event: StepProgress) -> None:
        now = time.monotonic()
        if now - self._drawn_at < _REDRAW_SECONDS and self._shown:
            return
        self._drawn_at = now
        if self._is_stopping():
            self._show("stopping, and keeping what was learnt …")
            return
        words = step_words(event, self._epochs, self._width())
        room = self._width() - max(len(words), _USUAL_WORDS) - 1
        full, empty = (_FULL, _EMPTY) if self._can_draw_bar else ("#", "-")
        self._show(bar(event.done, min(room, _LONGEST_BAR), full, empty) + words)

    def _show(self, text: str) -> None:
        encoding = self._stream.encoding or "ascii"
        shown = text[: self._width()].encode(encoding, "replace").decode(encoding)
        if shown or self._shown:
            # What was longer before is overwritten; an empty line is left with the cursor at its beginning.
            self._stream.write("\r" + shown.ljust(self._shown) + ("" if shown else "\r"))
            self._stream.flush()
        self._shown = len(shown)

    def _width(self) -> int:
        try:
            columns = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            columns = _USUAL_WIDTH
        return max(columns - _LEFT_FREE, 1)


def bar(done: float, length: int, full: str, empty: str) -> str:
    """A bar with a blank after it, `done` of 0..1; nothing where there is no room for one."""
    if length < _SHORTEST_BAR:
        return ""
    filled = int(min(max(done, 0.0), 1.0) * length)
    return full * filled + empty * (length - filled) + " "


def step_words(event: StepProgress, epochs: int, room: int) -> str:
    """What is said beside the bar; where there is little room, less."""
    words = [f"epoch {event.epoch} of {epochs}", f"loss {event.loss:.4f}", f"accuracy {event.accuracy:.1%}"]
    pace = [f"{event.images_per_second:,.0f} images/s"] if event.images_per_second else []
    left = [] if event.seconds_left is None else [f"{duration_words(event.seconds_left)} left"]
    for said in ([*words, *pace, *left], [*words, *left], words, words[:2]):
        if len(", ".join(said)) <= room:
            return ", ".join(said)
    return words[0]


def duration_words(seconds: float) -> str:
    """As a person would say it: 42 s, 3 min, 1 h 05 min."""
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _epoch_words(event: EpochFinished) -> str:
    words = f"epoch {event.epoch}: loss {event.loss:.4f}, accuracy {event.accuracy:.2%}"
    if event.validation_accuracy is not None:
        words += f", validation {event.validation_accuracy:.2%}"
    gone_on = "" if event.resumed_at is None else f" since it went on with step {event.resumed_at:,}"
    return f"{words}, {event.seconds:.1f} s{gone_on}"


def _precision_words(event: PrecisionMeasured) -> str:
    return f"bfloat16 takes {1 / event.gain:.0%} of the time of float32 here; training in {event.precision}"


def _can_say(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
