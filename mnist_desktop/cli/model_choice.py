"""Which model a command reads with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mnist_desktop.cli.model_files import recogniser_of_file
from mnist_desktop.models.class_names import class_names_for
from mnist_desktop.models.entries import FACTS_NAME, read_entry
from mnist_desktop.models.facts import ModelFacts
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.litert_runner import LiteRtRunner
from mnist_desktop.models.quiet_start import native_noise_held_back
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.places import user_places
from mnist_desktop.resource_files import resource_path

_FILE_SUFFIXES = (".keras", ".h5", ".hdf5", ".tflite")


def _quietly(_sentence: str) -> None:
    return None


def user_library() -> Library:
    """The models of this user and the bundled one."""
    return Library(user_places().models, resource_path("models", "reader"))


def recogniser_for(
    name: str | None,
    threads: int = 2,
    tell: Callable[[str], None] = _quietly,
    note: Callable[[str], None] = _quietly,
    classes: str | None = None,
) -> Recogniser:
    """Make a recogniser of the bundled model, a library model (name or identifier), a model file or folder.

    A folder is one that `train --bundle` wrote. Its model has its calibration with it, as have `.keras` files
    of this program; `tell` gets a sentence where one is left aside, and `note` one about the form in which a
    file's model wants its input. `classes` is a file with the names of its classes.

    Raises:
        Problem: MODEL_UNKNOWN, or what is wrong with the file or the names.

    """
    with native_noise_held_back():
        recogniser = _recogniser(name, threads, tell, note, Path(classes) if classes else None)
        recogniser.read(np.zeros((1, 28, 28), dtype=np.float32))
        return recogniser


def facts_for(name: str | None) -> ModelFacts | None:
    """What the library, or a folder, knows of the model that `recogniser_for` takes; None for a file."""
    if Path(name or "").suffix.lower() in _FILE_SUFFIXES:
        return None
    return (user_library().bundled() if name is None else model_called(name)).facts


def _recogniser(
    name: str | None,
    threads: int,
    tell: Callable[[str], None],
    note: Callable[[str], None],
    classes: Path | None,
) -> Recogniser:
    path = Path(name or "")
    if path.suffix.lower() in _FILE_SUFFIXES:
        return recogniser_of_file(path, threads, tell, note, classes)
    model = model_called(name) if name is not None else user_library().bundled()
    if name is not None:
        try_if_anybodys(model, path)
    if classes is None:
        return Recogniser.of(model, threads)
    facts, content = model.facts, model.litert_bytes()
    names = class_names_for(path, LiteRtRunner(content).outputs, classes)
    return Recogniser(content, names, threads, facts.name, facts.calibration, facts.input_form)


def _is_bundle(folder: Path) -> bool:
    # pathlib raises for a name that no file can have.
    return os.path.isfile(folder / FACTS_NAME)  # noqa: PTH113


def try_if_anybodys(model: LibraryModel, folder: Path) -> None:
    """Let a child run the LiteRT file of the model in a folder first; those of the library were made here.

    Raises:
        Problem: What came of it, see `try_litert`.

    """
    if _is_bundle(folder) and model.facts.litert_bytes:
        from mnist_desktop.models.litert_trial import try_litert

        try_litert(model.litert_bytes(), folder)


def model_called(name: str) -> LibraryModel:
    """A model of the library (name or identifier), or the one in a folder; Problem MODEL_UNKNOWN."""
    folder = Path(name)
    if _is_bundle(folder):
        return read_entry(folder.resolve())
    return user_library().find(name)
