"""From the program's model input to what a model takes, and from its outputs to shares."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.input_form import DEVIATION, MEAN, Frame, InputForm, Outputs, Pixels
from mnist_desktop.models.picture_shape import picture_shape


@cache
def digits() -> NDArray[np.float32]:
    return probe_digits(20)


@pytest.mark.parametrize(
    "shape", [(28, 28), (28, 28, 1), (1, 28, 28), (784,), (1, 784), (28, 28, 3), (3, 28, 28), (2352,)]
)
def test_the_pixels_are_laid_out_as_the_model_takes_them(shape: tuple[int, ...]) -> None:
    made = InputForm(shape).applied(digits())
    assert made.shape == (20, *shape)
    assert made.dtype == np.float32
    colours = np.moveaxis(made, 1, -1) if shape[0] == 3 else made
    grey = colours.reshape(20, 28, 28, -1)
    assert all((grey[..., channel] == digits()).all() for channel in range(grey.shape[-1]))


def test_the_programs_own_input_is_handed_on_without_a_copy() -> None:
    assert np.shares_memory(InputForm((28, 28, 1)).applied(digits()), digits())
    assert InputForm((28, 28, 1)).is_plain
    assert InputForm((784,), outputs=Outputs.LOGITS).is_plain
    assert not InputForm((784,), Pixels.BYTES).is_plain
    assert not InputForm((32, 32)).is_plain


@pytest.mark.parametrize(
    "shape", [(), (28,), (28, 28, 2), (3, 3), (600, 600), (2, 28, 28, 1), (2, 2, 28, 28)]
)
def test_what_is_no_picture_of_a_digit_has_no_form(shape: tuple[int, ...]) -> None:
    assert picture_shape(shape) is None
    with pytest.raises(ValueError, match="no picture"):
        InputForm(shape)


@pytest.mark.parametrize(
    ("pixels", "paper", "ink"),
    [
        (Pixels.UNIT, 0.0, 1.0),
        (Pixels.BYTES, 0.0, 255.0),
        (Pixels.SIGNED, -1.0, 1.0),
        (Pixels.STANDARDISED, -MEAN / DEVIATION, (1 - MEAN) / DEVIATION),
        (Pixels.SIXTEEN, 0.0, 16.0),
    ],
)
def test_paper_and_ink_have_the_values_that_the_model_wants(pixels: Pixels, paper: float, ink: float) -> None:
    one = np.zeros((1, 28, 28), np.float32)
    one[0, 5:8, 5:20] = 1
    light = InputForm((28, 28), pixels).applied(one)
    assert (light[0, 0, 0], light[0, 6, 10]) == pytest.approx((paper, ink), rel=1e-6)
    dark = InputForm((28, 28), pixels, is_dark_on_light=True).applied(one)
    assert (dark[0, 0, 0], dark[0, 6, 10]) == pytest.approx((ink, paper), rel=1e-6)


def test_each_image_is_standardised_by_itself() -> None:
    made = InputForm((28, 28), Pixels.EACH_STANDARDISED).applied(digits())
    assert made.mean(axis=(1, 2)) == pytest.approx(np.zeros(20), abs=1e-5)
    assert made.std(axis=(1, 2)) == pytest.approx(np.ones(20), abs=1e-4)
    blank = InputForm((28, 28), Pixels.EACH_STANDARDISED).applied(np.zeros((1, 28, 28), np.float32))
    assert np.isfinite(blank).all()


def test_rows_and_columns_are_exchanged() -> None:
    made = InputForm((28, 28), is_transposed=True).applied(digits())
    assert (made == digits().transpose(0, 2, 1)).all()


@pytest.mark.parametrize("size", [(8, 8), (14, 14), (20, 20), (32, 32), (64, 64), (32, 24), (24, 32)])
def test_another_size_keeps_the_ink_where_and_as_dark_as_it_is(size: tuple[int, int]) -> None:
    made = InputForm(size).applied(digits())
    assert made.shape == (20, *size)
    assert made.min() >= 0
    assert made.max() <= 1
    scale = (min(size) / 28) ** 2
    assert made.sum(axis=(1, 2)) == pytest.approx(digits().sum(axis=(1, 2)) * scale, rel=0.02)
    assert centres(made) == pytest.approx(centres(digits()), abs=0.02)


def centres(pictures: NDArray[np.float32]) -> NDArray[np.float64]:
    """The centre of mass from the middle of the picture, in shares of its shorter side."""
    _, height, width = pictures.shape
    mass = pictures.sum(axis=(1, 2))
    down = (pictures.sum(axis=2) @ (np.arange(height) + 0.5 - height / 2)) / mass
    across = (pictures.sum(axis=1) @ (np.arange(width) + 0.5 - width / 2)) / mass
    made: NDArray[np.float64] = np.stack([down, across], axis=1) / min(height, width)
    return made


def test_half_the_size_is_the_mean_of_four_pixels() -> None:
    made = InputForm((14, 14)).applied(digits())
    assert made == pytest.approx(digits().reshape(20, 14, 2, 14, 2).mean(axis=(2, 4)), abs=1e-6)


def test_paper_is_put_around_where_that_is_wanted() -> None:
    made = InputForm((32, 32), frame=Frame.PADDED).applied(digits())
    assert (made[:, 2:30, 2:30] == digits()).all()
    assert made.sum() == pytest.approx(digits().sum())
    with pytest.raises(ValueError, match="no room"):
        InputForm((14, 14), frame=Frame.PADDED)


def test_the_ink_fills_the_picture_where_that_is_wanted() -> None:
    made = InputForm((8, 8), frame=Frame.FILLED).applied(digits())
    touched = np.maximum(made[:, [0, -1], :].max(axis=(1, 2)), made[:, :, [0, -1]].max(axis=(1, 2)))
    assert (touched > 0.05).all()
    blank = InputForm((8, 8), frame=Frame.FILLED).applied(np.zeros((1, 28, 28), np.float32))
    assert (blank == 0).all()


def test_what_is_seen_is_the_picture_whatever_its_range() -> None:
    form = InputForm((14, 14, 3), Pixels.BYTES, is_dark_on_light=True, is_transposed=True)
    seen = form.seen(digits()[0])
    assert seen.shape == (14, 14)
    assert (form.applied(digits()[:1])[0, :, :, 0] == seen * 255).all()


@pytest.mark.parametrize(
    ("kind", "row", "shares"),
    [
        (Outputs.SHARES, [0.2, 0.8], [0.2, 0.8]),
        (Outputs.LOGITS, [0.0, np.log(3)], [0.25, 0.75]),
        (Outputs.LOGITS, [1000.0, 0.0], [1.0, 0.0]),
        (Outputs.SIGMOIDS, [0.6, 0.2], [0.75, 0.25]),
        (Outputs.SIGMOIDS, [0.0, 0.0], [0.5, 0.5]),
    ],
)
def test_outputs_become_shares_of_one(kind: Outputs, row: list[float], shares: list[float]) -> None:
    made = replace(InputForm((28, 28)), outputs=kind).shares(np.array([row], np.float32))
    assert made.dtype == np.float32
    assert made[0] == pytest.approx(shares, abs=1e-6)
