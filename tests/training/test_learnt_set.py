from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import (
    MNIST,
    images_of,
    learnt_set_from,
    learnt_set_of,
    learnt_set_record,
    title_on,
)
from tests.garments import NAME, NAMES, keep_garments


def test_it_comes_back_as_it_was_and_older_records_mean_mnist(home: Path) -> None:
    learnt = learnt_set_of(keep_garments(home))
    assert learnt_set_from(json.loads(json.dumps(learnt_set_record(learnt)))) == learnt
    assert learnt_set_from(None) == MNIST
    assert (MNIST.shows_digits, learnt.shows_digits) == (True, False)
    assert (MNIST.learnable, MNIST.tested) == (60_000, 10_000)


@pytest.mark.parametrize(
    "change",
    [
        {"identifier": 3},
        {"class_names": "AB"},
        {"class_names": ["A"]},
        {"train_count": -1},
        {"name": "x" * 999},
    ],
)
def test_a_damaged_record_is_none(change: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        learnt_set_from({**learnt_set_record(MNIST), **change})


def test_a_training_is_called_by_its_set_as_well_unless_that_is_mnist(home: Path) -> None:
    learnt = learnt_set_of(keep_garments(home))
    assert title_on("Dense 64", MNIST) == "Dense 64"
    assert title_on("Dense 64", learnt) == f"Dense 64, {NAME}"
    assert len(title_on("x" * 60, replace(learnt, name="y" * 80))) <= 75


def test_images_that_are_sorted_by_class_are_mixed_in_the_same_order_each_time(home: Path) -> None:
    learnt, sets = learnt_set_of(keep_garments(home)), SetLibrary(home / "data" / "sets")
    images = images_of(learnt, sets)
    assert set(images.train.labels[-20:]) == set(range(len(NAMES)))
    assert images.test.count == learnt.test_count == learnt.tested
    assert np.array_equal(images_of(learnt, sets).train.labels, images.train.labels)


def test_a_sixth_is_kept_aside_where_there_is_no_test_part(home: Path) -> None:
    learnt = learnt_set_of(keep_garments(home, test=0))
    images = images_of(learnt, SetLibrary(home / "data" / "sets"))
    assert (images.train.count, images.test.count) == (learnt.learnable, learnt.tested) == (300, 60)
    assert set(images.test.labels) == set(range(len(NAMES)))
    assert not {image.tobytes() for image in images.test.images} & {
        image.tobytes() for image in images.train.images
    }


def test_what_cannot_be_learnt_from_is_told(home: Path) -> None:
    sets = SetLibrary(home / "data" / "sets")
    only_test = learnt_set_of(keep_garments(home, train=0))
    with pytest.raises(Problem) as caught:
        images_of(only_test, sets)
    assert caught.value.code is ProblemCode.DATA_WITHOUT_TRAINING
    with pytest.raises(Problem) as caught:
        images_of(replace(only_test, identifier="0123456789abcdef"), sets)
    assert (caught.value.code, caught.value.values) == (ProblemCode.SET_UNKNOWN, {"name": NAME})
