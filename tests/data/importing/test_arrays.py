"""IDX, `.npz` and `.npy` of others are understood and taken, however they are called and built."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.importing import labels as labels_module
from mnist_desktop.data.importing.survey import preview, survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.importing.understood import Choices, Format, Polarity, Sizing, Step, steps
from mnist_desktop.ink.model_input import image_to_input
from tests.data.importing.made_sets import made_images, made_labels, made_set, write_idx, write_quartet

QUARTET = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("given", [".", *QUARTET])
def test_any_file_of_a_quartet_or_its_folder(tmp_path: Path, given: str, packed: bool) -> None:
    write_quartet(tmp_path, packed)
    (tmp_path / "README.md").write_text("# About, this\n")
    path = tmp_path if given == "." else tmp_path / (given + (".gz" if packed else ""))
    found = survey(path)
    assert (found.format, found.has_split, found.train_count, found.test_count) == (Format.IDX, True, 12, 6)
    assert (found.shape, found.dtype, found.class_names) == ((28, 28), "uint8", ("0", "1", "2"))
    assert (found.train_counts, found.test_counts) == ((4, 4, 4), (2, 2, 2))
    assert found.polarity is Polarity.LIGHT_ON_DARK
    assert len(found.paths) == 4
    assert found.name == tmp_path.name
    assert steps(found, Choices()) == ()
    assert take(found).identifier == made_set().identifier


def test_the_right_quartet_among_several(tmp_path: Path) -> None:
    write_quartet(tmp_path, prefix="emnist-letters-")
    write_quartet(tmp_path, prefix="emnist-digits-")
    found = survey(tmp_path / "emnist-letters-t10k-labels-idx1-ubyte")
    assert {path.name.partition("letters")[1] for path in found.paths} == {"letters"}
    assert found.count == 18


def test_two_files_by_whatever_names(tmp_path: Path) -> None:
    one = write_idx(tmp_path / "a.bin", made_images(5))
    other = write_idx(tmp_path / "b.bin", made_labels(5))
    found = survey([other, one])
    assert (found.train_count, found.test_count, found.has_split) == (5, 0, False)
    assert steps(found, Choices()) == (Step.DIVIDED,)


@pytest.mark.parametrize(
    ("x_train", "y_train", "x_test", "y_test"),
    [
        ("x_train", "y_train", "x_test", "y_test"),
        ("train_images", "train_labels", "test_images", "test_labels"),
        ("X_train", "Y_train", "X_test", "Y_test"),
        ("trainX", "trainY", "testX", "testY"),
        ("training/images", "training/labels", "testing/images", "testing/labels"),
    ],
)
def test_usual_names_in_an_archive(
    tmp_path: Path, x_train: str, y_train: str, x_test: str, y_test: str
) -> None:
    made = made_set()
    arrays: dict[str, Any] = {
        x_train: made.train.images,
        y_train: made.train.labels,
        x_test: made.test.images,
        y_test: made.test.labels,
    }
    path = tmp_path / "some.bin"
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays)
    assert take(survey(path)).identifier == made.identifier


def test_validation_images_are_learnt_from_where_there_are_test_images(tmp_path: Path) -> None:
    arrays: dict[str, Any] = {}
    for split, count in (("train", 6), ("val", 3), ("test", 2)):
        arrays |= {f"{split}_images": made_images(count), f"{split}_labels": made_labels(count)[:, None]}
    np.savez(tmp_path / "med.npz", **arrays)
    found = survey(tmp_path / "med.npz")
    assert (found.train_count, found.test_count) == (9, 2)
    del arrays["test_images"], arrays["test_labels"]
    np.savez(tmp_path / "med.npz", **arrays)
    found = survey(tmp_path / "med.npz")
    assert (found.train_count, found.test_count) == (6, 3)


def test_a_folder_of_npy_and_any_file_of_it(tmp_path: Path) -> None:
    made = made_set()
    for split, part in (("train", made.train), ("test", made.test)):
        np.save(tmp_path / f"x_{split}.npy", part.images)
        np.save(tmp_path / f"y_{split}.npy", part.labels)
    for path in (tmp_path, tmp_path / "y_test.npy", tmp_path / "x_train.npy"):
        assert take(survey(path)).identifier == made.identifier


FORMS: dict[str, Any] = {
    "floats 0 to 1": lambda images: images.astype(np.float32) / 255,
    "doubles 0 to 255": lambda images: images.astype(np.float64),
    "-1 to 1": lambda images: images.astype(np.float32) / 127.5 - 1,
    "standardised": lambda images: (images.astype(np.float32) - 33.3) / 78.6,
    "16 bits": lambda images: images.astype(np.uint16) * 257,
    "dark on light": lambda images: 255 - images,
    "one channel": lambda images: images[..., np.newaxis],
    "channel first": lambda images: images[:, np.newaxis],
    "flat": lambda images: images.reshape(len(images), -1),
    "colours": lambda images: np.repeat(images[..., np.newaxis], 3, axis=-1),
    "colours first": lambda images: np.repeat(images[:, np.newaxis], 3, axis=1),
    "fortran": lambda images: np.asfortranarray(images),
    "big endian": lambda images: images.astype(">i4"),
    "half": lambda images: (images / 255).astype(np.float16),
}


@pytest.mark.parametrize("form", FORMS)
def test_values_and_layouts_come_to_the_same(tmp_path: Path, form: str) -> None:
    images = made_images(30)
    np.savez(tmp_path / "f.npz", images=FORMS[form](images), labels=made_labels(30))
    found = survey(tmp_path / "f.npz")
    assert (Step.INVERTED in steps(found, Choices())) == (form == "dark on light")
    taken = take(found, Choices(test_share=0))
    assert np.abs(taken.train.images.astype(int) - images).max() <= (1 if form == "half" else 0)


LABELS: dict[str, Any] = {
    "int8": lambda labels: labels.astype(np.int8),
    "floats": lambda labels: labels.astype(np.float64),
    "column": lambda labels: labels[:, np.newaxis],
    "one-hot": lambda labels: np.eye(3, dtype=np.float32)[labels],
    "one-hot booleans": lambda labels: np.eye(3, dtype=bool)[labels],
    "text": lambda labels: labels.astype(str),
    "bytes": lambda labels: labels.astype("S"),
}


@pytest.mark.parametrize("form", LABELS)
def test_labels_in_every_form(tmp_path: Path, form: str) -> None:
    np.savez(tmp_path / "f.npz", x=made_images(9), y=LABELS[form](made_labels(9)))
    found = survey(tmp_path / "f.npz")
    assert (found.class_names, found.train_counts) == (("0", "1", "2"), (3, 3, 3))


def test_names_as_labels_and_gaps_between_numbers(tmp_path: Path) -> None:
    np.savez(tmp_path / "f.npz", x=made_images(4), y=np.array(["shoe", "hat", "shoe", "hat"]))
    assert survey(tmp_path / "f.npz").class_names == ("hat", "shoe")
    np.savez(tmp_path / "f.npz", x=made_images(4), y=np.array([26, 1, 3, 3]))
    assert survey(tmp_path / "f.npz").class_names == ("1", "3", "26")


def test_names_of_classes_beside_the_labels(tmp_path: Path) -> None:
    (tmp_path / "class_names.txt").write_text("hat\nshoe\nsock\nscarf\n")
    np.savez(tmp_path / "f.npz", x=made_images(4), y=np.array([2, 0, 1, 1]))
    found = survey(tmp_path / "f.npz")
    assert (found.class_names, found.train_counts) == (("hat", "shoe", "sock", "scarf"), (1, 2, 1, 0))
    np.savez(tmp_path / "f.npz", x=made_images(4), y=np.array([2, 0, 1, 9]))
    assert survey(tmp_path / "f.npz").class_names == ("0", "1", "2", "9")


@pytest.mark.parametrize("shape", [(8, 8), (40, 20), (56, 56), (32, 32, 3)])
def test_other_sizes_are_scaled_and_keep_their_aspect(tmp_path: Path, shape: tuple[int, ...]) -> None:
    images: NDArray[np.uint8] = np.zeros((4, *shape), np.uint8)
    images[:, 1:-1, 1:-1] = 255
    np.savez(tmp_path / "f.npz", x=images, y=made_labels(4))
    found = survey(tmp_path / "f.npz")
    assert Step.RESIZED in steps(found, Choices())
    taken = take(found, Choices(test_share=0))
    assert taken.original_shape == shape
    rows, columns = (np.flatnonzero(taken.train.images[0].max(axis=axis) > 128) for axis in (1, 0))
    assert len(columns) / len(rows) == pytest.approx(shape[1] / shape[0], abs=0.15)
    assert taken.train.images[0, 14, 14] == 255


def test_fitting_is_what_the_program_does_with_images(tmp_path: Path) -> None:
    images = np.zeros((4, 60, 60), np.uint8)
    images[:, 5:40, 10:14] = 255
    np.savez(tmp_path / "f.npz", x=images, y=made_labels(4))
    taken = take(survey(tmp_path / "f.npz"), Choices(test_share=0, sizing=Sizing.FIT))
    expected = np.round(image_to_input(images[0]) * 255)
    np.testing.assert_array_equal(taken.train.images[0], expected)


def test_the_person_has_the_last_word(tmp_path: Path) -> None:
    images = made_images(8)
    np.savez(tmp_path / "f.npz", x=images, y=made_labels(8))
    found = survey(tmp_path / "f.npz")
    choices = Choices("Mine", Polarity.DARK_ON_LIGHT, ("a", "b", "c"), test_share=0)
    shown = preview(found, choices)
    taken = take(found, choices)
    np.testing.assert_array_equal(taken.train.images, 255 - images)
    np.testing.assert_array_equal(shown.images, taken.train.images)
    assert (taken.name, taken.class_names, shown.class_names) == ("Mine", ("a", "b", "c"), ("a", "b", "c"))


@pytest.mark.parametrize("shape", [(28, 28), (20, 30), (24, 32, 3)])
def test_rows_and_columns_are_exchanged_where_that_is_wanted(tmp_path: Path, shape: tuple[int, ...]) -> None:
    images: NDArray[np.uint8] = np.zeros((3, *shape), np.uint8)
    images[:, 4:8, 2:-2] = 255
    np.savez(tmp_path / "f.npz", x=images, y=made_labels(3))
    found = survey(tmp_path / "f.npz")
    choices = Choices(test_share=0, transposed=True)
    assert Step.TRANSPOSED in steps(found, choices)
    turned, plain = take(found, choices).train.images, take(found, Choices(test_share=0)).train.images
    np.testing.assert_array_equal(turned, plain.swapaxes(1, 2))
    np.testing.assert_array_equal(preview(found, choices).images, turned)


def test_a_set_without_a_split_is_divided_the_same_way_each_time(tmp_path: Path) -> None:
    np.savez(tmp_path / "f.npz", x=made_images(60), y=made_labels(60))
    found = survey(tmp_path / "f.npz")
    one, other = take(found, Choices(test_share=0.25)), take(found, Choices(test_share=0.25))
    assert one.identifier == other.identifier
    assert (one.train.count, one.test.count) == (45, 15)
    assert np.bincount(one.test.labels).tolist() == [5, 5, 5]


def test_progress_is_told_and_may_end_it(tmp_path: Path) -> None:
    np.savez(tmp_path / "f.npz", x=made_images(30), y=made_labels(30))
    told: list[tuple[int, int]] = []
    take(survey(tmp_path / "f.npz"), progress=lambda done, total: told.append((done, total)))
    assert (told[0], told[-1]) == ((0, 30), (30, 30))

    class Enough(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        take(survey(tmp_path / "f.npz"), progress=stop)


def test_a_well_known_set_gets_the_names_that_everybody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = hashlib.sha256(made_labels(12).astype(np.uint8).tobytes()).hexdigest()
    monkeypatch.setitem(labels_module._WELL_KNOWN, digest, ("hat", "shoe", "sock"))
    write_quartet(tmp_path)
    assert survey(tmp_path).class_names == ("hat", "shoe", "sock")
    (tmp_path / "class_names.txt").write_text("a\nb\nc\n")
    assert survey(tmp_path).class_names == ("a", "b", "c")
