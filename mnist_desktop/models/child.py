"""Reading somebody's model file in child processes, so that a bad one costs a sentence and not the window.

The first child has no TensorFlow: it looks at the file and decides. Only what it found sound, plain layers
and arrays, is given to the second, which builds the model anew and converts it. Both have limits.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mnist_desktop.models.child_limits import BUILDING, LOOKING, Limits, apply_limits
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.network import Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.reading.fitting import answering_probabilities
from mnist_desktop.models.reading.inspection import Inspection, problem_from_record
from mnist_desktop.models.reading.plain_network import network_to_record
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_bytes

_LOG = logging.getLogger("mnist_desktop.child")
_PACKAGE = Path(__file__).resolve().parent.parent
_REQUEST = "request.json"
_RESULT = "result.json"
_NOISE = "noise.txt"
_OUT_OF_MEMORY = 75
_POLL_SECONDS = 0.02
_FILES = {".keras": "model.keras", ".h5": "model.h5", ".tflite": "model.tflite"}


class ReadingCancelled(Exception):
    """Whoever asked for a file to be read does not want it any more; the child process was killed."""


@dataclass(frozen=True)
class OpenedModel:
    """A foreign model, rebuilt and ready for the library, and what its file said."""

    prepared: PreparedModel
    inspection: Inspection


def never() -> bool:
    """For those who do not cancel."""
    return False


def inspect(path: Path, cancelled: Callable[[], bool] = never) -> Inspection:
    """What the file at `path` is, found out without TensorFlow in well under a second.

    Raises:
        Problem: FILE_MISSING or FILE_UNREADABLE, or the child process was MODEL_READING_SLOW, _CRASHED or
            out of MEMORY.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with _workspace() as workspace:
        return _look(path, workspace, cancelled, keep=False)


def open_model(path: Path, cancelled: Callable[[], bool] = never) -> OpenedModel:
    """Read the model at `path` and make it ready for the library; some seconds, most of them TensorFlow's.

    A network that answers with logits gets a softmax.

    Raises:
        Problem: As `inspect`; whatever the look found; or MODEL_NOT_CONVERTIBLE.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with _workspace() as workspace:
        inspection = _look(path, workspace, cancelled, keep=True)
        network = answering_probabilities(_sound(inspection))
        _build(path, network, workspace, cancelled, h5=False)
        keras_file, litert_file = (_content(workspace, _FILES[suffix]) for suffix in (".keras", ".tflite"))
        facts = network.facts()
    return OpenedModel(
        PreparedModel(network, keras_file, litert_file, network.parameters, facts, network.input_shape),
        inspection,
    )


def convert(source: Path, target: Path, cancelled: Callable[[], bool] = never) -> None:
    """Write the model at `source` to `target`, in the format that its name ends in: .keras, .h5 or .tflite.

    The new file is opened again and compared before it takes the place of an older one, which survives any
    failure.

    Raises:
        Problem: As `open_model`; MODEL_FORMAT_UNKNOWN, FILE_IS_FOLDER, FILE_NOT_WRITABLE for the target.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    suffix = model_suffix(target)
    with _workspace() as workspace:
        inspection = _look(source, workspace, cancelled, keep=True)
        network = _sound(inspection)
        _build(source, network, workspace, cancelled, h5=suffix == ".h5")
        content = _content(workspace, _FILES[suffix])
    if suffix == ".keras":
        content = with_calibration(content, inspection.calibration)
    write_bytes(target, content)


def model_suffix(target: Path) -> str:
    """In which format a model will be saved at `target`, found out before any work is done.

    Raises:
        Problem: MODEL_FORMAT_UNKNOWN, FILE_IS_FOLDER, FILE_NOT_WRITABLE.

    """
    suffix = target.suffix.lower()
    if suffix not in _FILES:
        raise Problem(ProblemCode.MODEL_FORMAT_UNKNOWN, path=str(target))
    if target.is_dir():
        raise Problem(ProblemCode.FILE_IS_FOLDER, path=str(target))
    folder = target.absolute().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        reason = "the folder cannot be written" if folder.is_dir() else "there is no such folder"
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(target), reason=reason)
    return suffix


def run_child_task(request: Path) -> int:
    """Do what the file `request` says and leave the result beside it: the whole life of a child process."""
    words = json.loads(request.read_text(encoding="utf-8"))
    apply_limits(Limits(**words["limits"]))
    from mnist_desktop.models.child_tasks import run_task

    try:
        run_task(words, request.parent)
    except MemoryError:
        return _OUT_OF_MEMORY
    return 0


def _sound(inspection: Inspection) -> Network:
    if inspection.problem is not None:
        raise inspection.problem
    if inspection.network is None:
        raise ValueError("a sound file has a network")
    return inspection.network


def _look(path: Path, workspace: Path, cancelled: Callable[[], bool], *, keep: bool) -> Inspection:
    words = {"task": "look", "source": str(path.absolute()), "keep": keep}
    result = _run(path, words, LOOKING, workspace, cancelled)
    return Inspection.from_record(result["inspection"]).about(path)


def _build(path: Path, network: Network, workspace: Path, cancelled: Callable[[], bool], *, h5: bool) -> None:
    words = {"task": "build", "network": network_to_record(network), "h5": h5}
    _run(path, words, BUILDING, workspace, cancelled)


def _run(
    path: Path, words: dict[str, Any], limits: Limits, workspace: Path, cancelled: Callable[[], bool]
) -> dict[str, Any]:
    request, answer = workspace / _REQUEST, workspace / _RESULT
    answer.unlink(missing_ok=True)
    request.write_text(json.dumps({**words, "limits": asdict(limits)}), encoding="utf-8")
    code = _run_process(path, request, limits, cancelled)
    if not answer.is_file():
        noise = (workspace / _NOISE).read_text(encoding="utf-8", errors="replace")[-2000:]
        _LOG.warning("child task %s ended with %s: %s", words["task"], code, noise)
        raise _unfinished(path, code, limits)
    result: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    problem = problem_from_record(result["problem"])
    if problem is not None:
        if "path" in problem.values:
            problem = Problem(problem.code, **{**problem.values, "path": str(path)})
        raise problem
    return result


def _run_process(path: Path, request: Path, limits: Limits, cancelled: Callable[[], bool]) -> int:
    deadline = time.monotonic() + limits.seconds
    with (request.parent / _NOISE).open("wb") as noise:
        process = subprocess.Popen(
            _command(request),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=noise,
            cwd=request.parent,
            env=_environment(request.parent),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            while True:
                try:
                    return process.wait(_POLL_SECONDS)
                except subprocess.TimeoutExpired:
                    if cancelled():
                        raise ReadingCancelled from None
                    if time.monotonic() > deadline:
                        raise _slow(path, limits) from None
        finally:
            process.kill()
            process.wait()


def _command(request: Path) -> list[str]:
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else ["-m", "mnist_desktop"]), "--child-task", str(request)]


def _environment(workspace: Path) -> dict[str, str]:
    """The user's environment, with all that is temporary in the workspace, and no plugins of HDF5."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(workspace))
    python_path = os.pathsep.join(filter(None, (str(_PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    return {
        **os.environ,
        **places,
        "PYTHONPATH": python_path,
        "OPENBLAS_NUM_THREADS": "1",
        "HDF5_PLUGIN_PRELOAD": "::",
        "CUDA_VISIBLE_DEVICES": "-1",
    }


def _unfinished(path: Path, code: int, limits: Limits) -> Problem:
    if code == _OUT_OF_MEMORY:
        return Problem(ProblemCode.MODEL_READING_MEMORY, path=str(path), limit_mb=limits.memory_megabytes)
    if code == -getattr(signal, "SIGXCPU", 0) and code:
        return _slow(path, limits)
    return Problem(ProblemCode.MODEL_READING_CRASHED, path=str(path))


def _slow(path: Path, limits: Limits) -> Problem:
    return Problem(ProblemCode.MODEL_READING_SLOW, path=str(path), seconds=limits.seconds)


def _content(workspace: Path, name: str) -> bytes:
    return (workspace / name).read_bytes()


@contextmanager
def _workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mnist-desktop-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
