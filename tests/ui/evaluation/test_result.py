"""Sections, the overview, and the pane with the images behind what is clicked, with real mouse and keys."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.evaluation.result import (
    CONFIDENCE,
    CONFUSION,
    LABELS,
    MISTAKES,
    OVERVIEW,
    PREDICTIONS,
    EvaluationResult,
)
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.work import Evaluated
from tests.ui.evaluation.evaluated import evaluated

LEFT = Qt.MouseButton.LeftButton


def click_row(table: QTableView, row: int) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def test_the_figures(result: EvaluationResult) -> None:
    figures = result.overview.figures
    assert figures.accuracy.value.text() == "96.50 %"
    assert figures.accuracy.note.text() == "93.0 to 98.3 %"
    assert "between 93.0 and 98.3 % for other images" in figures.accuracy.toolTip()
    assert (figures.wrong.value.text(), figures.wrong.note.text()) == ("7", "of 200")
    report = evaluated().measurement.report
    assert figures.loss.value.text() == f"{report.loss:.4f}"
    assert figures.ece.value.text() == f"{report.ece * 100:.2f} %"
    assert (figures.rejected.value.text(), figures.rejected.note.text()) == ("–", "cannot reject")
    assert "cannot tell what is no digit" in figures.rejected.toolTip()
    assert figures.others.isHidden()
    assert not result.overview.writers.isVisible()


def test_the_table_has_the_means_at_its_foot_however_it_is_sorted(result: EvaluationResult) -> None:
    table, model = result.overview.table, result.overview.table.model()
    row = [model.index(4, column).data() for column in range(5)]
    assert row == ["4", "93.3 %", "70.0 %", "80.0 %", "20"]
    header = table.horizontalHeader()
    place = QPoint(header.sectionPosition(2) + 10, 10)
    for _ in range(2):
        QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
        recalls = [model.index(row, 2).data() for row in range(12)]
        assert "70.0 %" in (recalls[0], recalls[9])
        names = [model.index(row, 0).data() for row in range(10, 12)]
        assert names == ["Macro", "Weighted"]
    report = evaluated().measurement.report
    assert model.index(11, 2).data() == f"{report.weighted_recall * 100:.1f} %" == "96.5 %"


def test_classes_keep_their_order(result: EvaluationResult) -> None:
    names = tuple("zyxwvutsrq")
    result.show_evaluated(evaluated(names=names))
    model = result.overview.table.model()
    assert tuple(model.index(row, 0).data() for row in range(10)) == names


def test_a_class_shows_its_images_the_wrong_ones_first(result: EvaluationResult) -> None:
    click_row(result.overview.table, 4)
    assert result.pane.title.text() == "Labelled 4 (20)"
    assert result.details.grid.indices.tolist()[:7] == [4, 14, 24, 34, 44, 54, 64]
    QTest.keyClick(result.overview.table, Qt.Key.Key_Down)
    QTest.keyClick(result.overview.table, Qt.Key.Key_Return)
    assert result.pane.title.text() == "Labelled 5 (20)"
    click_row(result.overview.table, 10)
    assert result.pane.title.text() == "Labelled 5 (20)"


def test_the_wrong_ones_by_click_and_by_key(result: EvaluationResult) -> None:
    QTest.mouseClick(result.overview.figures.wrong, LEFT)
    assert result.pane.title.text() == "Mistakes (7)"
    assert result.details.grid.index_at(0) == 4
    assert sorted(result.details.grid.indices.tolist()) == [4, 9, 14, 24, 34, 44, 54]
    result.pane.shut()
    QTest.keyClick(result.overview.figures.wrong, Qt.Key.Key_Return)
    assert result.pane.isVisible()


def test_the_rejected_ones(result: EvaluationResult) -> None:
    result.show_evaluated(evaluated(can_reject=True))
    QTest.mouseClick(result.overview.figures.rejected, LEFT)
    assert result.pane.title.text() == "Rejected (23)"
    view = result.details.view
    assert view.judged.text() == "Labelled 7, read as 7"
    assert view.digit.text() == "A digit: 48.0 %, rejected"


def test_surest_mistakes_where_there_is_room(result: EvaluationResult, qtbot: QtBot) -> None:
    overview = result.overview
    assert overview.mistakes.isVisible()
    place = overview.mistakes.cell(0).center()
    QTest.mouseClick(overview.mistakes.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert result.details.view.place.text() == "Test digit 4"
    qtbot.waitUntil(lambda: not overview.table.isVisible(), timeout=2000)
    assert overview.mistakes.isVisible()
    QTest.keyClick(overview.mistakes, Qt.Key.Key_Escape)
    qtbot.waitUntil(overview.table.isVisible, timeout=2000)
    click_row(overview.table, 3)
    qtbot.waitUntil(lambda: not overview.mistakes.isVisible(), timeout=2000)
    assert overview.table.isVisible()


def test_an_image_with_its_probabilities_and_the_way_to_the_canvas(
    result: EvaluationResult, qtbot: QtBot
) -> None:
    QTest.mouseClick(result.overview.figures.wrong, LEFT)
    view = result.details.view
    assert view.judged.text() == "Labelled 4, read as 9"
    assert view.bars.numbers is not None
    assert view.bars.winner == 9
    assert view.bars.numbers[9] == np.float32(0.91)
    QTest.keyClick(result.details.grid, Qt.Key.Key_Right)
    assert view.place.text() == "Test digit 9"
    shown = view.picture.array
    assert shown is not None
    assert shown[5, 5] == np.float32(29 / 255)
    with qtbot.waitSignal(result.canvas_wanted) as told:
        QTest.mouseClick(view.open_on_canvas, LEFT)
    (pixels,) = told.args
    assert (pixels.shape, pixels.dtype, pixels[5, 5]) == ((28, 28), np.uint8, 29)


def test_a_click_on_one_of_the_images_shows_it(result: EvaluationResult) -> None:
    click_row(result.overview.table, 3)
    place = result.details.grid.cell(2).center()
    QTest.mouseClick(result.details.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert result.details.view.place.text() == "Test digit 23"


def test_the_picture_is_large_where_there_is_room(result: EvaluationResult) -> None:
    click_row(result.overview.table, 3)
    small = result.details.view.picture.width()
    result.resize(1300, 900)
    assert result.details.view.picture.width() > small
    assert result.details.grid.isVisible()


def test_everything_fits_into_the_smallest_window(result: EvaluationResult) -> None:
    for key in (OVERVIEW, CONFUSION, CONFIDENCE, PREDICTIONS, MISTAKES, LABELS):
        result.row.choose(key)
        click_row(result.overview.table, 3)
        least = result.minimumSizeHint()
        assert (least.width() <= 820, least.height() <= 462) == (True, True), key


def test_the_least_figures_give_way_where_there_is_no_room(result: EvaluationResult, qtbot: QtBot) -> None:
    figures = result.overview.figures
    assert figures.loss.isVisible()
    result.resize(820, 460)
    QTest.mouseClick(figures.wrong, LEFT)
    qtbot.waitUntil(lambda: not figures.loss.isVisible(), timeout=2000)
    shown = (figures.accuracy, figures.wrong, figures.rejected)
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in shown), timeout=2000)
    result.pane.shut()
    qtbot.waitUntil(figures.loss.isVisible, timeout=2000)


def test_escape_closes_the_pane(result: EvaluationResult) -> None:
    for part in (result.overview.table, result.details.grid):
        click_row(result.overview.table, 3)
        assert result.pane.isVisible()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        assert result.pane.isHidden()


def test_another_section_or_a_new_result_closes_the_pane(result: EvaluationResult) -> None:
    click_row(result.overview.table, 3)
    QTest.mouseClick(result.row.buttons[CONFUSION], LEFT)
    assert result.pane.isHidden()
    assert result.confusion.isVisible()
    assert not result.overview.isVisible()
    result.confusion.matrix.make_current((4, 9))
    QTest.keyClick(result.confusion.matrix, Qt.Key.Key_Return)
    assert result.pane.isVisible()
    result.show_evaluated(evaluated())
    assert result.pane.isHidden()
    assert result.confusion.matrix.current is None


def test_arrow_keys_go_from_section_to_section(result: EvaluationResult) -> None:
    button = result.row.buttons[OVERVIEW]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Left)
    assert result.row.current == OVERVIEW
    QTest.keyClick(button, Qt.Key.Key_Right)
    assert result.row.current == CONFUSION
    assert result.confusion.isVisible()


def test_a_further_section_is_told_of_an_evaluation_when_it_is_first_seen(result: EvaluationResult) -> None:
    class Further(Section):
        def __init__(self) -> None:
            super().__init__()
            self.told: list[Evaluated] = []

        def show_evaluated(self, evaluated: Evaluated) -> None:
            self.told.append(evaluated)

    section = Further()
    result.add_section("further", "Further", "One more", section)
    assert section.told == []
    QTest.mouseClick(result.row.buttons["further"], LEFT)
    assert section.isVisible()
    assert section.told == [result.evaluated]
    section.images_asked.emit("Some", np.array([5, 6]))
    assert result.pane.title.text() == "Some (2)"


def test_everything_has_a_name_and_a_tooltip(result: EvaluationResult) -> None:
    overview, confusion, confidence = result.overview, result.confusion, result.confidence
    controls: tuple[QWidget, ...] = (
        *result.row.buttons.values(),
        overview.figures.wrong,
        overview.figures.rejected,
        overview.table,
        overview.mistakes,
        confusion.matrix,
        confusion.list,
        confusion.counts,
        confusion.shares,
        confidence.diagram,
        confidence.plot,
        result.predictions.grid,
        result.predictions.others,
        result.mistakes.grid,
        result.labels.grid,
        result.details.grid,
        result.details.view.open_on_canvas,
        result.pane.close_button,
    )
    for control in controls:
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
