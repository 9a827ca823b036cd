"""Pictures become strokes that look like them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.ink.tracing import traced


def canvas() -> NDArray[np.uint8]:
    return np.zeros((28, 28), np.uint8)


def test_no_ink_is_no_drawing() -> None:
    assert traced(canvas()) == Drawing()
    assert traced(np.full((28, 28), 3, np.uint8)) == Drawing()


def test_a_bar_is_one_stroke_as_wide() -> None:
    bar = canvas()
    bar[5:23, 12:15] = 255
    drawing = traced(bar)
    assert len(drawing.strokes) == 1
    points = np.asarray(drawing.strokes[0].points)
    assert np.abs(points[:, 0] - 13).max() < 0.6
    assert points[:, 1].min() < 8
    assert points[:, 1].max() > 19
    assert 2.4 < drawing.pen_width < 3.6


def test_a_ring_is_one_closed_stroke() -> None:
    rows, columns = np.mgrid[0:28, 0:28]
    distance = np.hypot(rows - 13.5, columns - 13.5)
    drawing = traced(np.where(np.abs(distance - 8) < 1.5, 255, 0).astype(np.uint8))
    assert len(drawing.strokes) == 1
    points = np.asarray(drawing.strokes[0].points)
    assert np.abs(np.hypot(*(points - 13.5).T) - 8).max() < 1
    assert np.hypot(*(points[0] - points[-1])) < 1


def test_a_line_that_crosses_another_goes_straight_on() -> None:
    cross = canvas()
    for at in range(4, 24):
        cross[at, at : at + 2] = cross[at, 27 - at : 29 - at] = 255
    drawing = traced(cross)
    assert len(drawing.strokes) <= 4
    longest = max(drawing.strokes, key=lambda stroke: len(stroke.points))
    first, last = np.asarray(longest.points[0]), np.asarray(longest.points[-1])
    assert np.abs(first - last).min() > 18


def test_a_dot_is_a_dot_and_faint_ink_is_ink() -> None:
    dot = canvas()
    dot[13:15, 13:15] = 40
    drawing = traced(dot)
    points = np.concatenate([stroke.points for stroke in drawing.strokes])
    assert np.abs(points - 13.5).max() < 1


def test_a_blot_is_filled() -> None:
    blot = canvas()
    blot[4:24, 13:15] = 255
    blot[10:19, 8:20] = 255
    drawing = traced(blot)
    inside = sum(10 < y < 18 and 9 < x < 19 for stroke in drawing.strokes for x, y in stroke.points)
    assert inside > 6
    assert all(0 <= x <= 28 and 0 <= y <= 28 for stroke in drawing.strokes for x, y in stroke.points)


def test_digits_look_as_before() -> None:
    digits = load_mnist_test().images[:60]
    differences = []
    for digit in digits:
        drawn = drawing_to_input(traced(digit))
        ink = digit.astype(np.float32) / 255
        shared = np.minimum(drawn, ink).sum() / np.maximum(drawn, ink).sum()
        differences.append(float(shared))
    assert np.median(differences) > 0.6
    assert min(differences) > 0.3
