"""Which model a command reads with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.entries import FACTS_NAME, read_entry
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.quiet_start import native_noise_held_back
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.places import user_places
from mnist_desktop.resource_files import resource_path

_FILE_SUFFIXES = (".keras", ".h5", ".hdf5", ".tflite")


def user_library() -> Library:
    """The models of this user and the bundled one."""
    return Library(user_places().models, resource_path("models", "reader"))


def recogniser_for(
    name: str | None, threads: int = 2, tell: Callable[[str], None] = lambda _sentence: None
) -> Recogniser:
    """Make a recogniser of the bundled model, a library model (name or identifier), a model file or folder.

    A folder is one that `train --bundle` wrote. Its model has its calibration with it, as have `.keras` files
    of this program; `tell` gets a sentence where one is left aside.

    Raises:
        Problem: MODEL_UNKNOWN, or what is wrong with the file.

    """
    with native_noise_held_back():
        recogniser = _recogniser(name, threads, tell)
        recogniser.read(np.zeros((1, 28, 28), dtype=np.float32))
        return recogniser


def _recogniser(name: str | None, threads: int, tell: Callable[[str], None]) -> Recogniser:
    library = user_library()
    if name is None:
        return Recogniser.of(library.bundled(), threads)
    path = Path(name)
    if path.suffix.lower() in _FILE_SUFFIXES:
        return _of_file(path, threads, tell)
    model = model_called(name)
    if _is_bundle(path):
        from mnist_desktop.models.litert_trial import try_litert

        # Anybody's folder, while those of the library were made here.
        try_litert(model.litert_bytes(), path)
    return Recogniser.of(model, threads)


def _is_bundle(folder: Path) -> bool:
    return (folder / FACTS_NAME).is_file()


def model_called(name: str) -> LibraryModel:
    """A model of the library (name or identifier), or the one in a folder; Problem MODEL_UNKNOWN."""
    folder = Path(name)
    if _is_bundle(folder):
        return read_entry(folder.resolve())
    return user_library().find(name)


def _of_file(path: Path, threads: int, tell: Callable[[str], None]) -> Recogniser:
    from mnist_desktop.ink.input_files import checked_size

    checked_size(path, 500_000_000)
    from mnist_desktop.models.child import open_model
    from mnist_desktop.models.litert_trial import try_litert

    if path.suffix.lower() == ".tflite":
        litert_file = path.read_bytes()
        try_litert(litert_file, path)
        return Recogniser(litert_file, threads=threads, name=path.name)
    opened = open_model(path)
    if opened.inspection.calibration_problem is not None:
        tell(sentence(opened.inspection.calibration_problem))
    litert_file, calibration = opened.prepared.litert_file, opened.inspection.calibration
    return Recogniser(litert_file, threads=threads, name=path.name, calibration=calibration)
