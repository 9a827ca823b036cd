"""The reliability diagram and the coverage plot, with real mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.evaluation.coverage import coverage_curve
from mnist_desktop.models.answers import Caution
from mnist_desktop.ui.evaluation.confidence_section import ConfidenceSection
from mnist_desktop.ui.evaluation.result import CONFIDENCE, EvaluationResult
from tests.ui.evaluation.evaluated import THRESHOLDS, evaluated

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(result: EvaluationResult) -> ConfidenceSection:
    """Of a model that can reject."""
    result.show_evaluated(evaluated(can_reject=True))
    result.row.choose(CONFIDENCE)
    return result.confidence


def middle_of_bin(section: ConfidenceSection, number: int) -> QPoint:
    return section.diagram.column(number).center().toPoint()


def test_a_bar_tells_how_sure_and_how_right(section: ConfidenceSection, qtbot: QtBot) -> None:
    QTest.mouseMove(section.diagram, middle_of_bin(section, 12))
    expected = "80 to 87 % sure, on average 82.0 %: 97.0 % of 199 read right"
    qtbot.waitUntil(lambda: section.bin_words.text() == expected, timeout=2000)
    assert section.diagram.accessibleDescription() == expected
    QTest.mouseMove(section.diagram, middle_of_bin(section, 2))
    qtbot.waitUntil(lambda: section.bin_words.text() == "13 to 20 % sure: no image", timeout=2000)


def test_a_click_on_a_bar_shows_its_images_the_wrong_ones_first(
    section: ConfidenceSection, result: EvaluationResult
) -> None:
    QTest.mouseClick(section.diagram, LEFT, Qt.KeyboardModifier.NoModifier, middle_of_bin(section, 12))
    assert result.pane.title.text() == "80 to 87 % sure (199)"
    assert result.details.grid.indices.tolist()[:7] == [9, 14, 24, 34, 44, 54, 0]


def test_keys_in_the_diagram(section: ConfidenceSection, result: EvaluationResult) -> None:
    section.diagram.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(section.diagram, Qt.Key.Key_Left)
    assert section.diagram.current == 13
    assert section.bin_words.text().startswith("87 to 93 % sure, on average 91.0 %: 0.0 % of 1")
    QTest.keyClick(section.diagram, Qt.Key.Key_Return)
    assert result.details.grid.indices.tolist() == [4]


def test_the_calibration_error_is_told(section: ConfidenceSection) -> None:
    ece = evaluated().measurement.report.ece
    assert section.error.text() == f"Calibration error {ece * 100:.2f} %"


def test_the_cautions_are_marked_where_they_are(section: ConfidenceSection) -> None:
    curve = coverage_curve(evaluated(can_reject=True).measurement)
    assert [mark.name for mark in section.plot.marks] == ["Lenient", "Balanced", "Careful"]
    assert [mark.is_in_use for mark in section.plot.marks] == [False, True, False]
    for mark, caution in zip(section.plot.marks, Caution, strict=True):
        point = curve.at(THRESHOLDS[caution])
        assert (mark.point.coverage, mark.point.accuracy) == (point.coverage, point.accuracy)
        place = section.plot.place(mark.point)
        assert section.plot.rect().contains(place.toPoint())


def test_a_mark_tells_what_it_answers_and_shows_what_it_leaves_out(
    section: ConfidenceSection, result: EvaluationResult, qtbot: QtBot
) -> None:
    place = section.plot.place(section.plot.marks[1].point).toPoint()
    QTest.mouseMove(section.plot, place)
    expected = "At least 50.0 % sure: 88.50 % answered, 96.05 % of these right"
    qtbot.waitUntil(lambda: section.point_words.text() == expected, timeout=2000)
    QTest.mouseClick(section.plot, LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert result.pane.title.text() == "Below 50.0 % sure (23)"
    assert np.array_equal(result.details.grid.indices, np.arange(177, 200))


def test_keys_in_the_plot(section: ConfidenceSection, result: EvaluationResult) -> None:
    section.plot.setFocus(Qt.FocusReason.TabFocusReason)
    assert section.plot.current is not None
    assert section.plot.current.coverage == 1
    for _ in range(3):
        QTest.keyClick(section.plot, Qt.Key.Key_Left)
    assert section.plot.current.coverage < 1
    QTest.keyClick(section.plot, Qt.Key.Key_Return)
    count = round(200 * (1 - section.plot.current.coverage))
    assert result.pane.title.text().endswith(f"({count})")


def test_one_that_cannot_reject_has_a_curve_without_marks(result: EvaluationResult) -> None:
    result.row.choose(CONFIDENCE)
    assert result.confidence.plot.marks == ()
    assert result.confidence.point_words.text().startswith("This model cannot tell what is no digit.")


def test_where_there_is_room_for_one_the_one_that_was_used_stays(
    section: ConfidenceSection, result: EvaluationResult, qtbot: QtBot
) -> None:
    result.resize(832, 460)
    assert section.diagram.isVisible()
    assert section.plot.isVisible()
    place = section.plot.place(section.plot.marks[1].point).toPoint()
    QTest.mouseClick(section.plot, LEFT, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(lambda: not section.diagram.isVisible(), timeout=2000)
    assert section.plot.isVisible()
    result.pane.shut()
    qtbot.waitUntil(section.diagram.isVisible, timeout=2000)
