"""What is seen: the whole run, or what was zoomed in on."""

from __future__ import annotations

import pytest

from mnist_desktop.ui.training.plot_view import Height, PlotView
from mnist_desktop.ui.training.scales import Range

LOSS = Height(Range(0.0, 1.0), Range(0.0, 8.0))
SHARE = Height(Range(90.0, 100.0), Range(0.0, 103.0))


@pytest.fixture
def view() -> PlotView:
    made = PlotView()
    made.follow(10, (LOSS, SHARE))
    return made


def test_the_whole_run_is_followed(view: PlotView) -> None:
    assert not view.is_zoomed
    assert view.x == Range(-0.2, 10.2)
    assert view.y(1) == SHARE.whole
    view.follow(20, (LOSS, SHARE))
    assert view.x.high == 20.4


def test_what_was_zoomed_in_on_stays(view: PlotView) -> None:
    view.look(0, Range(2.0, 4.0), Range(0.1, 0.3))
    view.follow(20, (LOSS, SHARE))
    assert view.is_zoomed
    assert view.x == pytest.approx(Range(2.0, 4.0))
    assert view.y(0) == pytest.approx(Range(0.1, 0.3))
    assert view.y(1) == SHARE.whole
    view.show_whole()
    assert not view.is_zoomed
    assert view.x.high == 20.4


def test_zooming_out_ends_with_the_whole_run(view: PlotView) -> None:
    view.zoom(1, 0.5, 5.0, None)
    assert view.is_zoomed
    assert view.x.span == pytest.approx(10.4 / 2)
    for _ in range(3):
        view.zoom(1, 2.0, 5.0, None)
    assert not view.is_zoomed


def test_what_lies_above_the_whole_can_be_seen(view: PlotView) -> None:
    for _ in range(9):
        view.zoom(0, 2.0, None, 0.0)
    assert view.y(0) == LOSS.most
    assert view.is_zoomed
    view.show_whole_height(0)
    assert not view.is_zoomed


def test_only_zoomed_axes_move(view: PlotView) -> None:
    view.move(0, 3.0, 1.0)
    assert not view.is_zoomed
    view.look(0, Range(2.0, 4.0), Range(0.2, 0.4))
    view.move(0, 3.0, 0.5)
    assert view.x == pytest.approx(Range(5.0, 7.0))
    assert view.y(0) == pytest.approx(Range(0.7, 0.9))
    view.move(0, 100.0, 100.0)
    assert view.x == pytest.approx(Range(8.2, 10.2))
    assert view.y(0) == pytest.approx(Range(7.8, 8.0))


def test_nothing_is_zoomed_into_nothing(view: PlotView) -> None:
    view.look(0, Range(3.0, 3.0), Range(0.5, 0.5))
    assert view.x.span > 0
    assert view.y(0).span > 0
