"""The start of the program: the window, a command, or a task in a child process."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from mnist_desktop.leavable import is_work_left

CHILD_TASK = "--child-task"
TENSORBOARD_SERVER = "--tensorboard-server"
SELF_TEST = "--self-test"
_MODEL_SUFFIXES = (".keras", ".h5", ".hdf5")


def main(words: Sequence[str] | None = None) -> int:
    """Start what the words ask for; without words, or with model files, the window opens.

    Returns the exit code.
    """
    if getattr(sys, "frozen", False):
        # It does nothing elsewhere, and its import takes longer than any other of a child process.
        import multiprocessing

        multiprocessing.freeze_support()
    code = _run(words)
    if is_work_left():
        # An import of TensorFlow goes on, say. Python would wait for it, and it cannot be ended otherwise.
        _end_at_once(code)
    return code


def _end_at_once(code: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        # A windowed program on Windows has no streams at all.
        if stream is not None:
            stream.flush()
    os._exit(code)


def _run(words: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if words is None else words)
    if given[:1] == [CHILD_TASK] and len(given) == 2:
        from mnist_desktop.models.child_process import run_child_task

        return run_child_task(Path(given[1]))
    if given[:1] == [TENSORBOARD_SERVER] and len(given) == 2:
        from mnist_desktop.training.tensorboard_child import serve

        return serve(Path(given[1]))
    if given == [SELF_TEST]:
        from mnist_desktop.running import run_self_test

        return run_self_test()
    if not given:
        from mnist_desktop.running import run_window

        return run_window()
    if models := _model_files(given):
        from mnist_desktop.running import run_window

        return run_window(models)
    from mnist_desktop.cli.main import run_command

    return run_command(given)


def _model_files(words: list[str]) -> list[Path]:
    """The files to open in the window, as a file manager names them; none where the words are others."""
    paths = [Path(word) for word in words]
    if any(word.startswith("-") for word in words):
        return []
    are_files = all(path.suffix.lower() in _MODEL_SUFFIXES or path.is_absolute() for path in paths)
    return [path.absolute() for path in paths] if are_files else []


if __name__ == "__main__":
    sys.exit(main())
