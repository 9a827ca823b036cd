"""Ready models are kept by the hash of their file, checked when read, and take no more room than allowed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mnist_desktop.models.answers import Calibration, Rejection
from mnist_desktop.models.input_form import InputForm, Outputs, Pixels
from mnist_desktop.models.prepared_cache import PreparedCache, ReadyModel, file_sha256
from mnist_desktop.problems import Problem, ProblemCode

HASH, OTHER = "a" * 64, "b" * 64
READY = ReadyModel(
    b"litert" * 100,
    InputForm((28, 28, 1), Pixels.BYTES, is_dark_on_light=True, outputs=Outputs.LOGITS),
    0.97,
    Calibration(1.5, Rejection(), 900),
    Problem(ProblemCode.MODEL_CALIBRATION_IGNORED, path="m", reason="it is damaged"),
)
PLAIN = ReadyModel(b"x" * 1000, InputForm((784,)))


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    cache = PreparedCache(tmp_path / "cache")
    assert cache.find(HASH) is None
    cache.keep(HASH, READY)
    found = cache.find(HASH)
    assert found is not None
    assert (found.litert_file, found.form, found.calibration) == (
        READY.litert_file,
        READY.form,
        READY.calibration,
    )
    assert found.calibration_problem is not None
    assert found.calibration_problem.values == {"path": "m", "reason": "it is damaged"}
    assert cache.find(OTHER) is None
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_what_was_changed_is_not_used(tmp_path: Path) -> None:
    cache = PreparedCache(tmp_path)
    cache.keep(HASH, READY)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for content in (b"", whole[:50], whole[:-1], whole[:60] + b"?" + whole[61:], whole + b"!"):
        path.write_bytes(content)
        assert cache.find(HASH) is None
    cache.keep(HASH, PLAIN)
    assert cache.find(HASH) == PLAIN


def test_another_versions_models_are_ignored_and_removed(tmp_path: Path) -> None:
    cache = PreparedCache(tmp_path)
    cache.keep(HASH, READY)
    (path,) = tmp_path.iterdir()
    old, left = tmp_path / f"{OTHER}-0.0.1-1.model", tmp_path / ".left-12345678.model"
    os.replace(path, old)
    left.touch()
    assert cache.find(OTHER) is None
    cache.keep(HASH, PLAIN)
    assert not old.exists()
    assert not left.exists()


def test_the_longest_unused_makes_room(tmp_path: Path) -> None:
    cache = PreparedCache(tmp_path, most_bytes=4000)
    hashes = [letter * 64 for letter in "abc"]
    for age, key in zip((300, 200, 100), hashes, strict=True):
        cache.keep(key, PLAIN)
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (newest.stat().st_atime, newest.stat().st_mtime - age))
    assert cache.find(hashes[0]) == PLAIN
    cache.keep("d" * 64, PLAIN)
    assert [cache.find(key) is not None for key in (*hashes, "d" * 64)] == [True, False, True, True]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 4000


def test_what_is_too_large_or_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    PreparedCache(tmp_path, most_bytes=500).keep(HASH, PLAIN)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    blocked = PreparedCache(tmp_path / "file" / "cache")
    blocked.keep(HASH, PLAIN)
    assert blocked.find(HASH) is None


def test_the_hash_is_the_files(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"abc")
    assert file_sha256(tmp_path / "m").startswith("ba7816bf8f01cfea414140de5dae2223")
    with pytest.raises(OSError, match="No such file"):
        file_sha256(tmp_path / "missing")
