"""Draws with posted mouse events on the real window, idle and during trainings; prints what it measured."""

from __future__ import annotations

import json
import sys
import threading
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPointingDevice

from mnist_desktop.app import Program
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.places import user_places
from mnist_desktop.running import SWITCH_SECONDS, make_application
from mnist_desktop.training.presets import PRESETS, plan_for
from mnist_desktop.ui.draw.reader import Reading
from mnist_desktop.ui.draw.several import MOST
from mnist_desktop.ui.window import DRAW, TRAIN

_POINTS = 60
_STROKES = 8
_BETWEEN_SECONDS = 0.008
_MOST_EPOCHS = 1000
_IMAGES = 15_000


class Hand(threading.Thread):
    """Posts mouse events at a tablet's rate, as the window system would: without waiting for the window."""

    def __init__(self, board: QObject, width: int, height: int) -> None:
        super().__init__(daemon=True)
        self.board = board
        self.size = width, height
        self.posted: dict[int, float] = {}
        self.count = 0

    def run(self) -> None:
        for stroke in range(_STROKES):
            for point in range(_POINTS):
                kind = QEvent.Type.MouseButtonPress if point == 0 else QEvent.Type.MouseMove
                self.post(kind, stroke, point)
                time.sleep(_BETWEEN_SECONDS)
            self.post(QEvent.Type.MouseButtonRelease, stroke, _POINTS - 1)

    def post(self, kind: QEvent.Type, stroke: int, point: int) -> None:
        place = QPointF(
            self.size[0] * (0.1 + 0.8 * point / _POINTS),
            self.size[1] * (0.1 + 0.1 * stroke + 0.05 * (point % 7) / 7),
        )
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        cause = none if kind == QEvent.Type.MouseMove else left
        if kind != QEvent.Type.MouseButtonRelease:
            self.count += 1
            self.posted[self.count] = time.perf_counter()
        QCoreApplication.postEvent(
            self.board, QMouseEvent(kind, place, place, cause, held, Qt.KeyboardModifier.NoModifier)
        )


class LatencyMeter(QObject):
    """Times each event's way to the first paint of numbers that know of it."""

    def __init__(self, program: Program, row: int | None = None) -> None:
        """Watch the answer's bars, or those of a row of the models that are compared."""
        super().__init__()
        self.page = program.window.page(DRAW)
        self.row = None if row is None else self.page.comparison.rows[row]
        self.bars = self.row.bars if self.row else self.page.answer.bars
        self.hand = Hand(self.page.board, self.page.board.width(), self.page.board.height())
        self.latencies: list[float] = []
        self.known = 0
        self.painted = 0
        self.page.reader.read.connect(self.on_read)

    def start(self) -> None:
        self.page.board.clear()
        if self.row is not None:
            wait_until(lambda: self.row.reading is not None and points_in(self.row.reading) == 0)
        self.bars.installEventFilter(self)
        self.hand.start()

    def on_read(self, reading: Reading) -> None:
        if self.row is None:
            self.known = points_in(reading)
            # Numbers that are as before need no paint.
            if self.bars.is_painted:
                self.take_as_painted()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.row is not None and self.row.reading is not None:
            self.known = points_in(self.row.reading)
        if event.type() == QEvent.Type.Paint:
            self.take_as_painted()
        return False

    def take_as_painted(self) -> None:
        if self.known > self.painted:
            now = time.perf_counter()
            for number in range(self.painted + 1, self.known + 1):
                self.latencies.append(now - self.hand.posted[number])
            self.painted = self.known

    def is_done(self) -> bool:
        return not self.hand.is_alive() and self.painted >= self.hand.count

    def stop(self) -> None:
        self.page.reader.read.disconnect(self.on_read)
        self.bars.removeEventFilter(self)


def points_in(reading: Reading) -> int:
    """How many points of the hand a reading knows of."""
    return sum(len(stroke.points) for stroke in reading.drawing.strokes)


class GapMeter(QObject):
    """Gaps between turns of the event loop, seen by a timer of one millisecond."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.last = time.perf_counter()
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.on_timeout)
        self.timer.start(1)

    def on_timeout(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self.last)
        self.last = now

    def take(self) -> list[float]:
        taken, self.gaps = self.gaps, []
        return taken


def wait_until(condition: object, seconds: float = 300.0) -> None:
    """Turn the event loop until the condition holds."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    timer = QTimer()
    deadline = time.monotonic() + seconds

    def look() -> None:
        if condition() or time.monotonic() > deadline:  # type: ignore[operator]
            loop.quit()

    timer.timeout.connect(look)
    timer.start(5)
    loop.exec()
    if not condition():  # type: ignore[operator]
        sys.exit("latency_probe: what was waited for did not happen")


def drawn(program: Program, row: int | None = None) -> list[float]:
    """Latencies of a drawing of eight strokes."""
    meter = LatencyMeter(program, row)
    meter.start()
    wait_until(meter.is_done)
    meter.stop()
    return meter.latencies


def compared(program: Program) -> dict[str, list[float]]:
    """Latencies with four models reading: of the one in use, and of the one that is read last."""
    page, shelf = program.window.page(DRAW), program.shelf
    for number in range(MOST - 1):
        copy_of(shelf.library.bundled(), shelf.library, f"Copy {number + 1}")
    shelf.models_changed.emit()
    page.compare()
    if len(page.comparison.rows) != MOST:
        sys.exit("latency_probe: there are not four models to compare")
    drawn(program, 0)
    latencies = {"in use": drawn(program, 0), "last": drawn(program, MOST - 1)}
    page.comparing.leave()
    wait_until(lambda: not program.reading.is_busy and not program.comparing.is_busy)
    return latencies


def copy_of(model: LibraryModel, library: Library, name: str) -> None:
    """Keep a model once more under another name."""
    facts = model.facts
    # Only what the facts tell comes from the network; what reads are the files.
    network = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    prepared = PreparedModel(
        network,
        model.keras_bytes(),
        model.litert_bytes(),
        facts.parameters,
        facts.layers,
        facts.input_shape,
    )
    library.add(prepared, name=name, origin=Origin.TRAINED, accuracy=None, calibration=facts.calibration)


class TrainingPhase:
    """What a training in the tab does to the pen and to the event loop, for one preset after the other."""

    def __init__(self, program: Program, gaps: GapMeter) -> None:
        self._program, self._gaps = program, gaps
        began = time.perf_counter()
        self._tab = program.window.page(TRAIN)
        self.seconds_to_make_place = time.perf_counter() - began

    def measured(self, preset: str) -> dict[str, list[float]]:
        """Draw while it is trained, then stop it; gaps from the first step until the model is ready."""
        window, tab = self._program.window, self._tab
        window.show_place(TRAIN)
        tab.settings.show_plan(plan_for(preset, epochs=_MOST_EPOCHS, image_limit=_IMAGES, validation="split"))
        # What the window did until now is no gap of the training's.
        self._gaps.take()
        wait_until(lambda: len(self._gaps.gaps) > 1)
        self._gaps.take()
        tab.start()
        wait_until(lambda: tab.story.text().startswith("Epoch"))
        before = self._gaps.take()
        window.show_place(DRAW)
        latencies = drawn(self._program)
        window.show_place(TRAIN)
        tab.stop()
        wait_until(lambda: not tab.busy())
        return {"latencies": latencies, "gaps": self._gaps.take(), "gaps_before": before}


def main() -> None:
    """Measure idle, then the import of TensorFlow, then a training of every preset."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    # Made at first use; that must not be in the thread of the hand.
    QPointingDevice.primaryPointingDevice()
    program = Program(application, user_places())
    program.show()
    page = program.window.page(DRAW)
    wait_until(lambda: page.board.isVisible())
    drawn(program)
    record: dict[str, object] = {"idle": drawn(program), "compared": compared(program)}
    wait_until(lambda: not program.training.is_busy)
    gaps = GapMeter()
    wait_until(lambda: len(gaps.gaps) > 50)
    training = TrainingPhase(program, gaps)
    record["place"] = training.seconds_to_make_place
    record["training"] = {preset.key: training.measured(preset.key) for preset in PRESETS}
    gaps.timer.stop()
    sys.stdout.write(json.dumps(record) + "\n")
    program.window.close()
    application.exec()
    for lane in program.lanes:
        lane.wait(10_000)


if __name__ == "__main__":
    main()
