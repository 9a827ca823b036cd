"""Figures, matrix, table and the images behind a cell, with real mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.evaluation.comparison import Truth
from mnist_desktop.evaluation.measuring import Measurement
from mnist_desktop.evaluation.metrics import evaluate
from mnist_desktop.models.answers import Caution
from mnist_desktop.ui.evaluation.matrix import Cell
from mnist_desktop.ui.evaluation.result import EvaluationResult
from mnist_desktop.ui.evaluation.source import MNIST_TEST, MeasuredSet
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from tests.evaluation.verdicts import all_accepted

LEFT = Qt.MouseButton.LeftButton
NAMES = tuple("0123456789")


def evaluated() -> Evaluated:
    """Two hundred digits; 4 read as 9 six times, 9 as 4 once, everything else right."""
    labels = np.arange(200) % 10
    read = labels.copy()
    read[np.flatnonzero(labels == 4)[:6]] = 9
    read[np.flatnonzero(labels == 9)[:1]] = 4
    probabilities = np.full((200, 10), 0.02, np.float32)
    probabilities[np.arange(200), read] = 0.82
    probabilities[4] = 0.01
    probabilities[4, 9] = 0.91
    images = np.zeros((200, 28, 28), np.uint8)
    images[np.arange(200), 5, 5] = np.arange(200) + 20
    truth, verdicts = Truth.of_classes(labels, NAMES), all_accepted(probabilities)
    measurement = Measurement(evaluate(truth, verdicts, NAMES), NAMES, truth, verdicts)
    digits = MeasuredSet(MNIST_TEST, LabelledImages("MNIST test", images, labels), images)
    return Evaluated("key", measurement, digits, 1.0, dict.fromkeys(Caution, 0.0))


@pytest.fixture
def result(qtbot: QtBot, theme: Theme, icons: IconShop) -> EvaluationResult:
    made = EvaluationResult(theme, icons)
    qtbot.addWidget(made)
    made.resize(1148, 640)
    made.show()
    made.show_evaluated(evaluated())
    qtbot.waitExposed(made)
    return made


def point_at(result: EvaluationResult, cell: Cell) -> None:
    QTest.mouseMove(result.matrix, result.matrix.cell_rect(cell).center())


def click(result: EvaluationResult, cell: Cell) -> None:
    place = result.matrix.cell_rect(cell).center()
    QTest.mouseClick(result.matrix, LEFT, Qt.KeyboardModifier.NoModifier, place)


def test_the_figures(result: EvaluationResult) -> None:
    figures = result.figures
    assert figures.accuracy.value.text() == "96.50 %"
    assert figures.accuracy.note.text() == "93.0 to 98.3 %"
    assert "between 93.0 and 98.3 % for other images" in figures.accuracy.toolTip()
    assert (figures.wrong.value.text(), figures.wrong.note.text()) == ("7", "of 200")
    assert figures.loss.value.text() == f"{result_loss():.4f}"
    assert figures.macro_f1.value.text().endswith(" %")
    assert figures.ece.value.text() == f"{evaluated().measurement.report.ece * 100:.2f} %"
    assert (figures.rejected.value.text(), figures.rejected.note.text()) == ("–", "cannot reject")
    assert "cannot tell what is no digit" in figures.rejected.toolTip()
    assert figures.others.isHidden()
    assert result.writers.isHidden() or not result.writers.isVisible()


def result_loss() -> float:
    return evaluated().measurement.report.loss


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ((4, 9), "4 read as 9: 6 times, out of 20"),
        ((9, 4), "9 read as 4: once, out of 20"),
        ((4, 4), "4 read right: 14 of 20"),
        ((0, 1), "0 read as 1: never"),
    ],
)
def test_pointing_tells_the_cell(result: EvaluationResult, qtbot: QtBot, cell: Cell, words: str) -> None:
    point_at(result, cell)
    qtbot.waitUntil(lambda: result.words.text() == words, timeout=2000)
    assert result.matrix.toolTip() == words
    assert result.matrix.accessibleDescription() == words


def test_keys_tell_and_choose(result: EvaluationResult) -> None:
    result.matrix.setFocus(Qt.FocusReason.TabFocusReason)
    result.matrix.make_current((4, 8))
    QTest.keyClick(result.matrix, Qt.Key.Key_Right)
    assert result.words.text() == "4 read as 9: 6 times, out of 20"
    QTest.keyClick(result.matrix, Qt.Key.Key_Right)
    assert result.matrix.current == (4, 9)
    QTest.keyClick(result.matrix, Qt.Key.Key_Return)
    assert result.pane.title.text() == "4 read as 9 (6)"
    QTest.keyClick(result.matrix, Qt.Key.Key_Down)
    assert result.words.text() == "5 read as 9: never"


def test_a_click_shows_the_images_of_the_cell_the_surest_first(result: EvaluationResult) -> None:
    click(result, (4, 9))
    assert result.pane.isVisible()
    assert result.pane.title.text() == "4 read as 9 (6)"
    assert result.details.grid.indices.tolist() == [4, 14, 24, 34, 44, 54]
    assert result.details.place.text() == "Test digit 4\nLabelled 4"
    assert result.details.answers.text().splitlines()[0] == "9   91.0 %"
    QTest.keyClick(result.details.grid, Qt.Key.Key_Right)
    assert result.details.place.text() == "Test digit 14\nLabelled 4"
    shown = result.details.picture.array
    assert shown is not None
    assert shown[5, 5] == np.float32(34 / 255)


def test_a_click_on_an_image_shows_it(result: EvaluationResult) -> None:
    click(result, (3, 3))
    place = result.details.grid.cell(2).center()
    QTest.mouseClick(result.details.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert result.details.place.text() == "Test digit 23\nLabelled 3"


def test_a_cell_without_images(result: EvaluationResult) -> None:
    click(result, (0, 1))
    assert result.pane.title.text() == "0 read as 1 (0)"
    assert result.details.place.text() == "No image"
    assert result.details.picture.array is None


def test_all_wrong_ones(result: EvaluationResult) -> None:
    QTest.mouseClick(result.figures.show_wrong, LEFT)
    assert result.pane.title.text() == "Mistakes (7)"
    assert result.details.grid.index_at(0) == 4
    assert sorted(result.details.grid.indices.tolist()) == [4, 9, 14, 24, 34, 44, 54]


def test_the_pane_takes_the_tables_room_only_where_there_is_not_enough(result: EvaluationResult) -> None:
    assert result.table.isVisible()
    click(result, (4, 9))
    assert not result.table.isVisible()
    QTest.keyClick(result.matrix, Qt.Key.Key_Escape)
    assert result.pane.isHidden()
    assert result.table.isVisible()
    result.resize(1500, 800)
    click(result, (4, 9))
    assert result.table.isVisible()


def test_escape_in_the_images_closes_the_pane(result: EvaluationResult) -> None:
    click(result, (4, 9))
    QTest.keyClick(result.details.grid, Qt.Key.Key_Escape)
    assert result.pane.isHidden()


def test_the_table(result: EvaluationResult) -> None:
    model = result.table.model()
    row = [model.index(4, column).data() for column in range(5)]
    assert row == ["4", "93.3 %", "70.0 %", "80.0 %", "20"]
    header = result.table.horizontalHeader()
    place = QPoint(header.sectionPosition(2) + 10, 10)
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    recalls = [model.index(row, 2).data() for row in range(10)]
    assert "70.0 %" in (recalls[0], recalls[-1])


def test_right_answers_are_grey_and_mistakes_are_coloured(result: EvaluationResult, theme: Theme) -> None:
    picture = result.matrix.grab().toImage()

    def fill(cell: Cell) -> QColor:
        return picture.pixelColor(result.matrix.cell_rect(cell).topLeft() + QPoint(8, 8))

    assert fill((4, 4)) == QColor(theme.colours.line)
    assert fill((4, 9)) == QColor(theme.colours.accent)
    assert fill((0, 1)) == QColor(theme.colours.paper)
    weak, strong, hue = fill((9, 4)), fill((4, 9)), QColor(theme.colours.accent).hue()
    assert weak.saturation() < strong.saturation()
    assert abs(weak.hue() - hue) <= 6


def test_a_new_result_closes_the_pane(result: EvaluationResult) -> None:
    click(result, (4, 9))
    result.show_evaluated(evaluated())
    assert result.pane.isHidden()
    assert result.matrix.current is None


def test_everything_has_a_name_and_a_tooltip(result: EvaluationResult) -> None:
    for control in (
        result.matrix,
        result.table,
        result.figures.show_wrong,
        result.details.grid,
        result.pane.close_button,
    ):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
