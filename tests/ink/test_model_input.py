from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.drawing import Drawing, Stroke
from mnist_desktop.ink.model_input import ModelInput, drawing_to_input, image_to_input
from tests.hand import DIGITS, moved

coordinates = st.floats(-1e6, 1e6, allow_nan=False, allow_infinity=False)
points = st.tuples(coordinates, coordinates)
strokes = st.builds(Stroke, st.lists(points, max_size=12).map(tuple), st.floats(0, 1e3))


def centre_of_mass(image: ModelInput) -> tuple[float, float]:
    rows, columns = np.mgrid[0:28, 0:28]
    return float((image * columns).sum() / image.sum()), float((image * rows).sum() / image.sum())


@given(st.lists(strokes, max_size=4).map(tuple))
def test_whatever_is_drawn_becomes_a_fair_input(drawn: tuple[Stroke, ...]) -> None:
    array = drawing_to_input(Drawing(drawn))
    assert array.shape == (28, 28)
    assert array.dtype == np.float32
    assert not array.flags.writeable
    assert np.isfinite(array).all()
    assert 0 <= array.min() <= array.max() <= 1
    assert bool(array.any()) == any(stroke.points for stroke in drawn)


@pytest.mark.parametrize("digit", list(DIGITS))
def test_ink_is_centred_by_mass_and_fits_the_box(digit: str) -> None:
    array = drawing_to_input(DIGITS[digit])
    assert centre_of_mass(array) == pytest.approx((14, 14), abs=0.15)
    inked = np.argwhere(array > 0.3)
    assert np.ptp(inked, axis=0).max() + 1 in (19, 20, 21)


@pytest.mark.parametrize("digit", list(DIGITS))
def test_place_size_and_brush_do_not_matter(digit: str) -> None:
    once = drawing_to_input(DIGITS[digit])
    for changed in (
        moved(DIGITS[digit], 7.3, 411, -93),
        moved(DIGITS[digit], 0.2),
        moved(DIGITS[digit], 1, width=20),
    ):
        assert np.abs(drawing_to_input(changed) - once).max() < 0.05


def test_a_dot_stays_a_dot() -> None:
    dot = drawing_to_input(Drawing((Stroke(((300, 200),), 28),)))
    jitter = drawing_to_input(Drawing((Stroke(((300, 200), (301, 201), (300, 202)), 28),)))
    without_pen = drawing_to_input(Drawing((Stroke(((300, 200),)),)))
    for array in (dot, jitter, without_pen):
        assert 3 < array.sum() < 12


def test_an_empty_board_is_empty() -> None:
    assert not drawing_to_input(Drawing()).any()
    assert not drawing_to_input(Drawing((Stroke((), 5),))).any()


def test_mnist_passes_unchanged_as_an_image() -> None:
    images = load_mnist().test.images[:50]
    for image in images:
        assert np.array_equal(image_to_input(image), image.astype(np.float32) / np.float32(255))


@pytest.mark.parametrize("is_dark_on_light", [True, False])
@pytest.mark.parametrize("scale", [1, 4, 13])
def test_an_image_of_a_digit_becomes_nearly_the_digit(is_dark_on_light: bool, scale: int) -> None:
    digit = load_mnist().test.images[1]
    large = np.kron(digit, np.ones((scale, scale), dtype=np.uint8))
    page = np.zeros((large.shape[0] + 60, large.shape[1] + 90), dtype=np.uint8)
    page[10 : 10 + large.shape[0], 70 : 70 + large.shape[1]] = large
    shown = 255 - page if is_dark_on_light else page
    result = image_to_input(shown)
    assert centre_of_mass(result) == pytest.approx((14, 14), abs=0.2)
    # Not nearer: its strokes, thick and thin, are drawn anew with one pen.
    assert np.corrcoef(result.ravel(), digit.ravel())[0, 1] > 0.85


def test_blank_paper_of_any_grey_has_no_ink() -> None:
    for grey in (0, 90, 200, 255):
        assert not image_to_input(np.full((40, 60), grey, dtype=np.uint8)).any()
        assert not image_to_input(np.full((28, 28), grey, dtype=np.uint8)).any()


def test_thin_lines_of_a_large_image_survive() -> None:
    page = np.full((600, 600), 255, dtype=np.uint8)
    page[100:500, 300] = 0
    assert 30 < image_to_input(page).sum() < 90


@pytest.mark.parametrize("extent", [5e-324, 1e-310, 1e-101])
def test_a_drawing_too_small_to_scale_is_a_dot(extent: float) -> None:
    tiny = drawing_to_input(Drawing((Stroke(((0.0, 0.0), (extent, extent))),)))
    assert np.array_equal(tiny, drawing_to_input(Drawing((Stroke(((0.0, 0.0),)),))))


def test_a_line_of_thousands_of_dots_is_a_line() -> None:
    places = [(x, 0.3 * x) for x in np.linspace(0, 100, 6000).tolist()]
    dots = Drawing(tuple(Stroke((place,)) for place in places))
    line = Drawing((Stroke((places[0], places[-1])),))
    np.testing.assert_allclose(drawing_to_input(dots), drawing_to_input(line), atol=0.03)
