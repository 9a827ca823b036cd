"""The names of a model's classes, from files beside it and by default."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from mnist_desktop.models.class_names import (
    class_names_for,
    default_class_names,
    read_class_names,
    usual_class_names,
)
from mnist_desktop.problems import Problem, ProblemCode


def test_ten_classes_are_digits_and_others_are_numbered() -> None:
    assert default_class_names(10) == default_class_names(11) == tuple("0123456789")
    assert default_class_names(3) == ("class 0", "class 1", "class 2")


@pytest.mark.parametrize("count", [26, 36, 47, 62])
def test_the_usual_names_are_as_many_as_there_are_classes(count: int) -> None:
    names = usual_class_names(count)
    assert len(names) == len(set(names)) == count


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".classes.txt", "cat\n\n  dog \r\nÜ\n"),
        (".classes.txt", "\ufeffcat\ndog\nÜ"),
        (".labels.json", '["cat", "dog", "Ü"]'),
    ],
)
def test_a_file_beside_the_model_names_its_classes(tmp_path: Path, ending: str, content: str) -> None:
    (tmp_path / f"my.model{ending}").write_text(content, encoding="utf-8")
    assert class_names_for(tmp_path / "my.model.keras", 3) == ("cat", "dog", "Ü")
    # The last output is for none of them.
    assert class_names_for(tmp_path / "my.model.keras", 4) == ("cat", "dog", "Ü")


def test_a_file_that_was_chosen_comes_first(tmp_path: Path) -> None:
    (tmp_path / "m.classes.txt").write_text("a\nb", encoding="utf-8")
    chosen = tmp_path / "mine"
    chosen.write_text("x\ny", encoding="utf-8")
    assert class_names_for(tmp_path / "m.h5", 2, chosen) == ("x", "y")


def test_too_few_names_are_told(tmp_path: Path) -> None:
    (tmp_path / "m.classes.txt").write_text("a\nb", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        class_names_for(tmp_path / "m.h5", 5)
    assert caught.value.code is ProblemCode.CLASSES_COUNT
    assert (caught.value.values["found"], caught.value.values["outputs"]) == (2, 5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.txt", b"one"),
        ("a.txt", b"one\none"),
        ("a.txt", b"one\n" + b"x" * 41),
        ("a.txt", b"one\n\x07"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.txt", "\n".join(map(str, range(1001))).encode()),
        ("a.txt", b"x" * 300_000),
        ("a.json", b"{}"),
        ("a.json", b"[1, 2]"),
        ("a.json", b"[" * 100_000),
        ("a.json", b"one\ntwo"),
    ],
)
def test_what_gives_no_names_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem) as caught:
        read_class_names(tmp_path / name)
    assert caught.value.code is ProblemCode.CLASSES_DAMAGED


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_class_names(tmp_path / "missing.txt")
    assert caught.value.code is ProblemCode.FILE_MISSING
    with pytest.raises(Problem) as caught:
        read_class_names(tmp_path)
    assert caught.value.code is ProblemCode.FILE_NOT_REGULAR


def test_a_model_with_the_longest_name_has_no_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / f"{'m' * 249}.keras"
    path.write_bytes(b"")
    assert class_names_for(path, 10) == tuple("0123456789")


def test_the_description_of_this_very_file_names_its_classes(tmp_path: Path) -> None:
    model, description = tmp_path / "m.h5", tmp_path / "m.h5.json"
    model.write_bytes(b"a model")
    record = {
        "sha256": hashlib.sha256(b"a model").hexdigest(),
        "outputs": {"class_names": ["cat", "dog", "Ü"]},
    }
    description.write_text(json.dumps(record), encoding="utf-8")
    assert class_names_for(model, 3) == ("cat", "dog", "Ü")
    assert class_names_for(model, 4) == ("cat", "dog", "Ü")
    assert class_names_for(model, 5) == default_class_names(5)
    (tmp_path / "m.classes.txt").write_text("a\nb\nc", encoding="utf-8")
    assert class_names_for(model, 3) == ("a", "b", "c")


@pytest.mark.parametrize(
    "record",
    [
        {},
        [],
        {"sha256": "0" * 64, "outputs": {"class_names": ["a", "b", "c"]}},
        {"outputs": {"class_names": 3}},
    ],
)
def test_the_description_of_another_file_or_none_at_all_is_passed_over(
    tmp_path: Path, record: object
) -> None:
    (tmp_path / "m.keras").write_bytes(b"a model")
    (tmp_path / "m.keras.json").write_text(json.dumps(record), encoding="utf-8")
    assert class_names_for(tmp_path / "m.keras", 3) == default_class_names(3)
