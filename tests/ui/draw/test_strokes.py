from __future__ import annotations

import pytest

from mnist_desktop.ink.drawing import Point
from mnist_desktop.ui.draw.strokes import SmoothPath

POINTS: list[Point] = [(0.0, 0.0), (10.0, 5.0), (20.0, -5.0), (20.0, -5.0), (35.5, 40.0), (10.0, 60.0)]


@pytest.mark.parametrize("steps", [[1, 2, 3, 4, 5, 6], [1, 6], [3, 6], [2, 2, 5, 6]])
def test_a_path_that_grew_is_the_path_of_the_whole_stroke(steps: list[int]) -> None:
    path = SmoothPath(POINTS[0])
    for count in steps:
        grown = path.to(POINTS[:count])
    assert grown == SmoothPath(POINTS[0]).to(POINTS)


def test_a_single_point_is_a_dot() -> None:
    dot = SmoothPath((3.0, 4.0)).to([(3.0, 4.0)])
    assert dot.elementCount() == 2
    assert dot.boundingRect().width() > 0
