"""Everything about the place of a saved model that can be known before work starts."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.saved import formats
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.side_file import PROGRAM
from mnist_desktop.models.saved.target import is_saved_model, require_space, save_target
from mnist_desktop.problems import Problem, ProblemCode


@pytest.fixture(autouse=True)
def onnx_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_ONNX_LIBRARIES", ())


def problem_of(path: Path, format: ModelFormat | None = None) -> Problem:
    before = sorted(path.parent.rglob("*")) if path.parent.is_dir() else []
    with pytest.raises(Problem) as caught:
        save_target(path, format)
    if before:
        assert sorted(path.parent.rglob("*")) == before
    assert sentence(caught.value)
    return caught.value


def saved_model(folder: Path) -> Path:
    (folder / "variables").mkdir(parents=True)
    (folder / "assets").mkdir()
    for name in ("saved_model.pb", "fingerprint.pb", "variables/variables.index"):
        (folder / name).write_bytes(b"x")
    return folder


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.keras", ModelFormat.KERAS),
        ("a.KERAS", ModelFormat.KERAS),
        ("a.H5", ModelFormat.H5),
        ("a.hdf5", ModelFormat.H5),
        ("a.b.TFlite", ModelFormat.LITERT),
        ("数字 模型.onnx", ModelFormat.ONNX),
        ("a.SavedModel", ModelFormat.SAVED_MODEL),
    ],
)
def test_the_name_says_the_format_and_is_kept(tmp_path: Path, name: str, format: ModelFormat) -> None:
    target = save_target(tmp_path / name)
    assert (target.path, target.format) == (tmp_path / name, format)
    assert target.side_path.name == f"{name}.json"
    assert list(tmp_path.iterdir()) == []
    assert save_target(tmp_path / name, format) == target


@pytest.mark.parametrize(
    ("format", "name"),
    [
        (ModelFormat.KERAS, "my model v1.2.keras"),
        (ModelFormat.ONNX, "my model v1.2.onnx"),
        (ModelFormat.SAVED_MODEL, "my model v1.2"),
    ],
)
def test_a_missing_suffix_is_added(tmp_path: Path, format: ModelFormat, name: str) -> None:
    assert save_target(tmp_path / "my model v1.2", format).path.name == name


def test_names_that_do_not_do(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "m").code is ProblemCode.MODEL_FORMAT_UNKNOWN
    assert problem_of(tmp_path / "m.txt").code is ProblemCode.MODEL_FORMAT_UNKNOWN
    assert problem_of(tmp_path / "m.h5", ModelFormat.ONNX).code is ProblemCode.MODEL_FORMAT_OTHER
    for name in ("x" * 300 + ".keras", "数" * 90 + ".keras", "x" * 246 + ".keras", "a\0b.keras"):
        problem = problem_of(tmp_path / name)
        assert problem.code is ProblemCode.FILE_NAME_REFUSED
        assert len(sentence(problem)) < 300


def test_onnx_without_its_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_ONNX_LIBRARIES", ("no_such_library",))
    problem = problem_of(tmp_path / "m.onnx")
    assert problem.code is ProblemCode.ONNX_MISSING
    assert "pip install" in sentence(problem)


def test_folders_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for place in ("missing/m.keras", "file/m.keras", "file/m.savedmodel"):
        assert problem_of(tmp_path / place).code is ProblemCode.FILE_NOT_WRITABLE

    def refuse(path: Path, mode: int = 0o666, exist_ok: bool = True) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "touch", refuse)
    problem = problem_of(tmp_path / "m.keras")
    assert problem.code is ProblemCode.FILE_NOT_WRITABLE
    assert "Read-only file system" in sentence(problem)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert problem_of(tmp_path / "m.keras").code is ProblemCode.FILE_NOT_WRITABLE
    finally:
        tmp_path.chmod(0o700)


def test_what_is_there_and_must_stay(tmp_path: Path) -> None:
    (tmp_path / "m.keras").mkdir()
    assert problem_of(tmp_path / "m.keras").code is ProblemCode.FILE_IS_FOLDER
    protected = tmp_path / "p.h5"
    protected.write_bytes(b"precious")
    protected.chmod(0o444)
    assert problem_of(protected).code is ProblemCode.FILE_READ_ONLY


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe")
def test_a_pipe_is_no_place(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.keras")
    assert problem_of(tmp_path / "m.keras").code is ProblemCode.FILE_NOT_REGULAR


def a_note(folder: Path) -> None:
    (folder / "notes.txt").touch()


def a_deep_note(folder: Path) -> None:
    (folder / "variables" / "notes").mkdir()


def an_asset(folder: Path) -> None:
    (folder / "assets" / "words.txt").touch()


def a_link(folder: Path) -> None:
    (folder / "variables" / "variables.data-00000-of-00001").symlink_to(folder.parent)


def no_model(folder: Path) -> None:
    (folder / "saved_model.pb").unlink()


@pytest.mark.parametrize("change", [a_note, a_deep_note, an_asset, a_link, no_model])
def test_only_a_pure_saved_model_is_ever_replaced(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = saved_model(tmp_path / "m.savedmodel")
    assert is_saved_model(folder)
    assert save_target(folder).exists
    change(folder)
    assert not is_saved_model(folder)
    assert problem_of(folder).code is ProblemCode.FOLDER_NOT_OURS


def test_empty_folders_files_and_links_in_the_place_of_a_saved_model(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert save_target(tmp_path / "empty", ModelFormat.SAVED_MODEL).exists
    (tmp_path / "file.savedmodel").touch()
    assert problem_of(tmp_path / "file.savedmodel").code is ProblemCode.FOLDER_NOT_OURS
    saved_model(tmp_path / "real.savedmodel")
    (tmp_path / "link.savedmodel").symlink_to(tmp_path / "real.savedmodel")
    assert problem_of(tmp_path / "link.savedmodel").code is ProblemCode.FOLDER_NOT_OURS


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"program": "another", "sha256": ""}', "[" * 9999, "\0"])
def test_a_foreign_json_is_never_replaced(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.onnx.json").write_text(text)
    assert problem_of(tmp_path / "m.onnx").code is ProblemCode.SIDE_FILE_FOREIGN


def test_a_json_of_this_program_is_replaced_and_a_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "m.onnx.json").write_text(json.dumps({"program": PROGRAM, "sha256": "0"}))
    assert not save_target(tmp_path / "m.onnx").exists
    (tmp_path / "n.onnx.json").mkdir()
    assert problem_of(tmp_path / "n.onnx").code is ProblemCode.SIDE_FILE_FOREIGN


def test_a_disk_without_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=9_000_000))
    require_space(tmp_path, 6_000_000, tmp_path / "m.keras")
    with pytest.raises(Problem) as caught:
        require_space(tmp_path, 8_000_000, tmp_path / "m.keras")
    assert caught.value.code is ProblemCode.DISK_FULL
    assert "9 MB are free" in sentence(caught.value)
    assert "10 MB" in sentence(caught.value)
