from __future__ import annotations

from mnist_desktop.ink.drawing import Drawing, Stroke
from mnist_desktop.ink.editing import History, erase

LINE = Drawing((Stroke(((0, 0), (100, 0)), 4),))


def test_the_eraser_cuts_a_stroke_in_two() -> None:
    left = erase(LINE, (50, -20), (50, 20), 5)
    assert len(left.strokes) == 2
    first, second = left.strokes
    assert 40 < max(x for x, _ in first.points) < 44
    assert 56 < min(x for x, _ in second.points) < 60
    assert first.width == second.width == 4


def test_the_eraser_leaves_what_it_does_not_touch() -> None:
    assert erase(LINE, (50, 30), (90, 30), 5) is LINE


def test_a_whole_stroke_and_a_dot_can_be_erased() -> None:
    assert erase(LINE, (-10, 0), (110, 0), 5).is_empty
    assert erase(Drawing((Stroke(((3, 3),), 2),)), (0, 0), (6, 6), 1).is_empty


def test_undo_and_redo_walk_the_states() -> None:
    history = History()
    first, second = LINE, LINE.with_stroke(Stroke(((1, 1),), 4))
    history.add(first)
    history.add(second)
    assert history.undo() is first
    assert history.undo().is_empty
    assert history.undo().is_empty
    assert not history.can_undo
    assert history.redo() is first
    other = first.with_stroke(Stroke(((9, 9),), 4))
    history.add(other)
    assert not history.can_redo
    assert history.current is other


def test_no_change_is_no_step() -> None:
    history = History()
    history.add(Drawing())
    assert not history.can_undo


def test_what_the_eraser_leaves_keeps_its_points_and_with_them_its_bends() -> None:
    points = ((0.0, 0.0), (20.0, 30.0), (60.0, 30.0), (80.0, 0.0), (80.0, -40.0))
    left = erase(Drawing((Stroke(points, 4),)), (70, -40), (90, -40), 5)
    assert left.strokes[0].points[:-1] == points[:-1]
    assert left.strokes[0].points[-1] != points[-1]
