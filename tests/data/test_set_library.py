"""Kept sets: known by their content, checked whenever they are opened, whole or not there."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.data_set import MNIST_IDENTIFIER, DataSet, data_set_of
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.data.set_library import MNIST_FACTS, DamagedSet, SetLibrary
from mnist_desktop.problems import Problem, ProblemCode

CLASSES = ("sock", "shoe", "hat")


def made_set(name: str = "Clothes", seed: int = 1) -> DataSet:
    chance = np.random.default_rng(seed)

    def part(count: int, writers: tuple[str, ...]) -> LabelledImages:
        images = chance.integers(0, 256, (count, 28, 28), np.uint8)
        hands = chance.integers(-1, len(writers), count)
        return LabelledImages(name, images, chance.integers(0, 3, count), CLASSES, hands, writers)

    return data_set_of(name, part(7, ("ann", "bob")), part(3, ()), (32, 32, 3))


@pytest.fixture
def library(tmp_path: Path) -> SetLibrary:
    return SetLibrary(tmp_path / "sets")


def only_folder(tmp_path: Path) -> Path:
    (folder,) = (tmp_path / "sets").iterdir()
    return folder


def code_of(caught: pytest.ExceptionInfo[Problem]) -> ProblemCode:
    return caught.value.code


def test_mnist_is_always_there(library: SetLibrary) -> None:
    assert library.sets() == (MNIST_FACTS,)
    mnist = library.open(MNIST_IDENTIFIER)
    assert (mnist.train.count, mnist.test.count) == (MNIST_FACTS.train_count, MNIST_FACTS.test_count)
    assert (mnist.identifier, mnist.name) == (MNIST_IDENTIFIER, MNIST_FACTS.name)


def test_a_kept_set_comes_back_as_it_was(library: SetLibrary) -> None:
    kept = made_set()
    facts = library.keep(kept, "clothes.npz")
    assert (facts.name, facts.source, facts.train_count, facts.test_count) == ("Clothes", "clothes.npz", 7, 3)
    assert (facts.class_names, facts.original_shape) == (CLASSES, (32, 32, 3))
    assert library.sets() == (MNIST_FACTS, facts)
    found = library.open(facts.identifier)
    assert (found.identifier, found.name, found.original_shape) == (facts.identifier, "Clothes", (32, 32, 3))
    for mine, theirs in ((found.train, kept.train), (found.test, kept.test)):
        for name in ("images", "labels", "writers"):
            np.testing.assert_array_equal(getattr(mine, name), getattr(theirs, name))
        assert (mine.class_names, mine.writer_names) == (theirs.class_names, theirs.writer_names)
        assert not mine.images.flags.writeable


def test_the_same_set_twice_is_one(library: SetLibrary) -> None:
    first = library.keep(made_set(), "a")
    assert library.keep(made_set("Another name"), "b") == first
    assert len(library.sets()) == 2


def test_mnist_itself_is_not_kept_again(library: SetLibrary) -> None:
    assert library.keep(replace(load_mnist(), name="My MNIST"), "mnist.npz") == MNIST_FACTS
    assert library.sets() == (MNIST_FACTS,)


def test_another_set_of_the_same_name_gets_a_number(library: SetLibrary) -> None:
    library.keep(made_set(), "a")
    assert library.keep(made_set(seed=2), "b").name == "Clothes 2"
    assert library.find("clothes 2").source == "b"


def test_a_set_is_renamed_and_removed(library: SetLibrary, tmp_path: Path) -> None:
    facts = library.keep(made_set(), "a")
    assert library.rename(facts.identifier, "  Things   to wear ").name == "Things to wear"
    assert library.open(facts.identifier).name == "Things to wear"
    library.remove(facts.identifier)
    assert library.sets() == (MNIST_FACTS,)
    assert list((tmp_path / "sets").iterdir()) == []


def test_names_are_checked(library: SetLibrary) -> None:
    facts = library.keep(made_set(), "a")
    for name, code in (
        ("mnist", ProblemCode.SET_NAME_TAKEN),
        (" ", ProblemCode.SET_NAME_INVALID),
        ("x" * 81, ProblemCode.SET_NAME_INVALID),
        ("a\u202eb", ProblemCode.SET_NAME_INVALID),
    ):
        with pytest.raises(Problem) as caught:
            library.rename(facts.identifier, name)
        assert code_of(caught) is code
    assert library.rename(facts.identifier, "CLOTHES").name == "CLOTHES"


def test_mnist_stays(library: SetLibrary) -> None:
    for change in (lambda: library.rename(MNIST_IDENTIFIER, "x"), lambda: library.remove(MNIST_IDENTIFIER)):
        with pytest.raises(Problem) as caught:
            change()
        assert code_of(caught) is ProblemCode.SET_BUNDLED


@pytest.mark.parametrize("wanted", ["nothing", "../sets", "", ".new-1"])
def test_what_is_not_there_is_told(library: SetLibrary, wanted: str) -> None:
    library.keep(made_set(), "a")
    for ask in (library.open, library.find, library.remove):
        with pytest.raises(Problem) as caught:
            ask(wanted)
        assert code_of(caught) is ProblemCode.SET_UNKNOWN


@pytest.mark.parametrize("name", ["train_images.npy", "test_labels.npy", "train_writers.npy"])
@pytest.mark.parametrize("damage", ["flip", "cut", "remove", "promise", "folder"])
def test_a_damaged_array_is_told_and_kept_anew(
    library: SetLibrary, tmp_path: Path, name: str, damage: str
) -> None:
    facts = library.keep(made_set(), "a")
    path = only_folder(tmp_path) / name
    content = path.read_bytes()
    if damage == "flip":
        path.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    elif damage == "cut":
        path.write_bytes(content[:-1])
    elif damage == "promise":
        path.write_bytes(content.replace(b"(", b"(9999", 1).replace(b"     ", b" ", 1))
    else:
        path.unlink()
        if damage == "folder":
            path.mkdir()
    with pytest.raises(Problem) as caught:
        library.open(facts.identifier)
    assert code_of(caught) is ProblemCode.SET_DAMAGED
    again = library.keep(made_set(), "a")
    assert again.identifier == facts.identifier
    assert library.open(facts.identifier).train.count == 7


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"form": 1}', '{"form": 2}', "[" * 100_000, None, "other"]
)
def test_damaged_facts_are_told_of_that_set_only(
    library: SetLibrary, tmp_path: Path, content: str | None
) -> None:
    facts = library.keep(made_set(), "a")
    path = only_folder(tmp_path) / "facts.json"
    if content is None:
        path.unlink()
    elif content == "other":
        path.write_text(json.dumps({**json.loads(path.read_text()), "identifier": "0" * 16}))
    else:
        path.write_text(content)
    other = library.keep(made_set("Other", 2), "b")
    listed = library.sets()
    assert listed[:2] == (MNIST_FACTS, other)
    (damaged,) = listed[2:]
    assert isinstance(damaged, DamagedSet)
    assert (damaged.identifier, damaged.problem.code) == (facts.identifier, ProblemCode.SET_DAMAGED)
    with pytest.raises(Problem) as caught:
        library.open(facts.identifier)
    assert code_of(caught) is ProblemCode.SET_DAMAGED
    library.remove(facts.identifier)
    assert library.sets() == (MNIST_FACTS, other)


def test_hidden_folders_links_and_files_are_no_sets(library: SetLibrary, tmp_path: Path) -> None:
    facts = library.keep(made_set(), "a")
    folder = only_folder(tmp_path)
    shutil.copytree(folder, folder.with_name(".new-1"))
    folder.with_name("link").symlink_to(folder)
    folder.with_name("file").write_text("x")
    assert library.sets() == (MNIST_FACTS, facts)


def test_a_full_or_read_only_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem) as caught:
        SetLibrary(tmp_path / "file" / "sets").keep(made_set(), "a")
    assert code_of(caught) is ProblemCode.FILE_NOT_WRITABLE


def test_parts_with_different_classes_or_nothing_are_a_mistake() -> None:
    some, none = made_set().train, made_set().train.subset(np.arange(0))
    with pytest.raises(ValueError, match="empty"):
        data_set_of("x", none, none)
    with pytest.raises(ValueError, match="classes"):
        data_set_of("x", some, LabelledImages("y", none.images, none.labels))
    assert isinstance(data_set_of("x", some, none), DataSet)


def test_what_a_killed_program_left_is_removed(library: SetLibrary, tmp_path: Path) -> None:
    library.keep(made_set(), "a")
    for name in (".new-0123456789abcdef", ".old-0123456789abcdef"):
        left = tmp_path / "sets" / name
        left.mkdir()
        (left / "train_images.npy").write_bytes(b"x")
        os.utime(left, (0, 0))
    library.keep(made_set(seed=2), "b")
    assert not [entry for entry in (tmp_path / "sets").iterdir() if entry.name.startswith(".")]
