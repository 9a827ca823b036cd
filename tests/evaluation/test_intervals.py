"""Intervals of shares: Wilson's by hand, and whole writers resampled."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desktop.evaluation.intervals import Unit, share_interval


def unknown(count: int) -> np.ndarray:
    return np.full(count, -1)


def test_wilson_by_hand() -> None:
    # The example of R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998.
    found = share_interval(np.arange(263) < 81, unknown(263))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert found.by is Unit.IMAGES


@pytest.mark.parametrize(("hits", "bounds"), [(0, (0.0, 0.1611)), (20, (0.8389, 1.0))])
def test_all_or_none_leave_room_on_one_side(hits: int, bounds: tuple[float, float]) -> None:
    found = share_interval(np.arange(20) < hits, unknown(20))
    assert found is not None
    assert (found.low, found.high) == pytest.approx(bounds, abs=5e-5)


def test_nothing_has_no_interval() -> None:
    assert share_interval(np.zeros(0, bool), unknown(0)) is None


def test_writers_who_differ_make_it_wider_than_their_many_images() -> None:
    writers = np.repeat(np.arange(10), 100)
    hits = writers < 5  # five writers are always read right, five never
    by_images = share_interval(hits, unknown(1000))
    by_writers = share_interval(hits, writers)
    assert by_images is not None
    assert by_writers is not None
    assert by_writers.by is Unit.WRITERS
    # The number of right writers among ten is binomial: 2.5 % and 97.5 % of it are 2 and 8.
    assert (by_writers.low, by_writers.high) == (0.2, 0.8)
    assert by_images.low > 0.46
    assert share_interval(hits, writers) == by_writers


def test_writers_with_more_images_weigh_more() -> None:
    writers = np.repeat(np.arange(6), [1, 1, 1, 1, 1, 995])
    found = share_interval(writers == 5, writers)
    assert found is not None
    assert found.high > 0.995
    assert found.low == 0.0  # a sample may well be without the one writer


@pytest.mark.parametrize(
    "writers",
    [np.repeat(np.arange(4), 25), np.r_[-1, np.repeat(np.arange(9), 11)]],
    ids=["fewer than five", "one is unknown"],
)
def test_too_little_is_known_of_writers(writers: np.ndarray) -> None:
    found = share_interval(np.arange(100) % 3 > 0, writers)
    assert found is not None
    assert found.by is Unit.IMAGES


def test_where_all_are_right_writers_tell_nothing() -> None:
    found = share_interval(np.ones(100, bool), np.arange(100) % 10)
    assert found is not None
    assert found.by is Unit.IMAGES
    assert found.low < 1.0


@given(st.lists(st.tuples(st.booleans(), st.integers(-1, 6)), min_size=1, max_size=60))
def test_the_share_lies_within_its_bounds(drawn: list[tuple[bool, int]]) -> None:
    hits, writers = np.array([hit for hit, _ in drawn]), np.array([writer for _, writer in drawn])
    found = share_interval(hits, writers)
    assert found is not None
    assert 0 <= found.low <= hits.mean() <= found.high <= 1
