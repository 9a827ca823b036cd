"""What the Models place lets a worker thread do: open a file into the library, save a copy of a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.measuring import measure_set
from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl, Work
from mnist_desktop.models.child import open_model
from mnist_desktop.models.child_process import ReadingCancelled
from mnist_desktop.models.class_names import are_digits, class_names_for, side_file
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import LONGEST_NAME, Library, LibraryModel
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.prepared_cache import file_sha256
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.weights_for import NOTHING_OFFERED, WeightsFor
from mnist_desktop.problems import Problem

_THREADS = 2
_LARGEST_FILE = 500_000_000


@dataclass(frozen=True)
class OpenedFile:
    """A file's model as the library keeps it.

    Attributes:
        model: It.
        calibration_problem: Why a calibration in the file was left aside.
        was_known: Whether the library had it already, so that nothing was opened.

    """

    model: LibraryModel
    calibration_problem: Problem | None = None
    was_known: bool = False


def opening_work(
    path: Path, library: Library, fallback_name: str, weights_for: WeightsFor = NOTHING_OFFERED
) -> Work:
    """Read the file in a child process, measure it on MNIST's test digits and keep it: an `OpenedFile`.

    The model is called as the file, or `fallback_name` where that says nothing. `weights_for` says what
    weights without a network may belong to.
    """

    def work(control: JobControl) -> OpenedFile:
        known = None if weights_for.preset else _known(path, library)
        if known is not None:
            return OpenedFile(known, was_known=True)
        try:
            opened = open_model(path, control.is_cancelled, weights_for=weights_for)
        except ReadingCancelled as end:
            raise Cancelled from end
        model = library.add(
            opened.prepared,
            name=name_from(path) or fallback_name,
            origin=Origin.OPENED,
            accuracy=_accuracy(opened.prepared, control),
            source=path.name,
            saved_by=opened.inspection.saved_by,
            calibration=opened.inspection.calibration,
            source_sha256=opened.inspection.sha256,
        )
        return OpenedFile(model, opened.inspection.calibration_problem)

    return work


def _known(path: Path, library: Library) -> LibraryModel | None:
    """The model of the library that was opened from this very file, under whatever name.

    Raises:
        Problem: What is wrong with the names of its classes that stand beside the file now.

    """
    try:
        checked_size(path, _LARGEST_FILE)
        known = library.opened_from(file_sha256(path))
    except (Problem, OSError):
        return None  # Whatever is wrong with the file, the child that looks at it says in its words.
    if known is None or side_file(path) is None:
        return known
    names = class_names_for(path, known.facts.outputs)
    return known if names == known.facts.class_names else library.name_classes(known.facts.identifier, names)


def name_from(path: Path) -> str:
    """What to call a model from this file; empty where its name has no sign that can be read."""
    readable = "".join(sign if sign.isprintable() else " " for sign in path.stem)
    return " ".join(readable.split())[:LONGEST_NAME].strip()


def _accuracy(prepared: PreparedModel, control: JobControl) -> float | None:
    """The share of MNIST's test digits that the model reads; reports a `Fraction` after every chunk.

    None for a model whose classes are not the ten digits.
    """
    if not are_digits(prepared.class_names):
        return None
    digits = load_mnist_test()
    recogniser = Recogniser.of_prepared(prepared, threads=_THREADS)
    measurement = measure_set(
        recogniser,
        digits,
        lambda done, total: control.report(Fraction(done, total)),
        control.is_cancelled,
    )
    if measurement is None:
        raise Cancelled
    return measurement.report.accuracy
