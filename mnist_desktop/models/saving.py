"""Saving a copy of a library model somewhere else. TensorFlow only in a child process, and only for `.h5`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from mnist_desktop.models.child import convert, model_suffix, never
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.safe_write import write_bytes

SUFFIXES = (".keras", ".h5", ".tflite")


def save_copy(model: LibraryModel, target: Path, cancelled: Callable[[], bool] = never) -> None:
    """Write the model to `target` in the format that its name ends in; what was there survives any failure.

    Raises:
        Problem: MODEL_FORMAT_UNKNOWN, FILE_IS_FOLDER, FILE_NOT_WRITABLE for the target; MODEL_DAMAGED; or
            what goes wrong in `convert`.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    suffix = model_suffix(target)
    if suffix == ".tflite":
        write_bytes(target, model.litert_bytes())
        return
    save_keras(with_calibration(model.keras_bytes(), model.facts.calibration), target, cancelled)


def save_keras(content: bytes, target: Path, cancelled: Callable[[], bool] = never) -> None:
    """Write the content of this program's Keras file to `target`, as it is or rebuilt as another format.

    Raises:
        Problem: As `save_copy`.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    if model_suffix(target) == ".keras":
        write_bytes(target, content)
        return
    with tempfile.TemporaryDirectory(prefix="mnist-desktop-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "model.keras"
        source.write_bytes(content)
        convert(source, target, cancelled)
