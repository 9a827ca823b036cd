"""The parts of a line inside a rectangle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from mnist_desktop.ui.training.plot_clipping import clipped

AREA = QRectF(0, 0, 10, 10)
NAN = float("nan")


def pieces(*points: tuple[float, float]) -> list[list[tuple[float, float]]]:
    found = clipped(np.array(points, np.float64).reshape(-1, 2), AREA)
    return [[(point.x(), point.y()) for point in piece] for piece in found]


@pytest.mark.parametrize(
    ("points", "inside"),
    [
        ([], []),
        ([(1, 1)], []),
        ([(1, 1), (2, 5), (9, 9)], [[(1, 1), (2, 5), (9, 9)]]),
        ([(-5, 5), (15, 5)], [[(0, 5), (10, 5)]]),
        ([(-5, 5), (-1, 5), (-1, 20)], []),
        ([(5, 5), (5, 15), (7, 15), (7, 5)], [[(5, 5), (5, 10)], [(7, 10), (7, 5)]]),
        ([(5, 5), (15, 5), (5, 5)], [[(5, 5), (10, 5)], [(10, 5), (5, 5)]]),
        ([(1, 1), (2, 2), (NAN, NAN), (3, 3), (4, 4)], [[(1, 1), (2, 2)], [(3, 3), (4, 4)]]),
        ([(1, 1), (2, NAN), (3, 3)], []),
    ],
)
def test_pieces(points: list[tuple[float, float]], inside: list[list[tuple[float, float]]]) -> None:
    assert pieces(*points) == inside


numbers = st.floats(-1e7, 1e7)


@given(st.lists(st.tuples(numbers, numbers), max_size=20))
def test_nothing_lies_outside(points: list[tuple[float, float]]) -> None:
    near = AREA.adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
    for piece in pieces(*points):
        assert len(piece) >= 2
        assert all(near.contains(x, y) for x, y in piece)
