"""A child process with limits: started again from this program, fed with a request, ended with its parent."""

from __future__ import annotations

import errno
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mnist_desktop.models.child_limits import Limits, apply_limits
from mnist_desktop.models.reading.inspection import problem_from_record
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import FULL, not_writable

_LOG = logging.getLogger("mnist_desktop.child")
_PACKAGE = Path(__file__).resolve().parent.parent
_REQUEST = "request.json"
_RESULT = "result.json"
_NOISE = "noise.txt"
_OUT_OF_MEMORY = 75
_NO_ROOM = 74
_HDF5_FULL = f"errno = {errno.ENOSPC},"
_POLL_SECONDS = 0.02
_MOST_NOISE = 2000


class ReadingCancelled(Exception):
    """Whoever asked for a file to be read does not want it any more; the child process was killed."""


def run_child_task(request: Path) -> int:
    """Do what the file `request` says and leave the result beside it: the whole life of a child process."""
    words = json.loads(request.read_text(encoding="utf-8"))
    apply_limits(Limits(**words["limits"]))
    if words.get("ends_with_parent"):
        threading.Thread(target=_end_with_parent, daemon=True).start()
    from mnist_desktop.models.child_tasks import run_task

    try:
        run_task(words, request.parent)
    except MemoryError:
        return _OUT_OF_MEMORY
    except OSError as error:
        if error.errno not in FULL and _HDF5_FULL not in str(error):
            raise
        return _NO_ROOM
    return 0


def _end_with_parent() -> None:
    """Wait until the process that wants the result is gone."""
    os.read(0, 1)
    os._exit(1)


def run_child(
    path: Path, words: dict[str, Any], limits: Limits, workspace: Path, cancelled: Callable[[], bool]
) -> dict[str, Any]:
    """Have a child process do the task that `words` name, about the file at `path`; gives its result.

    Args:
        path: For the sentences about what goes wrong.
        words: The task and what it needs to know, as plain values.
        limits: What the child may use.
        workspace: Where the child leaves what it makes.
        cancelled: Whether nobody wants the result any more.

    Raises:
        Problem: What the child met; or it was MODEL_READING_SLOW, _CRASHED or out of MEMORY; or
            FILE_NOT_WRITABLE where there is no room for what it makes.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    request, answer = workspace / _REQUEST, workspace / _RESULT
    wish = json.dumps({**words, "limits": asdict(limits), "ends_with_parent": True})
    try:
        answer.unlink(missing_ok=True)
        request.write_text(wish, encoding="utf-8")
    except OSError as error:
        raise not_writable(request, error) from error
    code = _run_process(path, request, limits, cancelled)
    if not answer.is_file():
        _LOG.warning("child task %s ended with %s: %s", words["task"], code, _last_noise(workspace))
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
            # The child ends when this end of the pipe closes, also if this process is killed.
            stdin=subprocess.PIPE,
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
            if process.stdin is not None:
                process.stdin.close()


def _last_noise(workspace: Path) -> str:
    """The end of what a child wrote on standard error, which may be as much as it likes."""
    with (workspace / _NOISE).open("rb") as noise:
        noise.seek(max(0, noise.seek(0, os.SEEK_END) - _MOST_NOISE))
        return noise.read(_MOST_NOISE).decode("utf-8", errors="replace")


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
    if code == _NO_ROOM:
        reason = "the disk may be full"
        return Problem(ProblemCode.FILE_NOT_WRITABLE, path=tempfile.gettempdir(), reason=reason)
    if code == -getattr(signal, "SIGXCPU", 0) and code:
        return _slow(path, limits)
    return Problem(ProblemCode.MODEL_READING_CRASHED, path=str(path))


def _slow(path: Path, limits: Limits) -> Problem:
    return Problem(ProblemCode.MODEL_READING_SLOW, path=str(path), seconds=limits.seconds)
