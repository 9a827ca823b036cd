from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.training.weight_pictures import weight_picture


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ((3, 3, 1, 32), (23, 23)),
        ((3, 3, 32, 64), (127, 255)),
        ((784, 10), (86, 115)),
        ((784, 512), (231, 231)),
        ((1600, 128), (128, 1600)),
        ((64, 10), (10, 64)),
        ((10,), (1, 10)),
        ((0,), (1, 0)),
    ],
)
def test_every_kind_of_weight_has_a_picture(shape: tuple[int, ...], size: tuple[int, int]) -> None:
    picture = weight_picture(np.random.default_rng(1).normal(size=shape).astype(np.float32))
    assert picture.shape == size
    assert picture.dtype == np.float32
    assert picture.min(initial=0) >= 0
    assert picture.max(initial=1) <= 1


def test_no_weight_is_grey_and_the_largest_is_white_or_black() -> None:
    assert weight_picture(np.array([0, 2, -2, 1], np.float32)).tolist() == [[0.5, 1, 0, 0.75]]
    assert weight_picture(np.zeros(3, np.float32)).tolist() == [[0.5, 0.5, 0.5]]
    assert weight_picture(np.array([np.nan, np.inf, 1], np.float32)).tolist() == [[0.5, 0.5, 1]]


def test_a_filter_is_where_it_is_looked_for() -> None:
    kernels = np.zeros((2, 2, 3, 4), np.float32)
    kernels[0, 1, 2, 3] = 1
    bright = np.argwhere(weight_picture(kernels) == 1)
    assert bright.tolist() == [[2 * 3, 3 * 3 + 1]]


def test_a_unit_that_looks_at_pixels_is_a_tile() -> None:
    weights = np.zeros((784, 4), np.float32)
    weights[28 * 5 + 6, 3] = 1
    assert np.argwhere(weight_picture(weights) == 1).tolist() == [[29 + 5, 29 + 6]]
