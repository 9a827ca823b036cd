"""TensorBoard in a child process, from the program's side: start it, learn its address, stop it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.tensorboard_child import HOST, URL
from mnist_desktop.training.tensorboard_logs import tensorboard_missing

SERVER_TASK = "--tensorboard-server"
_LOG = logging.getLogger("mnist_desktop.tensorboard")
_PACKAGE = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS = 60
_LOOK_SECONDS = 0.05
_NOISE_LINES = 20


def never() -> bool:
    """For those who do not cancel."""
    return False


class TensorBoardServer:
    """One TensorBoard on one folder, reached from this machine only; it ends with the program at the latest.

    `start` may run in one thread while another calls `stop`.
    """

    def __init__(self, folder: Path) -> None:
        """Serve the folder, once started; it need not hold any logs yet."""
        self.folder = folder
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._noise: deque[str] = deque(maxlen=_NOISE_LINES)
        self._is_stopped = False
        self._lock = threading.Lock()

    @property
    def is_running(self) -> bool:
        """Whether it was started and still runs."""
        return self._process is not None and self._process.poll() is None

    def start(self, cancelled: Callable[[], bool] = never, patience: float = _PATIENCE_SECONDS) -> str | None:
        """Start it, wait until it answers and give its address; None if cancelled or stopped meanwhile.

        Args:
            cancelled: asked while it starts, which takes some seconds.
            patience: seconds to wait.

        Raises:
            Problem: TENSORBOARD_MISSING, TENSORBOARD_NOT_STARTED or TENSORBOARD_SLOW; then nothing runs.

        """
        if tensorboard_missing():
            raise Problem(ProblemCode.TENSORBOARD_MISSING)
        process = self._launched()
        deadline = time.monotonic() + patience
        is_ready = False
        try:
            while process is not None and not (self._is_stopped or cancelled()):
                is_ready = bool(self.url) and _answers(self.url)
                if is_ready:
                    return self.url
                if process.poll() is not None:
                    raise self._ended(process.returncode)
                if time.monotonic() > deadline:
                    raise Problem(ProblemCode.TENSORBOARD_SLOW, seconds=round(patience))
                time.sleep(_LOOK_SECONDS)
            return None
        finally:
            if not is_ready:
                self.stop()

    def stop(self) -> None:
        """End it now; takes some milliseconds. It cannot be started again."""
        with self._lock:
            self._is_stopped = True
            process, reader = self._process, self._reader
        if process is None or reader is None:
            return
        process.kill()
        process.wait()
        reader.join()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _launched(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_stopped:
                return None
            try:
                process = subprocess.Popen(
                    _command(self.folder),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    env=_environment(),
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                reason = error.strerror or str(error)
                raise Problem(ProblemCode.TENSORBOARD_NOT_STARTED, reason=reason) from error
            self._process = process
            self._reader = threading.Thread(
                target=self._read, args=(process.stdout,), name="tensorboard", daemon=True
            )
            self._reader.start()
            return process

    def _read(self, stream: IO[bytes]) -> None:
        """Take what it prints, or it would once wait for that; the address is among it."""
        for line in stream:
            text = line.decode("utf-8", "replace").strip()
            url = _address(text)
            if url:
                self.url = url
            elif text:
                self._noise.append(text)

    def _ended(self, code: int) -> Problem:
        if self._reader is not None:
            self._reader.join()
        _LOG.warning("TensorBoard ended with %s: %s", code, "\n".join(self._noise))
        reason = self._noise[-1][:200] if self._noise else f"exit code {code}"
        return Problem(ProblemCode.TENSORBOARD_NOT_STARTED, reason=reason)


def _command(folder: Path) -> list[str]:
    # Without -P a file beside the user's own could stand for a module of TensorBoard's.
    python = [] if getattr(sys, "frozen", False) else ["-P", "-m", "mnist_desktop"]
    return [sys.executable, *python, SERVER_TASK, str(folder.absolute())]


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(_PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


def _address(text: str) -> str:
    """The address in a line of what it prints, if that is one."""
    try:
        url = json.loads(text)[URL]
    except (ValueError, TypeError, KeyError):
        return ""
    return url if isinstance(url, str) and url.startswith(f"http://{HOST}:") else ""


def _answers(url: str) -> bool:
    # A proxy of the user's is no way to this machine.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
