"""The program uses itself once: draws, reads, trains, saves in every format, opens again and reads the same.

It goes the way of a user: mouse events on the board, the Train place's own start, the library, a saved file
opened in a child process. What a build machine runs before a package is given away.
"""

from __future__ import annotations

import logging
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.jobs.errors import ErrorReport
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.saved.formats import ModelFormat, has_onnx
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.window import DRAW, MODELS, TRAIN, MainWindow

Condition: TypeAlias = Callable[[], bool]

_LOG = logging.getLogger("mnist_desktop")
_LOOK_MILLISECONDS = 20
_STEP_SECONDS = 240.0
_SEVEN = ((0.28, 0.2), (0.72, 0.2), (0.58, 0.5), (0.46, 0.82))
_BETWEEN = 12
_IMAGES = 600


class SelfTestDialogs(Dialogs):
    """Answers file dialogs with one path and keeps every trouble instead of showing it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without trouble."""
        super().__init__(parent)
        self.path: Path | None = None
        self.format = ModelFormat.KERAS
        self.trouble_met: list[str] = []

    def trouble(self, error: Exception) -> None:
        """Keep it."""
        self.trouble_met.append(f"{type(error).__name__}: {error}")

    def unexpected(self, report: ErrorReport) -> None:
        """Keep it."""
        self.trouble_met.append(report.details)

    def tell(self, title: str, text: str) -> None:
        """Nobody reads it."""

    def ask(self, title: str, text: str, yes: str, no: str = "", danger: bool = False) -> bool:
        """Agree: a test that failed in the middle of a training must still be able to close the window."""
        return True

    def ask_format(self, chosen: ModelFormat) -> ModelFormat | None:
        """The format that was set."""
        return self.format

    def open_file(self, title: str, name_filter: str) -> Path | None:
        """The path that was set."""
        return self.path

    def open_files(self, title: str, name_filter: str) -> tuple[Path, ...]:
        """The one file that was given."""
        path = self.open_file(title, name_filter)
        return (path,) if path is not None else ()

    def open_folder(self, title: str) -> Path | None:
        """The path that was set."""
        return self.path

    def save_file(self, title: str, suggested: str, name_filter: str) -> Path | None:
        """The path that was set."""
        return self.path


class SelfTest(QObject):
    """Walks through its steps in the event loop, then closes the window."""

    def __init__(self, window: MainWindow, shelf: ModelShelf, dialogs: SelfTestDialogs) -> None:
        """Use this window."""
        super().__init__(window)
        self.exit_code = 1
        self._window = window
        self._shelf = shelf
        self._dialogs = dialogs
        self._folder = tempfile.TemporaryDirectory(
            prefix="mnist-desktop-self-test-", ignore_cleanup_errors=True
        )
        self._steps = self._walk()
        self._waited_for = ""
        self._condition: Condition = _at_once
        self._deadline = math.inf
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_look)

    def start(self) -> None:
        """Begin as soon as the event loop turns."""
        self._timer.start(_LOOK_MILLISECONDS)

    def _walk(self) -> Iterator[tuple[str, Condition]]:
        draw = self._window.page(DRAW)
        yield "the window is shown", draw.board.isVisible
        _draw_seven(draw.board)
        yield "the drawn 7 is read", lambda: draw.answer.glyph.text() == "7"
        before = {model.facts.identifier for model in self._shelf.models}
        self._window.show_place(TRAIN)
        train = self._window.page(TRAIN)
        train.settings.fields.image_limit.setValue(_IMAGES)
        train.settings.fields.epochs.setValue(1)
        train.start()
        yield "a training ends", lambda: not train.busy()
        trained = self._newcomer(before)
        for format in (*self._other_formats(), ModelFormat.KERAS):
            self._dialogs.format, self._dialogs.path = format, self._path(format)
            train.result.save_wanted.emit()
            yield f"the model is saved as {format}", self._is_described
        self._window.show_place(MODELS)
        models = self._window.page(MODELS)
        known = {model.facts.identifier for model in self._shelf.models}
        models.open_file()
        yield "the saved file is opened", lambda: len(self._shelf.models) > len(known)
        opened = self._newcomer(known)
        self._compare(trained, opened)
        self._shelf.activate(opened.facts.identifier)
        self._window.show_place(DRAW)
        draw.board.clear()
        yield "the board is empty", lambda: draw.answer.bars.numbers is None
        _draw_seven(draw.board)
        yield "the opened model reads", lambda: draw.answer.bars.numbers is not None

    def _other_formats(self) -> list[ModelFormat]:
        others = [ModelFormat.LITERT, ModelFormat.H5, ModelFormat.SAVED_MODEL]
        return [*others, ModelFormat.ONNX] if has_onnx() else others

    def _path(self, format: ModelFormat) -> Path:
        """What a dialog gives: of a SavedModel, the folder around it."""
        folder = Path(self._folder.name)
        return folder if format.is_folder else folder / f"trained{format.suffix}"

    def _is_described(self) -> bool:
        """Whether the format's file is there with the description, which is written last."""
        return any(Path(self._folder.name).glob(f"*{self._dialogs.format.suffix}.json"))

    def _newcomer(self, before: set[str]) -> LibraryModel:
        new = [model for model in self._shelf.models if model.facts.identifier not in before]
        if len(new) != 1:
            raise AssertionError(f"{len(new)} new models instead of one")
        return new[0]

    def _compare(self, trained: LibraryModel, opened: LibraryModel) -> None:
        model_input = drawing_to_input(self._window.page(DRAW).board.drawing)
        first = Recogniser.of(trained).read_one(model_input)
        second = Recogniser.of(opened).read_one(model_input)
        if not np.array_equal(first.probabilities, second.probabilities):
            raise AssertionError(
                f"the opened model answers {second.probabilities}, the trained one {first.probabilities}"
            )

    def _on_look(self) -> None:
        if self._dialogs.trouble_met:
            self._end(f"trouble: {self._dialogs.trouble_met[0]}")
        elif self._condition():
            self._next()
        elif time.monotonic() > self._deadline:
            self._end(f"not reached within {_STEP_SECONDS:.0f} s: {self._waited_for}")

    def _next(self) -> None:
        try:
            self._waited_for, self._condition = next(self._steps)
        except StopIteration:
            self.exit_code = 0
            self._end("self-test ok")
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is the test's result
            _LOG.exception("self-test")
            self._end(f"{type(error).__name__}: {error}")
        else:
            self._deadline = time.monotonic() + _STEP_SECONDS

    def _end(self, words: str) -> None:
        self._timer.stop()
        self._folder.cleanup()
        _LOG.info("%s", words)
        stream = sys.stdout if self.exit_code == 0 else sys.stderr
        # A windowed program on Windows has no streams; its exit code and the log tell then.
        if stream is not None:
            stream.write(words + "\n" if self.exit_code == 0 else f"self-test failed: {words}\n")
            stream.flush()
        self._window.close()


def _at_once() -> bool:
    return True


def _draw_seven(board: QWidget) -> None:
    """Draw a seven with the left mouse button held down."""
    side = min(board.width(), board.height())
    left, top = (board.width() - side) / 2, (board.height() - side) / 2
    corners = [QPointF(left + x * side, top + y * side) for x, y in _SEVEN]
    places = [corners[0]]
    for start, end in pairwise(corners):
        places += [start + (end - start) * (step / _BETWEEN) for step in range(1, _BETWEEN + 1)]
    _send(board, QEvent.Type.MouseButtonPress, places[0])
    for place in places[1:]:
        _send(board, QEvent.Type.MouseMove, place)
    _send(board, QEvent.Type.MouseButtonRelease, places[-1])


def _send(board: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    cause = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(kind, place, board.mapToGlobal(place), cause, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(board, event)
