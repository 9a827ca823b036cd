"""Tables of others: label first or last, header or none, whatever parts the cells; and what is no table."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.importing.understood import Choices, Format, LabelColumn
from mnist_desktop.problems import Problem, ProblemCode
from tests.data.importing.made_sets import made_images, made_labels, made_set, write_table

HEADERS = {
    "none": "",
    "label first": ",".join(["label", *(f"p{n}" for n in range(784))]),
    "class last": ",".join([*(f"p{n}" for n in range(784)), "class"]),
    "says nothing": ",".join(f"c{n}" for n in range(785)),
}


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("parter", [",", ";", "\t", " "])
@pytest.mark.parametrize("packed", [False, True])
def test_forms_of_tables(tmp_path: Path, header: str, parter: str, packed: bool) -> None:
    is_last = header == "class last"
    images, labels = made_images(12), made_labels(12)
    path = write_table(
        tmp_path / "a.csv", images, labels,
        header=HEADERS[header].replace(",", parter), parter=parter, label_last=is_last, packed=packed,
    )  # fmt: skip
    found = survey(path)
    assert (found.format, found.train_count, found.shape) == (Format.CSV, 12, (28, 28))
    assert found.label_column is (LabelColumn.LAST if is_last else LabelColumn.FIRST)
    taken = take(found, Choices(test_share=0))
    np.testing.assert_array_equal(taken.train.images, images)
    assert taken.train.labels.tolist() == labels.tolist()


@pytest.mark.parametrize("is_last", [False, True])
def test_without_a_header_the_labels_are_found(tmp_path: Path, is_last: bool) -> None:
    path = write_table(tmp_path / "a", made_images(12), made_labels(12), label_last=is_last)
    assert survey(path).label_column is (LabelColumn.LAST if is_last else LabelColumn.FIRST)


@pytest.mark.parametrize("is_last", [False, True])
def test_names_as_labels(tmp_path: Path, is_last: bool) -> None:
    names = [("hat", '"shoe"', "sock")[label] for label in made_labels(12)]
    path = write_table(tmp_path / "a.csv", made_images(12), names, label_last=is_last)
    found = survey(path)
    assert found.class_names == ("hat", "shoe", "sock")
    assert found.label_column is (LabelColumn.LAST if is_last else LabelColumn.FIRST)


def test_the_person_says_where_the_labels_are(tmp_path: Path) -> None:
    images, labels = made_images(12, side=8), made_labels(12)
    images[:, -1, -1] = np.arange(12)
    path = write_table(tmp_path / "a.csv", images, labels)
    assert survey(path).label_column is LabelColumn.LAST
    found = survey(path, LabelColumn.FIRST)
    assert found.class_names == ("0", "1", "2")
    taken = take(survey(path), Choices(label_column=LabelColumn.FIRST, test_share=0))
    assert taken.class_names == ("0", "1", "2")


@pytest.mark.parametrize("given", ["mnist_train.csv", "mnist_test.csv", "."])
def test_both_parts_in_two_tables(tmp_path: Path, given: str) -> None:
    made = made_set()
    for split, part in (("train", made.train), ("test", made.test)):
        write_table(tmp_path / f"mnist_{split}.csv", part.images, part.labels)
    found = survey(tmp_path / given)
    assert (found.has_split, found.train_count, found.test_count) == (True, 12, 6)
    assert take(found).identifier == made.identifier


def test_decimal_numbers_are_rescaled(tmp_path: Path) -> None:
    images = made_images(9)
    path = write_table(tmp_path / "a.csv", np.round(images / 255, 5), made_labels(9))
    np.testing.assert_array_equal(take(survey(path), Choices(test_share=0)).train.images, images)


def test_a_value_beyond_those_looked_at_is_told(tmp_path: Path) -> None:
    images = np.repeat(made_images(1), 1200, axis=0).astype(np.int64)
    images[1111, 14, 14] = 900
    found = survey(write_table(tmp_path / "a.csv", images, made_labels(1200)))
    with pytest.raises(Problem) as caught:
        take(found)
    assert caught.value.code is ProblemCode.DATA_VALUES


LINE = ",".join(["3", *["0"] * 64])
BROKEN = {
    "a short line": (f"{LINE}\n{LINE}\n{LINE[:-2]}\n", ProblemCode.DATA_NOT_TABLE, 3),
    "a long line": (f"{LINE}\n{LINE},0\n", ProblemCode.DATA_NOT_TABLE, 2),
    "a word": (f"{LINE}\n{LINE[:-1]}x\n{LINE}\n", ProblemCode.DATA_NOT_TABLE, 2),
    "an empty cell": (f"{LINE}\n3,,{LINE[4:]}\n", ProblemCode.DATA_NOT_TABLE, 2),
    "not a number": (f"{LINE}\n{LINE[:-1]}nan\n", ProblemCode.DATA_NOT_FINITE, None),
    "endless": (f"{LINE}\n{LINE[:-1]}1e999\n", ProblemCode.DATA_NOT_FINITE, None),
    "no square": (",".join(["3", *["0"] * 66]) + "\n", ProblemCode.DATA_SHAPE, None),
    "no labels": (",".join(["0"] * 64) + "\n", ProblemCode.DATA_LABELS_MISSING, None),
    "prose": ("Dear reader, this was written in 2020.\n\nYours\n", ProblemCode.DATA_NOT_TABLE, 1),
    "a header alone": (",".join(f"p{n}" for n in range(65)) + "\n", ProblemCode.DATA_NOT_TABLE, 1),
    "an empty label": (f"label{',p' * 64}\n{LINE}\n{LINE[1:]}\n", ProblemCode.DATA_LABELS_INVALID, None),
    "numbers of a page": ("1, 2, 3\n4, 5, 6\n", ProblemCode.DATA_NOT_TABLE, 1),
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_no_table_is_told(tmp_path: Path, broken: str, packed: bool) -> None:
    text, code, line = BROKEN[broken]
    (tmp_path / "a.csv").write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    with pytest.raises(Problem) as caught:
        take(survey(tmp_path / "a.csv"))
    assert caught.value.code is code
    if line is not None:
        assert caught.value.values["line"] == line


def test_a_bad_cell_far_down_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("".join(f"{LINE}\n" for _ in range(700)) + LINE[:-1] + "?\n")
    with pytest.raises(Problem) as caught:
        take(survey(tmp_path / "a.csv"))
    assert (caught.value.code, caught.value.values["line"]) == (ProblemCode.DATA_NOT_TABLE, 701)
    assert "?" in str(caught.value.values["reason"])
