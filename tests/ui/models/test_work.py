"""Opening a file into the library, in the worker thread: measured, named, or given up."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl
from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.child_process import ReadingCancelled
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.prepared_cache import file_sha256
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.models import work as work_module
from mnist_desktop.ui.models.work import OpenedFile, name_from, opening_work
from tests.ui.models.conftest import NETWORK, prepared

FOUND = {
    "saved_by": "Keras 2.3.1",
    "sha256": "c" * 64,
    "calibration": Calibration(temperature=1.5, examples=900),
    "calibration_problem": Problem(ProblemCode.MODEL_CALIBRATION_IGNORED, path="m", reason="it is damaged"),
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "models", resource_path("models", "reader"))


def control(reports: list[object] | None = None) -> JobControl:
    return JobControl((reports if reports is not None else []).append, threading.Event())


def test_an_opened_model_is_measured_and_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    litert = library.bundled().litert_bytes()
    model = PreparedModel(NETWORK, b"keras", litert, NETWORK.parameters, NETWORK.facts(), NETWORK.input_shape)
    opened = SimpleNamespace(prepared=model, inspection=SimpleNamespace(**FOUND))
    monkeypatch.setattr(work_module, "open_model", lambda path, cancelled, **_: opened)
    reports: list[object] = []
    result = opening_work(Path("folder/my model.h5"), library, "Opened")(control(reports))
    assert isinstance(result, OpenedFile)
    kept = result.model
    assert kept.facts.calibration == FOUND["calibration"]
    assert result.calibration_problem is FOUND["calibration_problem"]
    assert kept == library.find("my model")
    assert kept.facts.origin is Origin.OPENED
    assert kept.facts.source_sha256 == "c" * 64
    assert (kept.facts.source, kept.facts.saved_by) == ("my model.h5", "Keras 2.3.1")
    assert kept.facts.accuracy == pytest.approx(library.bundled().facts.accuracy, abs=0.001)
    assert reports[-1] == Fraction(10_000, 10_000)


def test_giving_up_is_no_failure(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(path: Path, cancelled: object, **_: object) -> None:
        raise ReadingCancelled

    monkeypatch.setattr(work_module, "open_model", give_up)
    with pytest.raises(Cancelled):
        opening_work(Path("m.h5"), library, "Opened")(control())


def test_giving_up_while_measuring_keeps_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    litert = library.bundled().litert_bytes()
    opened = SimpleNamespace(
        prepared=SimpleNamespace(**{**vars(prepared()), "litert_file": litert}),
        inspection=SimpleNamespace(saved_by=""),
    )
    monkeypatch.setattr(work_module, "open_model", lambda path, cancelled, **_: opened)
    asked = threading.Event()
    asked.set()
    with pytest.raises(Cancelled):
        opening_work(Path("m.h5"), library, "Opened")(JobControl(lambda report: None, asked))
    assert len(library.models()) == 1


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("cnn.h5", "cnn"),
        ("my  model.v2.keras", "my model.v2"),
        ("数字.h5", "数字"),
        ("\a\b.h5", ""),
        ("x" * 200 + ".h5", "x" * 80),
    ],
)
def test_a_model_is_called_as_its_file(file: str, name: str) -> None:
    assert name_from(Path(file)) == name


def test_a_file_that_is_in_the_library_is_not_opened_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "again.h5"
    path.write_bytes(b"the very same file")
    kept = library.add(
        prepared("p"), name="Mine", origin=Origin.OPENED, accuracy=None, source_sha256=file_sha256(path)
    )
    monkeypatch.setattr(work_module, "open_model", lambda *_, **__: pytest.fail("it was opened"))
    result = opening_work(path, library, "Opened")(control())
    assert result == OpenedFile(kept, was_known=True)
    # Names of its classes that stand beside it now are taken over.
    (tmp_path / "again.classes.txt").write_text("\n".join("abcdefghij"), encoding="utf-8")
    named = opening_work(path, library, "Opened")(control())
    assert isinstance(named, OpenedFile)
    assert named.model.facts.class_names == tuple("abcdefghij")
    assert library.find("Mine").facts.class_names == tuple("abcdefghij")


def test_a_damaged_model_is_opened_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "again.h5"
    path.write_bytes(b"the very same file")
    kept = library.add(
        prepared("p"), name="Mine", origin=Origin.OPENED, accuracy=None, source_sha256=file_sha256(path)
    )
    kept.litert_file.unlink()

    def opening(*_: object, **__: object) -> None:
        raise Problem(ProblemCode.MODEL_FILE_UNKNOWN, path=str(path))

    monkeypatch.setattr(work_module, "open_model", opening)
    with pytest.raises(Problem):
        opening_work(path, library, "Opened")(control())
