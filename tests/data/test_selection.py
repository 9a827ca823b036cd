"""Choosing digits by class and at random."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mnist_desktop.data.selection import of_classes, sample

LABELS = np.array([5, 0, 4, 1, 9, 0, 1])


def test_by_class_in_order() -> None:
    assert of_classes(LABELS, {0}).tolist() == [1, 5]
    assert of_classes(LABELS, {1, 0}).tolist() == [1, 3, 5, 6]
    assert of_classes(LABELS, {7}).tolist() == []


def test_no_class_named_means_all() -> None:
    assert of_classes(LABELS, set()).tolist() == list(range(7))


@given(st.integers(0, 50), st.integers(0, 60), st.integers(0, 1000))
def test_a_sample_has_no_doubles_and_only_what_was_there(size: int, count: int, seed: int) -> None:
    positions = np.arange(size) * 3
    drawn = sample(positions, count, seed)
    assert len(drawn) == min(size, count) == len(set(drawn.tolist()))
    assert set(drawn.tolist()) <= set(positions.tolist())


def test_another_seed_gives_another_sample() -> None:
    positions = np.arange(1000)
    assert sample(positions, 50, 1).tolist() == sample(positions, 50, 1).tolist()
    assert sample(positions, 50, 1).tolist() != sample(positions, 50, 2).tolist()
