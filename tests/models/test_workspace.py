"""A private folder for work, and what is told where the system has no place for it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from mnist_desktop.models.child import inspect
from mnist_desktop.models.workspace import workspace_folder
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.reading.sample_files import write_keras


def test_it_is_gone_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with workspace_folder() as folder:
        (folder / "work").write_bytes(b"x")
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_no_place_for_it_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_keras(tmp_path / "model.keras")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(Problem) as caught:
        inspect(path)
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert caught.value.values["path"] == str(tmp_path / "missing")
