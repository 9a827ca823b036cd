"""Letting a child process run a LiteRT file of somebody's before this process does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.models.child import never
from mnist_desktop.models.child_limits import TRYING
from mnist_desktop.models.child_process import run_child
from mnist_desktop.models.facts import form_from_record
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.workspace import workspace_folder

_LITERT = "model.tflite"


@dataclass(frozen=True)
class Tried:
    """The form in which a LiteRT file reads best, and the share (0..1) of built-in digits that it reads."""

    form: InputForm
    accuracy: float


def try_litert(litert_file: bytes, path: Path, cancelled: Callable[[], bool] = never) -> Tried:
    """Find out in a child process in which form the file reads best.

    LiteRT checks little of what a file asks of it: some end the process that runs them, or fill its memory.

    Args:
        litert_file: The content.
        path: Where it is from, for sentences about it.
        cancelled: Asked now and then.

    Raises:
        Problem: MODEL_DAMAGED, or the child process was MODEL_READING_SLOW, _CRASHED or out of MEMORY.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with workspace_folder() as workspace:
        (workspace / _LITERT).write_bytes(litert_file)
        words = {"task": "try", "name": path.name}
        found = run_child(path, words, TRYING, workspace, cancelled)
    return Tried(form_from_record(found["form"]), float(found["accuracy"]))
