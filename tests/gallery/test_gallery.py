"""Many images at once, without a window: finding, reading, arranging, labelling, keeping."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.gallery.answers import read_many
from mnist_desktop.gallery.collection import Collection, Kind, Order, Shown
from mnist_desktop.gallery.entries import THUMBNAIL, Entry, entries_of
from mnist_desktop.gallery.finding import find_files, natural
from mnist_desktop.gallery.labelling import appended, labelled_images, new_set
from mnist_desktop.gallery.table import COLUMNS, write_answers
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import Library
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import ProblemCode
from mnist_desktop.resource_files import resource_path
from tests.hand import DIGITS


def nothing() -> None:
    """Nobody cancels."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three digits of MNIST, a blank sheet, ink, a damaged image, and what is to be passed over."""
    images = load_mnist_test().images
    inside = tmp_path / "many"
    (inside / "more").mkdir(parents=True)
    for number in (0, 1, 2):
        Image.fromarray(images[number]).save(inside / f"d{number * 5}.png")
    Image.new("RGB", (60, 40), "white").save(inside / "more" / "blank.png")
    (inside / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    strokes = [[list(point) for point in stroke.points] for stroke in DIGITS["7"].strokes]
    line = json.dumps({"strokes": strokes})
    (inside / "ink.jsonl").write_text(f"{line}\n{line}\n")
    (inside / ".hidden.png").touch()
    (inside / "notes.txt").write_text("hello")
    return inside


def recogniser_in_use() -> Recogniser:
    return Recogniser.of(Library(Path("nowhere"), resource_path("models", "reader")).bundled())


def opened(folder: Path) -> Collection:
    collection = Collection()
    for path in find_files((folder,), nothing).files:
        collection.add(entries_of(path))
    return collection


def read(collection: Collection, caution: Caution = Caution.BALANCED) -> None:
    numbers = collection.readable()
    inputs = [collection.entry(number).model_input for number in numbers]
    recogniser = recogniser_in_use()
    answers = read_many(recogniser, [pixels for pixels in inputs if pixels is not None], caution)
    collection.take_answers(numbers, answers)


def test_files_are_found_in_the_order_of_a_person(folder: Path) -> None:
    found = find_files((folder,), nothing)
    assert [path.name for path in found.files] == [
        "broken.png", "d0.png", "d5.png", "d10.png", "ink.jsonl", "blank.png",
    ]  # fmt: skip
    assert found.left == 0
    few = find_files((folder, folder / "d0.png"), nothing, most=2)
    assert (len(few.files), few.left) == (2, 4)
    assert sorted(["a10", "a9", "A1"], key=natural) == ["A1", "a9", "a10"]


def test_a_file_that_was_named_is_always_among_them(folder: Path) -> None:
    named = (folder / "notes.txt", folder / "gone.png")
    assert find_files(named, nothing).files == named
    problems = [entry.problem for path in named for entry in entries_of(path)]
    assert [problem.code for problem in problems if problem] == [
        ProblemCode.INK_DAMAGED,
        ProblemCode.FILE_MISSING,
    ]


def test_a_search_can_be_cancelled(folder: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_files((folder,), stop)


def test_each_image_is_read_as_alone_and_trouble_harms_no_other(folder: Path) -> None:
    collection = opened(folder)
    read(collection)
    assert collection.counts() == {
        Kind.WAITING: 0,
        Kind.READ: 5,
        Kind.NOT_SURE: 0,
        Kind.NO_DIGIT: 1,
        Kind.UNREADABLE: 1,
    }
    recogniser = recogniser_in_use()
    for number in collection.readable():
        model_input, answer = collection.entry(number).model_input, collection.answer(number)
        assert model_input is not None
        assert answer is not None
        assert np.array_equal(recogniser.read_one(model_input).probabilities[0], answer.probabilities)
    best = [collection.answer(number) for number in collection.readable()]
    assert [answer.certainty.best for answer in best if answer] == ["7", "2", "1", "7", "7"]
    assert [collection.entry(number).index for number in collection.readable()] == [0, 0, 0, 0, 1]


def test_a_thumbnail_shows_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    image = Image.new("RGBA", (400, 100), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 200, 100))
    image.save(path)
    (entry,) = entries_of(path)
    assert entry.thumbnail is not None
    assert entry.thumbnail.shape == (THUMBNAIL // 4, THUMBNAIL, 3)
    assert entry.thumbnail[8, 8].tolist() == [255, 255, 255]
    assert entry.thumbnail[8, -8].tolist() == [255, 0, 0]
    image.convert("P").save(tmp_path / "palette.gif")
    (entry,) = entries_of(tmp_path / "palette.gif")
    assert entry.thumbnail is not None
    assert entry.thumbnail[8, -8].tolist() == [255, 0, 0]


def test_images_are_arranged(folder: Path) -> None:
    collection = opened(folder)
    read(collection)
    collection.give_label([1], "4")

    def names(order: Order, shown: Shown = Shown.ALL) -> list[str]:
        return [collection.entry(number).path.name for number in collection.arranged(order, shown)]

    assert names(Order.NAME, Shown.UNREADABLE) == ["broken.png"]
    assert names(Order.NAME, Shown.NO_DIGIT) == ["blank.png"]
    assert names(Order.NAME, Shown.LABELLED) == ["d0.png"]
    assert names(Order.ANSWER)[:2] == ["d10.png", "d5.png"]
    assert sorted(names(Order.ANSWER)[-2:]) == ["blank.png", "broken.png"]
    shares = [
        answer.certainty.share
        for number in collection.arranged(Order.LEAST_SURE, Shown.ALL)
        if (answer := collection.answer(number))
    ]
    assert shares == sorted(shares)
    assert names(Order.MOST_SURE)[:5] == names(Order.LEAST_SURE)[4::-1] or len(set(shares)) < 5


def test_another_caution_judges_without_reading(folder: Path) -> None:
    collection = opened(folder)
    read(collection)
    answer = collection.answer(collection.readable()[0])
    assert answer is not None
    assert not answer.judged(1.1).is_digit
    assert answer.judged(0.0).is_digit


def test_labelled_images_become_a_set_and_can_be_added_to_it(folder: Path, tmp_path: Path) -> None:
    collection, sets = opened(folder), SetLibrary(tmp_path / "sets")
    read(collection)
    assert collection.confirm(range(len(collection))) == 5
    assert collection.give_label(range(len(collection)), None) == 5
    seven, two = collection.readable()[:2]
    collection.give_label([seven], "7")
    images = labelled_images(collection, "Mine", tuple("0123456789"))
    first = sets.keep(new_set(images), "by hand")
    kept = sets.open(first.identifier)
    assert np.array_equal(kept.train.images[0], load_mnist_test().images[0])
    collection.give_label([two], "1")
    longer = appended(kept, labelled_images(collection, "", ("1", "7")))
    assert longer.train.labels.tolist() == [7, 7, 1]
    assert (longer.class_names, longer.test.count) == (kept.class_names, 0)


def test_labels_beyond_the_models_classes_are_classes_too(folder: Path) -> None:
    collection = opened(folder)
    collection.give_label(collection.readable()[:1], "ä")
    images = labelled_images(collection, "x", ("0", "1"))
    assert images.class_names == ("0", "1", "ä")
    assert images.labels.tolist() == [2]


def test_the_table_is_whole_and_no_name_becomes_a_formula(folder: Path, tmp_path: Path) -> None:
    collection = opened(folder)
    read(collection)
    collection.add([Entry(Path('=1+2,\n"x".png'), problem=collection.entry(0).problem)])
    collection.give_label([1], "@SUM(A1)")
    path = tmp_path / "answers.csv"
    write_answers(path, collection)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + len(collection)
    assert rows[1][2:] == ["", "", "", "", "unreadable"]
    assert rows[2][:3] == [str(folder / "d0.png"), "0", "7"]
    assert float(rows[2][3]) > 0.9
    assert rows[2][5] == "'@SUM(A1)"
    assert rows[6][:2] == [str(folder / "ink.jsonl"), "1"]
    assert rows[7][6] == "no-ink"
    assert rows[8][0].startswith("'=1+2")
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".csv"] == ["answers.csv"]
