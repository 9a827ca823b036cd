"""Stopped before the first step: while TensorFlow is imported, while the network is built."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.leavable import do_leavable, is_work_left
from mnist_desktop.training import precision
from mnist_desktop.training.batches import TrainingBatches
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import PrecisionMeasuring, TrainingStarted
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.trainer import train
from tests.source_tree import ROOT
from tests.training.listening import Listener

pytestmark = pytest.mark.tensorflow

WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
from mnist_desktop.app import Program
from mnist_desktop.running import make_application, run_program
from mnist_desktop.__main__ import _end_at_once
from mnist_desktop.leavable import is_work_left
from mnist_desktop.places import user_places
from mnist_desktop.ui.window import TRAIN
from tests.ui.conftest import AnsweringDialogs

program = Program(make_application(), user_places(), AnsweringDialogs())
page = program.window.page(TRAIN)
program.window.show_place(TRAIN)

def stop():
    if not page.story.text().startswith("Loading TensorFlow"):
        return
    looking.stop()
    asked = time.monotonic()
    page.training_ended.connect(lambda: ended(asked))
    page.settings.controls.stop.click()

def ended(asked):
    print(page.story.text(), time.monotonic() - asked, is_work_left(), flush=True)
    QTimer.singleShot(0, program.window.close)

looking = QTimer()
looking.timeout.connect(stop)
looking.start(20)
QTimer.singleShot(0, page.start)
code = run_program(make_application(), program)
print("closed", is_work_left(), program.dialogs.troubles, program.dialogs.reports, flush=True)
_end_at_once(code)
"""


def test_ctrl_c_while_tensorflow_is_imported_ends_the_command_within_a_second(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mnist_desktop", "train", "--preset", "dense-64", "--image-limit", "500"]
    process = subprocess.Popen(
        [*command, "--json", "--steps", "--output", str(tmp_path / "m.keras")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline()) == {"event": "loading-tensorflow"}
    time.sleep(0.2)
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    _out, told = process.communicate(timeout=60)
    assert time.monotonic() - asked < 1
    assert (process.returncode, told) == (
        1,
        "mnist-desktop: stopped before anything was learnt; nothing was written\n",
    )


def test_the_window_stops_within_a_second_and_closes_while_the_import_goes_on(home: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", WINDOW], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    ended, closed = run.stdout.splitlines()
    found = re.fullmatch(r"(.*) ([\d.]+) (\w+)", ended)
    assert found is not None
    story, seconds, is_left = found.groups()
    assert story == "Stopped before anything was learnt"
    assert float(seconds) < 1
    assert is_left == "True", "the import goes on"
    assert closed == "closed True [] []"


@pytest.mark.long
def test_a_stop_while_the_network_is_built_is_quick_and_the_next_training_is_sound(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener, states, asked = Listener(), list[RunState](), list[float]()
    real = TrainingBatches.of_epoch

    def stopped_while_it_takes_long(*arguments: Any) -> Any:
        if not asked:
            asked.append(time.perf_counter())
            listener.switch.stop()
            time.sleep(2)
        return real(*arguments)

    monkeypatch.setattr(TrainingBatches, "of_epoch", stopped_while_it_takes_long)
    plan = plan_for("dense-64", epochs=1, batch_size=64)
    assert train(plan, digits, test_digits, listener.listen, listener.switch, keep=states.append) is None
    assert time.perf_counter() - asked[0] < 1
    assert is_work_left()
    told = len(listener.events)
    after = Listener()
    assert train(plan, digits, test_digits, after.listen, after.switch) is not None
    assert not is_work_left()
    assert (len(listener.events), states) == (told, []), "nothing is heard of what was left behind"


def test_a_stop_while_the_precision_is_measured_is_quick(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_step(*_arguments: object) -> None:
        time.sleep(2)

    monkeypatch.setattr("mnist_desktop.training.trainer.may_gain", lambda: True)
    monkeypatch.setattr(precision, "_step_seconds", slow_step)
    listener = Listener(lambda event: isinstance(event, PrecisionMeasuring))
    plan = plan_for("dense-64", epochs=20, precision="measured")
    assert train(plan, digits, test_digits, listener.listen, listener.switch) is None
    assert time.perf_counter() - listener.stop_asked < 1
    do_leavable(lambda _stay: None, lambda: False)


@pytest.mark.long
def test_a_pause_before_the_first_step_stands_still_there(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener, resumed = Listener(), list[float]()
    began = time.perf_counter()

    def resume_in_a_while() -> bool:
        if not resumed and time.perf_counter() - began > 3:
            resumed.append(time.perf_counter())
            listener.switch.resume()
        return False

    listener.switch.pause()
    listener.switch.heed(resume_in_a_while)
    assert train(plan_for("dense-64", epochs=1), digits, test_digits, listener.listen, listener.switch)
    assert listener.times[listener.events.index(listener.of(TrainingStarted)[0])] >= resumed[0]
