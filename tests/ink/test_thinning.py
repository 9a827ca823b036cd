from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.ink.parts import label_parts
from mnist_desktop.ink.thinning import centre_line, depth, without_spurs


def test_depth_is_the_distance_to_the_paper() -> None:
    mask = np.random.default_rng(2).random((30, 40)) < 0.97
    outside = np.argwhere(~mask)
    deep = depth(mask, 40)
    for row, column in np.argwhere(mask)[::37]:
        expected = np.sqrt(((outside - (row, column)) ** 2).sum(axis=1).min())
        assert deep[row, column] == pytest.approx(expected, abs=1e-4)
    assert not deep[~mask].any()


def test_a_bar_becomes_its_middle_line() -> None:
    bar = np.zeros((60, 100), dtype=np.bool_)
    bar[20:35, 10:90] = True
    line = without_spurs(centre_line(bar), 7)
    rows, columns = np.nonzero(line)
    assert abs(float(np.median(rows)) - 27) <= 1
    assert columns.min() < 22
    assert columns.max() > 77
    assert line.sum() < 90


def test_a_ring_stays_a_ring() -> None:
    rows, columns = np.mgrid[0:80, 0:80]
    distance = np.hypot(rows - 40, columns - 40)
    line = without_spurs(centre_line((distance > 20) & (distance < 32)), 6)
    assert np.abs(distance[line] - 26).max() < 2
    assert label_parts(~line)[1] >= 1
    assert label_parts(line)[1] == 1


def test_every_part_keeps_a_point() -> None:
    blocks = np.zeros((20, 20), dtype=np.bool_)
    blocks[2:4, 2:4] = True
    blocks[10:16, 10:16] = True
    assert label_parts(centre_line(blocks))[1] == 2


def test_side_branches_go_and_the_line_keeps_its_length() -> None:
    line = np.zeros((40, 60), dtype=np.bool_)
    line[20, 5:55] = True
    line[15:20, 30] = True
    short = without_spurs(line, 7)
    assert not short[:19].any()
    assert short[20, 5:55].all()


def test_parts_touch_at_corners_too() -> None:
    mask = np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 1, 1]], dtype=np.bool_)
    labels, count = label_parts(mask)
    assert count == 4
    assert labels[0, 0] == labels[1, 1] != labels[0, 3]
    assert labels[0, 3] == labels[1, 3]
    assert not labels[~mask].any()
    assert label_parts(np.zeros((3, 3), dtype=np.bool_))[1] == 0
