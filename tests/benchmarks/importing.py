"""How long 60,000 images take from files into the library, and how soon an import can be cancelled."""

from __future__ import annotations

import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from mnist_desktop.data.data_set import DataSet, data_set_of
from mnist_desktop.data.exporting.export import ExportFormat, export_set
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.data.set_library import SetLibrary
from tests.benchmarks.figures import Figure

_IDX_SECONDS, _IMAGES_SECONDS, _CANCEL_SECONDS = 3.0, 60.0, 1.0
_CANCELLED_AT = 6_000


class _Cancelled(Exception):
    """What a cancelled job raises."""


def measure() -> list[Figure]:
    """IDX plain and gzip, a table, an `.npz`, and 60,000 PNG files; then these cancelled."""
    mnist = load_mnist()
    train = data_set_of("Train", mnist.train, mnist.test.subset(np.arange(0)))
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words, form, packed, bound in (
            ("IDX", ExportFormat.IDX, False, _IDX_SECONDS),
            ("IDX with gzip", ExportFormat.IDX, True, _IDX_SECONDS),
            (".npz", ExportFormat.NPZ, True, None),
            ("a table", ExportFormat.CSV, False, None),
            ("PNG files", ExportFormat.IMAGES, True, _IMAGES_SECONDS),
        ):
            target = folder / f"{words.replace(' ', '-').strip('.')}{'' if form.is_folder else '.npz'}"
            began = time.monotonic()
            export_set(train, target, form, packed=packed)
            figures.append(Figure(f"export 60,000 images as {words}", time.monotonic() - began, "s"))
            figures.append(
                Figure(f"import 60,000 images as {words}", _imported(target, folder, train), "s", bound)
            )
        figures += _cancelled(folder / "PNG-files", folder)
    return figures


def _imported(path: Path, folder: Path, expected: DataSet) -> float:
    """Seconds from the first look until the set is kept."""
    library = SetLibrary(folder / "sets")
    began = time.monotonic()
    facts = library.keep(take(survey(path)), str(path))
    seconds = time.monotonic() - began
    assert facts.identifier == expected.identifier
    library.remove(facts.identifier)
    return seconds


def _cancelled(path: Path, folder: Path) -> list[Figure]:
    """How long an import goes on after it was cancelled, and what it leaves behind."""
    asked = threading.Event()
    since = 0.0

    def progress(done: int, _total: int) -> None:
        nonlocal since
        if asked.is_set():
            raise _Cancelled
        if done >= _CANCELLED_AT:
            since = time.monotonic()
            asked.set()

    before = set(folder.rglob("*"))
    with suppress(_Cancelled):
        take(survey(path), progress=progress)
    seconds = time.monotonic() - since
    left = len(set(folder.rglob("*")) - before)
    return [
        Figure("import of PNG files, from cancelling to its end", seconds, "s", _CANCEL_SECONDS),
        Figure("files that the cancelled import left behind", float(left), "", 0),
    ]
