"""Opening and converting through child processes: what arrives, what a bad file costs, what stays whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.beside import forget_leftovers_called
from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models import child, child_process
from mnist_desktop.models.child import OpenedModel, inspect, open_model
from mnist_desktop.models.child_limits import LOOKING
from mnist_desktop.models.child_process import ReadingCancelled
from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.saved.target import save_target
from mnist_desktop.models.saving import save_file
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.reading.sample_files import Config, Sample, cnn, dense, write_h5, write_keras
from tests.source_tree import ROOT


def code_of(function: Callable[..., object], *arguments: object) -> ProblemCode:
    with pytest.raises(Problem) as caught:
        function(*arguments)
    return caught.value.code


def with_lambda(config: Config) -> None:
    config["config"]["layers"].append(
        {"class_name": "Lambda", "config": {"function": ["4wEAAAA=", None, None]}}
    )


def require_nothing_built(monkeypatch: pytest.MonkeyPatch) -> None:
    run = child_process.run_child

    def look_only(path: Path, words: dict[str, Any], *others: Any) -> dict[str, Any]:
        if words["task"] != "look":
            pytest.fail("the child with TensorFlow was started")
        return run(path, words, *others)

    monkeypatch.setattr(child, "run_child", look_only)


def convert(source: Path, target: Path) -> None:
    save_file(source, save_target(target))


def test_a_file_is_inspected_in_a_child(tmp_path: Path) -> None:
    inspection = inspect(write_keras(tmp_path / "m.keras"))
    assert (inspection.status, inspection.saved_by, inspection.classes) == (Status.OK, "Keras 3.8.0", 10)


def test_a_relative_path_is_told_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.h5").touch()
    problem = inspect(Path("empty.h5")).problem
    assert problem is not None
    assert problem.values["path"] == "empty.h5"
    with pytest.raises(Problem) as caught:
        inspect(Path("missing.h5"))
    assert (caught.value.code, caught.value.values["path"]) == (ProblemCode.FILE_MISSING, "missing.h5")


def test_python_files_beside_the_program_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("json.py", "numpy.py", "h5py.py"):
        Path(name).write_text("from pathlib import Path; Path('run.txt').touch()")
    assert inspect(write_keras(tmp_path / "m.keras")).status is Status.OK
    assert not (tmp_path / "run.txt").exists()


def test_looking_needs_no_tensorflow(tmp_path: Path) -> None:
    request = {
        "task": "look",
        "source": str(write_h5(tmp_path / "m.h5")),
        "keep": True,
        "offered": {},
        "preset": "",
        "limits": vars(LOOKING),
    }
    (tmp_path / "request.json").write_text(json.dumps(request))
    script = (
        "import sys; from pathlib import Path\n"
        "from mnist_desktop.models.child_process import run_child_task\n"
        "code = run_child_task(Path(sys.argv[1]))\n"
        "sys.exit(code or any(name in sys.modules for name in ('tensorflow', 'keras', 'PySide6')))"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "request.json")], cwd=ROOT, check=True)
    assert json.loads((tmp_path / "result.json").read_text())["inspection"]["status"] == "ok"


def test_a_refused_file_never_reaches_tensorflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_nothing_built(monkeypatch)
    path = write_keras(tmp_path / "m.keras", change=with_lambda)
    assert code_of(open_model, path) is ProblemCode.MODEL_LAYER_REFUSED
    assert code_of(convert, path, tmp_path / "out.h5") is ProblemCode.MODEL_LAYER_REFUSED
    assert not (tmp_path / "out.h5").exists()


def test_a_slow_look_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "LOOKING", replace(LOOKING, seconds=0))
    assert code_of(inspect, write_keras(tmp_path / "m.keras")) is ProblemCode.MODEL_READING_SLOW


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory")
def test_a_look_that_fills_the_memory_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "LOOKING", replace(LOOKING, memory_megabytes=150))
    path = write_h5(tmp_path / "m.h5", [Sample("Flatten"), dense(784, 20_000), dense(20_000, 10)], (28, 28))
    out_of_memory = {ProblemCode.MODEL_READING_MEMORY, ProblemCode.MODEL_READING_CRASHED}
    assert code_of(inspect, path) in out_of_memory


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(0)", "sys.exit(3)", "raise SystemError"])
def test_a_child_that_dies_costs_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    command = [sys.executable, "-c", f"import os, sys; {end}"]
    monkeypatch.setattr(child_process, "_command", lambda request: command)
    assert code_of(inspect, write_keras(tmp_path / "m.keras")) is ProblemCode.MODEL_READING_CRASHED


def test_cancelling_kills_the_child_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(child_process, "_command", lambda request: command)
    start = time.monotonic()
    with pytest.raises(ReadingCancelled):
        inspect(write_keras(tmp_path / "m.keras"), lambda: True)
    assert time.monotonic() - start < 5


def test_an_older_file_survives_a_failed_conversion(tmp_path: Path) -> None:
    target = tmp_path / "out.keras"
    target.write_bytes(b"precious")
    (tmp_path / "broken.h5").write_bytes(b"\x89HDF\r\n\x1a\n")
    assert code_of(convert, tmp_path / "broken.h5", target) is ProblemCode.MODEL_FILE_DAMAGED
    assert target.read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.h5", "out.keras"]


def answers(inputs: np.ndarray) -> np.ndarray:
    """What the sample network answers, computed by NumPy alone: (n, 28, 28) to (n, 10)."""
    first, _, second, norm, _, _, _, hidden, _, last = (layer.arrays for layer in cnn())
    shown = np.maximum(convolved(inputs[..., np.newaxis], *first), 0)
    shown = shown.reshape(-1, 13, 2, 13, 2, 2).max(axis=(2, 4))
    gamma, beta, mean, variance = norm
    shown = (convolved(shown, *second) - mean) / np.sqrt(variance + 0.001) * gamma + beta
    row = np.maximum(shown, 0).reshape(len(inputs), -1)
    row = np.maximum(row @ hidden[0] + hidden[1], 0) @ last[0] + last[1]
    raised = np.exp(row - row.max(axis=1, keepdims=True))
    result: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return result


def convolved(pictures: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    windows = np.lib.stride_tricks.sliding_window_view(pictures, (3, 3), axis=(1, 2))
    result: np.ndarray = np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias
    return result


def require_sample(path: Path, workspace: Path) -> None:
    """The file holds the sample network with exactly its weights."""
    seen = look(path, workspace)
    assert seen.inspection.problem is None
    for ours, sample in zip(seen.arrays, cnn(), strict=True):
        assert [array.tobytes() for array in ours] == [array.tobytes() for array in sample.arrays]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedModel:
    return open_model(write_h5(tmp_path_factory.mktemp("opened") / "old.h5"))


@pytest.mark.tensorflow
def test_an_opened_model_answers_as_its_weights_say(opened: OpenedModel) -> None:
    digits = probe_digits(50)
    read = Recogniser(opened.prepared.litert_file).read(digits).probabilities
    assert np.abs(read - answers(digits)).max() < 1e-5
    assert opened.inspection.saved_by == "Keras 2.3.1"
    assert opened.prepared.parameters == opened.inspection.parameters


@pytest.mark.long
@pytest.mark.tensorflow
def test_a_keras_file_becomes_h5_and_keeps_every_weight(opened: OpenedModel, tmp_path: Path) -> None:
    first, second = tmp_path / "first.keras", tmp_path / "second.H5"
    first.write_bytes(opened.prepared.keras_file)
    require_sample(first, tmp_path)
    second.write_bytes(b"an older file")
    convert(first, second)
    require_sample(second, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [first.name, second.name, "second.H5.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_child_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from mnist_desktop.models import child_process\n"
        "own = child_process._command\n"
        "slow = 'import sys, time; from mnist_desktop.models import child_process, child_tasks;'\n"
        "slow += 'child_tasks.run_task = lambda *_: time.sleep(60);'\n"
        'slow += \'print(1, file=open("started", "w"));\'\n'
        "slow += 'from pathlib import Path; child_process.run_child_task(Path(sys.argv[1]))'\n"
        "child_process._command = lambda request: [sys.executable, '-c', slow, str(request)]\n"
        "from mnist_desktop.models.child import inspect\n"
        "inspect(Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    words = [sys.executable, "-c", script, str(write_keras(tmp_path / "m.keras"))]
    parent = subprocess.Popen(words, env=environment)
    wait_until(lambda: any(tmp_path.glob("*/started")))
    (workspace,) = (path.parent for path in tmp_path.glob("*/started"))
    parent.kill()
    parent.wait()
    wait_until(lambda: not running_in(workspace))
    assert workspace.is_dir()
    later = time.time() - 2
    os.utime(workspace, (later, later))
    forget_leftovers_called(tmp_path, "mnist-desktop-work-")
    assert not workspace.exists()


def running_in(folder: Path) -> bool:
    """Whether a process has the folder as its working folder; its request is there as long as it is."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                return True
        except OSError:
            continue
    return False


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.tensorflow
def test_cancelling_ends_the_child_with_tensorflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[float] = []
    build = child._build

    def timed(*arguments: Any, **named: Any) -> None:
        started.append(time.monotonic())
        build(*arguments, **named)

    monkeypatch.setattr(child, "_build", timed)
    with pytest.raises(ReadingCancelled):
        open_model(write_h5(tmp_path / "m.h5"), lambda: bool(started) and time.monotonic() > started[0] + 1)
    assert time.monotonic() - started[0] < 3
