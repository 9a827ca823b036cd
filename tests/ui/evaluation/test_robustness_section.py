"""The section on changed images, with a reader that compares mean images."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.evaluation import robustness
from mnist_desktop.evaluation.distortions import AMOUNTS, Distortion, distorted
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.evaluation import robustness_section
from mnist_desktop.ui.evaluation.robustness_section import RobustnessSection
from mnist_desktop.ui.theme.theme import Theme
from tests.mean_image_reader import MeanImageReader
from tests.ui.evaluation.evaluated import evaluated
from tests.ui.evaluation.stand_ins import StandInModel

LEFT = Qt.MouseButton.LeftButton


class Reader(MeanImageReader):
    """Made as a recogniser is."""

    @classmethod
    def of(cls, _model: object, _threads: int) -> Reader:
        return cls()


@pytest.fixture
def section(qtbot: QtBot, theme: Theme, lane: Lane, monkeypatch: pytest.MonkeyPatch) -> RobustnessSection:
    monkeypatch.setattr(robustness_section, "Recogniser", Reader)
    monkeypatch.setattr(robustness, "SAMPLE", 60)
    anything: Any = StandInModel("First")
    made = RobustnessSection(theme, lane, lambda: anything)
    qtbot.addWidget(made)
    made.resize(1000, 560)
    made.show()
    made.show_evaluated(evaluated())
    return made


def find_out(section: RobustnessSection, qtbot: QtBot) -> None:
    QTest.mouseClick(section.notice.button, LEFT)
    qtbot.waitUntil(lambda: section.plots[0].isVisible(), timeout=20_000)


def test_it_is_found_out_when_asked_for(section: RobustnessSection, qtbot: QtBot) -> None:
    assert section.found is None
    assert "rotated" in section.notice.text.text()
    with qtbot.waitSignal(section.work_started):
        QTest.mouseClick(section.notice.button, LEFT)
    assert section.notice.button.text() == "Cancel"
    qtbot.waitUntil(lambda: section.plots[0].isVisible(), timeout=20_000)
    found = section.found
    assert found is not None
    assert [plot.curve for plot in section.plots] == list(found.curves)


def test_a_point_tells_its_value_and_shows_what_was_read(section: RobustnessSection, qtbot: QtBot) -> None:
    find_out(section, qtbot)
    plot, number = section.plots[0], len(AMOUNTS[Distortion.ROTATION]) - 1
    place = plot.place(number).toPoint()
    QTest.mouseMove(plot, place + QPoint(-2, 3))
    QTest.mouseMove(plot, place)
    qtbot.waitUntil(lambda: section.words.text().startswith("Turned by 45°: "))
    assert plot.curve is not None
    assert f"{plot.curve.points[number].accuracy * 100:.1f} %" in section.words.text()
    QTest.mouseClick(plot, LEFT, pos=place)
    found = section.found
    assert found is not None
    images = evaluated().measured_set.images[found.sample]
    read = distorted(images_to_inputs(images), Distortion.ROTATION, 45)
    assert np.array_equal(section.strip.inputs, read[: len(section.strip.inputs)])
    before = section.strip.inputs
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert not np.array_equal(section.strip.inputs, before)


def test_it_is_kept_for_what_was_evaluated(section: RobustnessSection, qtbot: QtBot) -> None:
    seen = evaluated()
    section.show_evaluated(seen)
    find_out(section, qtbot)
    found = section.found
    section.show_evaluated(evaluated())
    assert section.found is None
    assert section.notice.isVisible()
    section.show_evaluated(seen)
    assert section.found is None, "of another set nothing is kept"
    assert found is not None


def test_it_can_be_cancelled_and_asked_for_again(
    section: RobustnessSection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.mouseClick(section.notice.button, LEFT)
    QTest.mouseClick(section.notice.button, LEFT)
    qtbot.waitUntil(lambda: section.notice.button.text() == "Find out", timeout=10_000)
    assert section.found is None

    def refused(*_: object) -> None:
        raise Problem(ProblemCode.ANSWERS_NOT_FINITE)

    monkeypatch.setattr(Reader, "of", refused)
    QTest.mouseClick(section.notice.button, LEFT)
    qtbot.waitUntil(lambda: section.notice.text.property("role") == "danger", timeout=10_000)
    assert section.notice.button.text() == "Find out"


def test_where_nothing_shows_a_class_there_is_nothing_to_find_out(section: RobustnessSection) -> None:
    seen = evaluated()
    report = replace(seen.measurement.report, count=0)
    section.show_evaluated(replace(seen, measurement=replace(seen.measurement, report=report)))
    assert "None of these" in section.notice.text.text()
    assert section.notice.button.isHidden()
