from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.curves import Curves
from mnist_desktop.ui.training.plot_panel import PlotPanel
from mnist_desktop.ui.training.plot_picture import PictureLine


@pytest.fixture
def curves(qtbot: QtBot, theme: Theme, icons: IconShop) -> Curves:
    made = Curves(theme, icons)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def a_run(validation: float | None = 0.95) -> RunCurves:
    run = RunCurves(4)
    for number in range(1, 41):
        run.add_step(StepProgress(1, number, 40, 0.1, 2 / number, 1 - 1 / (number + 1), 1000.0, 3.0))
    run.add_epoch(EpochFinished(1, 0.3, 0.9, None if validation is None else 0.2, validation, 1.0))
    return run


def plot(curves: Curves, name: str) -> PlotPanel:
    return {"loss_plot": curves.loss, "accuracy_plot": curves.accuracy, "rate_plot": curves.rate}[name]


def lines(curves: Curves, name: str) -> tuple[PictureLine, ...]:
    """Live, training and validation line of a plot, as they are painted."""
    picture = plot(curves, name).picture()
    return (picture.live, *picture.before)


def line(curves: Curves, name: str, number: int) -> NDArray[np.float64]:
    """Live, training or validation line (0, 1, 2) of a plot, as (2, n)."""
    return np.array(lines(curves, name)[number].curve)


def test_the_plots_show_the_run_on_one_axis(curves: Curves) -> None:
    run = a_run()
    curves.show_run(run)
    np.testing.assert_allclose(line(curves, "loss_plot", 0), run.live_loss())
    np.testing.assert_allclose(line(curves, "accuracy_plot", 2), [[1], [95]])
    loss, accuracy = (plot(curves, name) for name in ("loss_plot", "accuracy_plot"))
    assert loss.seen_x == accuracy.seen_x
    assert loss.seen_x.low <= 0
    assert loss.seen_x.high >= 4
    assert accuracy.seen_y.high >= 100
    # With one epoch there is nothing to choose from.
    assert curves.key.best_text.isHidden()
    run.add_epoch(EpochFinished(2, 0.2, 0.95, 0.3, 0.93, 1.0))
    curves.refresh(True)
    assert not curves.key.best_text.isHidden()
    assert curves.key.best_text.text() == "Best epoch: 1, 95.0 %"


def test_news_are_painted_at_a_steady_pace(curves: Curves) -> None:
    run = a_run()
    curves.show_run(run)
    run.add_step(StepProgress(2, 20, 40, 0.5, 0.1, 0.99, 1000.0, 3.0))
    curves.refresh()
    assert line(curves, "loss_plot", 0).shape[1] == 40
    curves.refresh(True)
    assert line(curves, "loss_plot", 0).shape[1] == 41


def test_without_validation_there_is_no_such_line(curves: Curves) -> None:
    run = a_run(None)
    run.add_epoch(EpochFinished(2, 0.2, 0.95, None, None, 1.0))
    curves.show_run(run)
    assert line(curves, "loss_plot", 2).size == 0
    assert curves.key.validation_text.isHidden()
    assert curves.key.best_text.text().endswith(" % in training")
    assert not curves.key.best_text.isHidden()


def test_a_new_run_replaces_the_old_one(curves: Curves) -> None:
    curves.show_run(a_run())
    curves.show_run(RunCurves(2))
    assert line(curves, "loss_plot", 0).size == line(curves, "accuracy_plot", 1).size == 0
    assert curves.key.best_text.isHidden()


def test_lines_differ_in_weight_and_dash_and_follow_the_theme(curves: Curves, theme: Theme) -> None:
    def pens() -> list[tuple[float, object, str]]:
        made = [line.style.pen(theme.colours) for line in lines(curves, "loss_plot")]
        return [(pen.widthF(), pen.style(), pen.color().name()) for pen in made]

    theme.choose(Scheme.LIGHT)
    light = pens()
    theme.choose(Scheme.DARK)
    dark = pens()
    theme.choose(Scheme.LIGHT)
    assert len({(width, style) for width, style, _ in light}) == 3
    assert light[2][0] > light[1][0] > light[0][0]
    assert all(before[2] != after[2] for before, after in zip(light, dark, strict=True))


def test_what_happens_unseen_is_shown_when_it_is_seen(curves: Curves) -> None:
    curves.hide()
    curves.show_run(a_run())
    assert line(curves, "loss_plot", 0).size == 0
    curves.show()
    assert line(curves, "loss_plot", 0).shape[1] == 40
