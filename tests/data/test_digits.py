"""Labelled images: fit together, cannot be written, give parts of themselves."""

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages


def small_set() -> LabelledImages:
    images = np.arange(6, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), np.uint8)
    return LabelledImages("six", images, np.array([3, 1, 3, 9, 1, 3]))


def test_count_and_default_names() -> None:
    digits = small_set()
    assert digits.count == 6
    assert digits.class_names == tuple("0123456789")


def test_arrays_are_read_only_but_the_callers_are_not() -> None:
    images = np.zeros((2, 28, 28), np.uint8)
    digits = LabelledImages("two", images, np.array([0, 1]))
    with pytest.raises(ValueError, match="read-only"):
        digits.images[0, 0, 0] = 1
    images[0, 0, 0] = 1


def test_subset_keeps_the_order_asked_for() -> None:
    part = small_set().subset(np.array([5, 0]))
    assert part.images[:, 0, 0].tolist() == [5, 0]
    assert part.labels.tolist() == [3, 3]


def test_of_class_finds_every_image_of_it() -> None:
    assert small_set().of_class(1).images[:, 0, 0].tolist() == [1, 4]
    assert small_set().of_class(0).count == 0


def test_writers_are_unknown_unless_given() -> None:
    assert small_set().writers.tolist() == [-1] * 6
    assert small_set().subset(np.array([5, 0])).writers.tolist() == [-1, -1]


def test_a_part_keeps_its_writers() -> None:
    digits = small_set()
    known = LabelledImages(
        "x", digits.images, digits.labels, writers=np.array([0, 1, -1, 0, 1, 1]), writer_names=("ann", "bob")
    )
    part = known.of_class(1)
    assert (part.writers.tolist(), part.writer_names) == ([1, 1], ("ann", "bob"))


@pytest.mark.parametrize("writers", [[0], [0, 0, 0, 0, 0, 1], [-2, 0, 0, 0, 0, 0]])
def test_writers_that_do_not_fit_are_refused(writers: list[int]) -> None:
    digits = small_set()
    with pytest.raises(ValueError, match="writers"):
        LabelledImages("x", digits.images, digits.labels, writers=np.array(writers), writer_names=("ann",))


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (np.zeros((2, 28, 28), np.uint8), np.array([0])),
        (np.zeros((1, 28, 27), np.uint8), np.array([0])),
        (np.zeros((1, 28, 28), np.float32), np.array([0])),
        (np.zeros((1, 28, 28), np.uint8), np.array([10])),
        (np.zeros((1, 28, 28), np.uint8), np.array([-1])),
    ],
)
def test_what_does_not_fit_is_refused(images: np.ndarray, labels: np.ndarray) -> None:
    with pytest.raises(ValueError, match="labels"):
        LabelledImages("wrong", images, labels)
