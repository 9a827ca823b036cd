"""A recogniser of a model file, made ready once and kept in the user's cache for the next time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from mnist_desktop.cli.form_words import form_words, not_digits_words
from mnist_desktop.cli.wording import sentence
from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.models.class_names import class_names_for
from mnist_desktop.models.litert_runner import LiteRtRunner
from mnist_desktop.models.prepared_cache import PreparedCache, ReadyModel, file_sha256
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode

_LARGEST_FILE = 500_000_000


def recogniser_of_file(
    path: Path,
    threads: int,
    tell: Callable[[str], None],
    note: Callable[[str], None],
    classes: Path | None,
) -> Recogniser:
    """Make a recogniser of a `.keras`, `.h5` or `.tflite` file.

    Args:
        path: The file.
        threads: Processor cores to use.
        tell: Gets a sentence where its calibration is left aside.
        note: Gets one where it wants its input in another form than the program's, or was perhaps not made
            for digits.
        classes: A file with the names of its classes; without it the one beside the model.

    Raises:
        Problem: What is wrong with the file or the names.

    """
    checked_size(path, _LARGEST_FILE)
    ready = _ready(path)
    runner = _runner(ready.litert_file, path)
    class_names = class_names_for(path, runner.outputs, classes)
    if ready.calibration_problem is not None:
        tell(sentence(ready.calibration_problem))
    words = not_digits_words(ready.probe_accuracy, runner.outputs) or form_words(ready.form)
    if words:
        note(f"{path}: {words}")
    return Recogniser(ready.litert_file, class_names, threads, path.name, ready.calibration, ready.form)


def _ready(path: Path) -> ReadyModel:
    cache = PreparedCache(user_places().prepared)
    ready = cache.find(_hash_of(path))
    if ready is not None:
        return ready
    if path.suffix.lower() == ".tflite":
        ready = _of_litert(path)
        # Of what was read: somebody may write the file meanwhile.
        cache.keep(hashlib.sha256(ready.litert_file).hexdigest(), ready)
        return ready
    from mnist_desktop.models.child import open_model

    opened = open_model(path)
    prepared, inspection = opened.prepared, opened.inspection
    assert prepared.form is not None
    ready = ReadyModel(
        prepared.litert_file,
        prepared.form,
        prepared.probe_accuracy,
        inspection.calibration,
        inspection.calibration_problem,
    )
    cache.keep(inspection.sha256, ready)
    return ready


def _of_litert(path: Path) -> ReadyModel:
    from mnist_desktop.models.litert_trial import try_litert

    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    tried = try_litert(content, path)
    return ReadyModel(content, tried.form, tried.accuracy)


def _runner(litert_file: bytes, path: Path) -> LiteRtRunner:
    try:
        return LiteRtRunner(litert_file)
    except (ValueError, RuntimeError, IndexError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> Problem:
    return Problem(
        ProblemCode.MODEL_DAMAGED, name=path.name, reason="not a LiteRT model for pictures of digits"
    )


def _hash_of(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(ProblemCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error))
