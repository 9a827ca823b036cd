"""The confusion matrix and the list of confusions, with real mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.evaluation.confusion_section import ConfusionSection
from mnist_desktop.ui.evaluation.matrix_layout import Cell
from mnist_desktop.ui.evaluation.result import CONFUSION, EvaluationResult
from mnist_desktop.ui.theme.shades import mistake_shade
from mnist_desktop.ui.theme.theme import Theme
from tests.ui.evaluation.evaluated import evaluated

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(result: EvaluationResult) -> ConfusionSection:
    result.row.choose(CONFUSION)
    return result.confusion


def point_at(section: ConfusionSection, cell: Cell) -> None:
    QTest.mouseMove(section.matrix, section.matrix.cell_rect(cell).center())


def click(section: ConfusionSection, cell: Cell) -> None:
    place = section.matrix.cell_rect(cell).center()
    QTest.mouseClick(section.matrix, LEFT, Qt.KeyboardModifier.NoModifier, place)


def fill(section: ConfusionSection, cell: Cell) -> QColor:
    picture = section.matrix.grab().toImage()
    return picture.pixelColor(section.matrix.cell_rect(cell).topLeft() + QPoint(6, 6))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ((4, 9), "4 read as 9: 6 times, out of 20"),
        ((9, 4), "9 read as 4: once, out of 20"),
        ((4, 4), "4 read right: 14 of 20"),
        ((0, 1), "0 read as 1: never"),
    ],
)
def test_pointing_tells_the_cell(section: ConfusionSection, qtbot: QtBot, cell: Cell, words: str) -> None:
    point_at(section, cell)
    qtbot.waitUntil(lambda: section.words.text() == words, timeout=2000)
    assert section.matrix.toolTip() == words
    assert section.matrix.accessibleDescription() == words


def test_keys_tell_and_choose(section: ConfusionSection, result: EvaluationResult) -> None:
    section.matrix.setFocus(Qt.FocusReason.TabFocusReason)
    section.matrix.make_current((4, 8))
    QTest.keyClick(section.matrix, Qt.Key.Key_Right)
    assert section.words.text() == "4 read as 9: 6 times, out of 20"
    QTest.keyClick(section.matrix, Qt.Key.Key_Right)
    assert section.matrix.current == (4, 9)
    QTest.keyClick(section.matrix, Qt.Key.Key_Return)
    assert result.pane.title.text() == "4 read as 9 (6)"
    QTest.keyClick(section.matrix, Qt.Key.Key_Down)
    assert section.words.text() == "5 read as 9: never"


def test_a_click_shows_the_images_of_the_cell_the_surest_first(
    section: ConfusionSection, result: EvaluationResult
) -> None:
    click(section, (4, 9))
    assert result.pane.isVisible()
    assert result.pane.title.text() == "4 read as 9 (6)"
    assert result.details.grid.indices.tolist() == [4, 14, 24, 34, 44, 54]
    assert result.details.view.place.text() == "Test digit 4"


def test_a_cell_without_images(section: ConfusionSection, result: EvaluationResult) -> None:
    click(section, (0, 1))
    assert result.pane.title.text() == "0 read as 1 (0)"
    assert result.details.view.judged.text() == "No image"
    assert result.details.view.picture.array is None
    assert not result.details.view.open_on_canvas.isEnabled()


def test_the_most_frequent_confusions_lead_to_their_images(
    section: ConfusionSection, result: EvaluationResult
) -> None:
    model = section.list.model()
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert rows == [["4", "9", "6", "30.0 %"], ["9", "4", "1", "5.0 %"]]
    place = section.list.visualRect(model.index(1, 0)).center()
    QTest.mouseClick(section.list.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert result.pane.title.text() == "9 read as 4 (1)"
    assert section.matrix.current == (9, 4)


def test_right_answers_are_grey_and_mistakes_are_coloured(section: ConfusionSection, theme: Theme) -> None:
    assert fill(section, (4, 4)) == QColor(theme.colours.line)
    assert fill(section, (4, 9)) == QColor(theme.colours.accent)
    assert fill(section, (0, 1)) == QColor(theme.colours.paper)
    weak, strong = fill(section, (9, 4)), fill(section, (4, 9))
    assert weak.saturation() < strong.saturation()
    assert abs(weak.hue() - QColor(theme.colours.accent).hue()) <= 6


def test_counts_or_shares(section: ConfusionSection, theme: Theme) -> None:
    assert section.counts.isChecked()
    QTest.mouseClick(section.shares, LEFT)
    assert section.matrix.has_shares
    assert fill(section, (9, 4)) == mistake_shade(theme.colours, 0.05, 0.3)
    assert fill(section, (0, 1)) == QColor(theme.colours.paper)
    QTest.mouseClick(section.counts, LEFT)
    assert not section.matrix.has_shares


def test_long_names_of_classes_stay_beside_the_cells(result: EvaluationResult, qtbot: QtBot) -> None:
    words = "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot"
    names = tuple(words.split(","))
    result.row.choose(CONFUSION)
    before = result.confusion.matrix.cell_rect((0, 0))
    result.show_evaluated(evaluated(names=names))
    after, last = (result.confusion.matrix.cell_rect(cell) for cell in ((0, 0), (9, 9)))
    assert after.left() > before.left()
    assert last.right() < result.confusion.matrix.width()
    assert last.bottom() < result.confusion.matrix.height()
    click(result.confusion, (4, 9))
    assert result.pane.title.text() == "Coat read as Ankle boot (6)"
