"""The library keeps models whole, lists the damaged as damaged, and never harms one for another."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from mnist_desktop.models.entries import facts_of, write_entry
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.problems import Problem, ProblemCode

NETWORK = Network((28, 28), (Flatten(), Dense(10, "softmax")))


def prepared(mark: str = "x") -> PreparedModel:
    keras, litert = f"keras {mark}".encode(), f"litert {mark}".encode()
    return PreparedModel(NETWORK, keras, litert, NETWORK.parameters, NETWORK.facts(), NETWORK.input_shape)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "resources").mkdir()
    bundled = tmp_path / "resources" / "reader"
    facts = facts_of(
        prepared("reader"),
        identifier="reader",
        name="Reader",
        origin=Origin.BUNDLED,
        created="2026-01-01T00:00:00+00:00",
        accuracy=0.995,
    )
    write_entry(bundled, prepared("reader"), facts)
    return Library(tmp_path / "data" / "models", bundled)


def add(library: Library, name: str = "Mine") -> LibraryModel:
    return library.add(prepared(name), name=name, origin=Origin.TRAINED, accuracy=0.98)


def names(library: Library) -> list[str]:
    return [model.facts.name for model in library.models()]


def code(problem: pytest.ExceptionInfo[Problem]) -> ProblemCode:
    return problem.value.code


def test_a_new_library_holds_the_bundled_model(library: Library) -> None:
    (only,) = library.models()
    assert only == library.bundled()
    assert only.facts.origin is Origin.BUNDLED
    assert only.litert_bytes() == b"litert reader"


def test_an_added_model_is_kept_with_its_facts(library: Library) -> None:
    added = library.add(
        prepared(), name="  My   first ", origin=Origin.TRAINED, accuracy=0.9746, training={"epochs": 3}
    )
    _, found = library.models()
    assert found == added
    assert (found.facts.name, found.facts.accuracy, found.facts.parameters) == ("My first", 0.9746, 7850)
    assert found.facts.layers == NETWORK.facts()
    assert found.facts.training == {"epochs": 3}
    assert found.keras_bytes() == b"keras x"
    assert found.litert_bytes() == b"litert x"
    assert sorted(path.name for path in found.folder.iterdir()) == [
        "facts.json",
        "model.keras",
        "model.tflite",
    ]


def test_the_newest_stands_after_the_bundled_one(library: Library) -> None:
    first = add(library, "first")
    path = first.folder / "facts.json"
    path.write_text(path.read_text().replace(first.facts.created, "2020-01-01T00:00:00+00:00"))
    add(library, "second")
    assert names(library) == ["Reader", "second", "first"]


def test_a_taken_name_gets_a_number(library: Library) -> None:
    for _ in range(3):
        add(library, "cnn")
    assert sorted(names(library)) == ["Reader", "cnn", "cnn 2", "cnn 3"]


def test_a_model_is_found_by_identifier_or_name(library: Library) -> None:
    model = add(library, "Mine")
    assert library.find(model.facts.identifier) == model
    assert library.find(" mine") == model
    assert library.find("reader") == library.bundled()
    with pytest.raises(Problem) as caught:
        library.find("nobody's")
    assert code(caught) is ProblemCode.MODEL_UNKNOWN


def test_renaming_changes_the_name_and_nothing_else(library: Library) -> None:
    model = add(library)
    renamed = library.rename(model.facts.identifier, "Better")
    assert library.find("Better") == renamed
    assert renamed.folder == model.folder
    assert renamed.litert_bytes() == model.litert_bytes()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "bell\a"])
def test_a_name_has_to_be_readable(library: Library, name: str) -> None:
    model = add(library)
    with pytest.raises(Problem) as caught:
        library.rename(model.facts.identifier, name)
    assert code(caught) is ProblemCode.MODEL_NAME_INVALID
    with pytest.raises(Problem):
        add(library, name)
    assert names(library) == ["Reader", "Mine"]


def test_a_name_belongs_to_one_model(library: Library) -> None:
    model = add(library, "one")
    add(library, "two")
    with pytest.raises(Problem) as caught:
        library.rename(model.facts.identifier, "TWO")
    assert code(caught) is ProblemCode.MODEL_NAME_TAKEN
    library.rename(model.facts.identifier, "ONE")


def test_deleting_removes_the_folder(library: Library) -> None:
    model, other = add(library, "one"), add(library, "two")
    library.delete(model.facts.identifier)
    assert names(library) == ["Reader", "two"]
    assert [path.name for path in model.folder.parent.iterdir()] == [other.folder.name]


def test_the_bundled_model_stays_as_it_is(library: Library) -> None:
    for change in (lambda: library.rename("reader", "Mine"), lambda: library.delete("reader")):
        with pytest.raises(Problem) as caught:
            change()
        assert code(caught) is ProblemCode.MODEL_BUNDLED
    assert library.bundled().litert_bytes() == b"litert reader"


def test_nothing_outside_the_library_can_be_deleted(library: Library, tmp_path: Path) -> None:
    (tmp_path / "data" / "precious").mkdir(parents=True)
    for name in ("../precious", str(tmp_path / "data" / "precious"), ".", ""):
        with pytest.raises(Problem) as caught:
            library.delete(name)
        assert code(caught) is ProblemCode.MODEL_UNKNOWN
    assert (tmp_path / "data" / "precious").is_dir()


def spoil_no_facts(folder: Path) -> None:
    (folder / "facts.json").unlink()


def spoil_half_facts(folder: Path) -> None:
    text = (folder / "facts.json").read_text()
    (folder / "facts.json").write_text(text[: len(text) // 2])


def spoil_binary_facts(folder: Path) -> None:
    (folder / "facts.json").write_bytes(b"\xff\xfe\x00")


def spoil_huge_facts(folder: Path) -> None:
    with (folder / "facts.json").open("r+b") as stream:
        stream.truncate(100_000_000)


def spoil_folder_for_facts(folder: Path) -> None:
    (folder / "facts.json").unlink()
    (folder / "facts.json").mkdir()


def spoil_foreign_facts(folder: Path) -> None:
    record = json.loads((folder / "facts.json").read_text())
    (folder / "facts.json").write_text(json.dumps({**record, "identifier": "other"}))


def spoil_no_litert(folder: Path) -> None:
    (folder / "model.tflite").unlink()


def spoil_short_keras(folder: Path) -> None:
    (folder / "model.keras").write_bytes(b"ker")


SPOILERS = [
    spoil_no_facts,
    spoil_half_facts,
    spoil_binary_facts,
    spoil_huge_facts,
    spoil_folder_for_facts,
    spoil_foreign_facts,
    spoil_no_litert,
    spoil_short_keras,
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_a_damaged_model_is_shown_as_damaged_and_harms_no_other(library: Library, spoil: object) -> None:
    add(library, "whole")
    broken = add(library, "broken")
    assert callable(spoil)
    spoil(broken.folder)
    listed = {model.folder: model for model in library.models()}
    assert [model.damaged for model in listed.values()].count(True) == 1
    damaged = listed[broken.folder]
    assert damaged.damage is not None
    assert damaged.damage.code is ProblemCode.MODEL_DAMAGED
    with pytest.raises(Problem):
        damaged.litert_bytes()
    with pytest.raises(Problem):
        library.rename(damaged.facts.identifier, "mended")
    library.delete(damaged.facts.identifier)
    assert names(library) == ["Reader", "whole"]


def test_a_changed_file_of_the_same_size_is_not_used(library: Library) -> None:
    model = add(library, "x")
    model.litert_file.write_bytes(b"litert y")
    with pytest.raises(Problem) as caught:
        library.find("x").litert_bytes()
    assert code(caught) is ProblemCode.MODEL_DAMAGED
    assert library.find("x").keras_bytes() == b"keras x"


def test_a_missing_bundled_model_is_damaged_and_the_others_work(library: Library, tmp_path: Path) -> None:
    add(library)
    shutil.rmtree(tmp_path / "resources")
    bundled, mine = library.models()
    assert (bundled.damaged, bundled.facts.origin) == (True, Origin.BUNDLED)
    assert mine.litert_bytes() == b"litert Mine"


def test_stray_files_and_half_made_folders_are_not_models(library: Library) -> None:
    folder = add(library).folder.parent
    (folder / "notes.txt").write_text("x")
    (folder / ".new-0123456789abcdef").mkdir()
    assert names(library) == ["Reader", "Mine"]


def test_old_half_made_folders_are_cleared_away_and_young_ones_are_not(library: Library) -> None:
    folder = add(library).folder.parent
    for name in (".new-old", ".new-young"):
        (folder / name).mkdir()
    os.utime(folder / ".new-old", (1_000_000, 1_000_000))
    add(library, "another")
    assert not (folder / ".new-old").exists()
    assert (folder / ".new-young").exists()


def test_a_copy_of_the_bundled_model_is_an_ordinary_one(library: Library) -> None:
    copy = add(library).folder.parent / "reader"
    shutil.copytree(library.bundled().folder, copy)
    origins = [model.facts.origin for model in library.models()]
    assert origins.count(Origin.BUNDLED) == 1


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="the superuser may write anywhere")
def test_a_library_that_cannot_be_written_says_so(library: Library) -> None:
    folder = add(library).folder.parent
    folder.chmod(0o500)
    try:
        with pytest.raises(Problem) as caught:
            add(library, "another")
        assert code(caught) is ProblemCode.FILE_NOT_WRITABLE
    finally:
        folder.chmod(0o700)


def test_a_file_where_the_library_should_be_is_told(tmp_path: Path, library: Library) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").write_text("in the way")
    with pytest.raises(Problem) as caught:
        add(library)
    assert code(caught) is ProblemCode.FILE_NOT_WRITABLE
    assert names(library) == ["Reader"]
