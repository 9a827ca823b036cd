from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from mnist_desktop.ink.drawing import Drawing, Stroke
from mnist_desktop.ink.image_input import find_ink
from mnist_desktop.ink.model_input import drawing_to_input, image_to_input
from tests.hand import DIGITS
from tests.ink.painting import as_jpeg, painted, shades

SIDE = 300
ALIKE = 0.14
"""The most that an image's input may differ from the ink's, as a share of the ink."""


def apart(image: NDArray[np.uint8], digit: str) -> float:
    ink = drawing_to_input(DIGITS[digit])
    return float(np.abs(image_to_input(image) - ink).sum() / ink.sum())


def page(digit: str = "5") -> NDArray[np.float32]:
    return painted(DIGITS[digit], SIDE, 12, 170)


def noise(spread: float, shape: tuple[int, ...] = (SIDE, SIDE)) -> NDArray[np.float32]:
    return np.random.default_rng(7).normal(0, spread, shape).astype(np.float32)


@pytest.mark.parametrize("digit", list(DIGITS))
@pytest.mark.parametrize(
    ("side", "brush", "height"), [(200, 4, 60), (240, 20, 120), (300, 5, 280), (640, 40, 240), (900, 12, 700)]
)
def test_an_exported_drawing_gives_the_same_input_as_its_ink(
    digit: str, side: int, brush: float, height: float
) -> None:
    covered = painted(DIGITS[digit], side, brush, height)
    assert apart(shades(255, 0, covered), digit) < ALIKE


@pytest.mark.parametrize("digit", list(DIGITS))
@pytest.mark.parametrize(("paper", "ink"), [(0, 255), (40, 170), (200, 60), (128, 20), (255, 190)])
def test_ink_may_be_darker_or_lighter_than_the_paper(digit: str, paper: float, ink: float) -> None:
    assert apart(shades(paper, ink, page(digit)), digit) < ALIKE


@pytest.mark.parametrize("digit", list(DIGITS))
def test_light_shadow_and_noise_do_not_matter(digit: str) -> None:
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    lights = {
        "from one side": 1 - 0.6 * columns,
        "vignette": 1 - 0.9 * ((rows - 0.5) ** 2 + (columns - 0.5) ** 2),
        "shadow across": 1 - 0.5 / (1 + np.exp(-60 * (rows + 0.3 * columns - 0.6))),
    }
    for name, light in lights.items():
        photo = as_jpeg(shades(0, 1, shades(235, 40, page(digit)) * light + noise(4)), 70)
        assert apart(photo, digit) < ALIKE, name


def test_strong_noise_and_compression_do_not_matter() -> None:
    assert apart(shades(0, 1, shades(215, 40, page()) + noise(18)), "5") < ALIKE
    assert apart(as_jpeg(shades(255, 0, page()), 15), "5") < ALIKE


def test_ruled_paper_is_paper() -> None:
    lined, squared, dark = (np.full((SIDE, SIDE), 245, dtype=np.float32) for _ in range(3))
    lined[20::37], lined[21::37] = 160, 160
    squared[9::21], squared[:, 5::21] = 175, 175
    dark[20::50] = 50
    for paper in (lined, squared, dark):
        assert apart(np.minimum(paper, shades(245, 40, page())).astype(np.uint8), "5") < ALIKE


@pytest.mark.parametrize("digit", list(DIGITS))
def test_frames_and_margins_are_left_out(digit: str) -> None:
    drawn = shades(255, 0, page(digit))
    at_the_border = drawn.copy()
    at_the_border[:2], at_the_border[-2:], at_the_border[:, :2], at_the_border[:, -2:] = 90, 90, 90, 90
    in_a_window = np.pad(np.pad(drawn, 1, constant_values=0), 12, constant_values=230)
    dark_canvases = [
        np.pad(np.pad(255 - drawn, 2, constant_values=120), margin, constant_values=240)
        for margin in (5, 11, 30, 90)
    ]
    for image in (at_the_border, in_a_window, *dark_canvases):
        assert apart(image, digit) < ALIKE


@pytest.mark.parametrize("digit", ["0", "1", "7", "8"])
def test_the_table_around_a_photographed_sheet_is_left_out(digit: str) -> None:
    sheet = shades(225, 40, page(digit)).astype(np.float32)
    around = np.pad(sheet, 80, constant_values=60) + noise(6, (SIDE + 160, SIDE + 160))
    beside = np.pad(sheet, ((0, 0), (0, 60)), constant_values=50) + noise(4, (SIDE, SIDE + 60))
    for photo in (around, beside):
        assert apart(as_jpeg(shades(0, 1, photo), 80), digit) < ALIKE


def test_specks_are_left_out() -> None:
    image = shades(255, 0, page()).copy()
    for row, column in np.random.default_rng(3).integers(0, SIDE - 2, (25, 2)):
        image[row : row + 2, column : column + 2] = 60
    assert apart(image, "5") < ALIKE


def test_a_straight_stroke_beside_another_is_no_frame() -> None:
    image = np.full((SIDE, SIDE), 255, dtype=np.uint8)
    image[40:260, 180:192] = 0
    image[40:150, 80:92] = 0
    image[150:162, 80:170] = 0
    found = find_ink(image)
    assert found is not None
    assert found.box == (80, 40, 112, 220)


def test_a_small_digit_in_a_large_photo_is_looked_at_closely() -> None:
    small = painted(DIGITS["3"], 120, 6, 90)
    covered = np.pad(small, ((1500, 380), (700, 2180)))
    image = shades(230, 30, covered)
    assert apart(image, "3") < ALIKE
    found = find_ink(image)
    assert found is not None
    x, y, width, height = found.box
    assert (x + width / 2, y + height / 2) == pytest.approx((760, 1560), abs=8)
    assert max(width, height) == pytest.approx(94, abs=8)


def test_the_box_is_where_the_ink_is() -> None:
    image = np.full((100, 160), 255, dtype=np.uint8)
    image[30:70, 80:86] = 0
    found = find_ink(image)
    assert found is not None
    assert found.box == (80, 30, 6, 40)


def test_a_filled_dot_stays_a_dot() -> None:
    rows, columns = np.mgrid[0:200, 0:200]
    dot = np.where((rows - 90) ** 2 + (columns - 110) ** 2 < 400, 0, 255).astype(np.uint8)
    assert 3 < image_to_input(dot).sum() < 12


@pytest.mark.parametrize("side", [64, 200, 700])
def test_paper_without_ink_has_none(side: int) -> None:
    ramp = np.mgrid[0:side, 0:side][1].astype(np.float32) / side
    empty = {
        "light from one side": shades(0, 1, 250 - 150 * ramp),
        "a shadow": shades(0, 1, 235 - 100 * (ramp > 0.5) + noise(4, (side, side))),
        "a scan's noise": shades(0, 1, 235 + noise(8, (side, side))),
        "only noise": shades(0, 1, 128 + noise(60, (side, side))),
        "a dark screen's noise": shades(0, 1, np.abs(noise(8, (side, side)))),
        "a framed page": np.pad(np.full((side - 4, side - 4), 255, dtype=np.uint8), 2),
    }
    for name, image in empty.items():
        assert find_ink(image) is None, name
        assert not image_to_input(image).any(), name


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (2, 2), (3, 500), (28, 28), (700, 3)])
def test_any_shape_of_image_can_be_looked_at(shape: tuple[int, int]) -> None:
    for image in (
        np.full(shape, 128, dtype=np.uint8),
        np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8),
        np.tile(np.array([0, 255], dtype=np.uint8), (shape[0], shape[1]))[:, : shape[1]],
    ):
        array = image_to_input(image)
        assert array.shape == (28, 28)
        assert array.dtype == np.float32
        assert not array.flags.writeable
        assert 0 <= array.min() <= array.max() <= 1


def test_a_small_image_that_is_not_like_mnist_is_brought_into_the_box() -> None:
    corner = np.zeros((28, 28), dtype=np.uint8)
    corner[1:9, 2:4] = 255
    array = image_to_input(corner)
    rows = np.flatnonzero((array > 0.3).any(axis=1))
    assert np.ptp(rows) + 1 in (19, 20, 21)


@pytest.mark.parametrize("digit", ["2", "7"])
def test_strokes_along_the_edge_of_the_board_are_ink(digit: str) -> None:
    covered = painted(DIGITS[digit], 900, 60, 700)
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    # The outer half of the brush is beyond the board.
    cut = covered[rows[0] + 24 : rows[-1] - 24, columns[0] + 24 : columns[-1] - 24]
    assert apart(shades(255, 0, cut), digit) < 2 * ALIKE


@pytest.mark.parametrize("digit", list(DIGITS))
@pytest.mark.parametrize(("side", "brush"), [(28, 2), (48, 4), (64, 6), (112, 12)])
def test_a_digit_may_fill_a_small_board(digit: str, side: int, brush: float) -> None:
    drawn = shades(255, 0, painted(DIGITS[digit], side, brush, 0.95 * side))
    for image in (drawn, as_jpeg(drawn, 75), 255 - drawn):
        assert apart(image, digit) < 2 * ALIKE


@pytest.mark.parametrize("digit", list(DIGITS))
@pytest.mark.parametrize("spread", [0, 1, 2])
def test_a_hard_shadow_in_an_image_without_noise_is_no_ink(digit: str, spread: float) -> None:
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    light = np.where(columns + 0.3 * rows > 0.6, 0.5, 1).astype(np.float32)
    photo = shades(230, 60, painted(DIGITS[digit], SIDE, 6, 125)) * light + noise(spread)
    assert apart(shades(0, 1, photo), digit) < ALIKE


@pytest.mark.parametrize("pen", [2, 4, 6])
@pytest.mark.parametrize(
    ("size", "strokes"),
    [
        ((200, 300), [[(0, 0), (200, 0), (60, 300)]]),
        ((200, 300), [[(40, 0), (0, 180), (200, 180)], [(150, 60), (150, 300)]]),
        ((160, 300), [[(20, 60), (80, 0), (80, 300)], [(0, 300), (160, 300)]]),
        ((200, 300), [[(10, 60), (60, 4), (140, 4), (190, 70), (120, 160), (0, 300), (200, 300)]]),
        ((300, 300), [[(150, 0), (150, 300)]]),
    ],
    ids=["7", "4", "footed 1", "2", "1"],
)
def test_a_bar_across_an_image_cut_to_the_digit_is_a_stroke(
    pen: int, size: tuple[int, int], strokes: list[list[tuple[float, float]]]
) -> None:
    picture = Image.new("L", (4 * size[0], 4 * size[1]), 255)
    for points in strokes:
        # The pen stays inside the image.
        low, high = np.full(2, pen / 2), np.array(size) - pen / 2
        inside = np.clip(np.array(points, dtype=np.float64), low, high)
        ImageDraw.Draw(picture).line((4 * inside).ravel().tolist(), fill=0, width=4 * pen)
    drawn = drawing_to_input(Drawing(tuple(Stroke(tuple(points), pen) for points in strokes)))
    result = image_to_input(np.asarray(picture.reduce(4)))
    assert float(np.abs(result - drawn).sum() / drawn.sum()) < 2 * ALIKE


def test_a_single_ruled_line_on_a_page_is_paper() -> None:
    for row in (60, 150, 285):
        lined = np.full((SIDE, SIDE), 245, dtype=np.uint8)
        lined[row : row + 2] = 60
        assert find_ink(lined) is None
        assert apart(np.minimum(lined, shades(245, 40, page())), "5") < ALIKE


@pytest.mark.parametrize("digit", ["0", "2", "3", "8"])
def test_thin_pencil_in_a_large_photo_is_found(digit: str) -> None:
    covered = np.pad(painted(DIGITS[digit], 520, 4, 460), ((340, 340), (540, 540)))
    light = np.linspace(1, 0.75, covered.shape[1], dtype=np.float32)
    photo = shades(0, 1, shades(215, 155, covered) * light + noise(4, covered.shape))
    assert apart(photo, digit) < ALIKE
