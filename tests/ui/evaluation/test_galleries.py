"""Predictions, mistakes and labels that look wrong, with real mouse and keys."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from mnist_desktop.ui.evaluation.gallery_section import GallerySection
from mnist_desktop.ui.evaluation.result import LABELS, MISTAKES, PREDICTIONS, EvaluationResult
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.captioned_grid import Caption
from tests.ui.evaluation.evaluated import evaluated

LEFT = Qt.MouseButton.LeftButton


def click(section: GallerySection, position: int) -> None:
    place = section.grid.cell(position).center()
    QTest.mouseClick(section.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def captions(section: GallerySection) -> dict[int, Caption]:
    return {
        section.grid.index_at(position): section.grid.caption_at(position)
        for position in range(section.grid.count)
    }


def test_five_by_five_predictions_fill_the_section(result: EvaluationResult) -> None:
    result.row.choose(PREDICTIONS)
    grid = result.predictions.grid
    assert grid.count == 25
    assert len({grid.cell(position).left() for position in range(25)}) == 5
    assert grid.cell(24).bottom() < grid.viewport().height()
    assert grid.cell(0).width() % 28 == 0


def test_right_is_green_and_wrong_is_red(result: EvaluationResult, theme: Theme) -> None:
    result.row.choose(PREDICTIONS)
    section = result.predictions
    mistakes = set(evaluated().measurement.mistakes().tolist())
    while not mistakes & set(section.grid.indices.tolist()):
        QTest.mouseClick(section.others, LEFT)
    picture = section.grid.viewport().grab().toImage()
    seen = set()
    for position, (index, caption) in enumerate(captions(section).items()):
        assert caption.is_right is (index not in mistakes)
        colour = QColor(theme.colours.success if caption.is_right else theme.colours.danger)
        cell = section.grid.cell(position)
        assert picture.pixelColor(cell.topLeft() + QPoint(0, cell.height() // 2)) == colour
        seen.add(caption.is_right)
    assert seen == {True, False}
    wrong = sum(caption.is_right is False for caption in captions(section).values())
    assert section.words.text() == f"{25 - wrong} of 25 read right"


def test_captions_tell_what_was_read_and_what_it_was_not(result: EvaluationResult) -> None:
    result.row.choose(PREDICTIONS)
    found: dict[int, Caption] = {}
    for _ in range(60):
        found |= captions(result.predictions)
        QTest.mouseClick(result.predictions.others, LEFT)
    assert found[4] == Caption(("9, not 4",), is_right=False)
    assert found[7] == Caption(("7",), is_right=True)


def test_other_25(result: EvaluationResult) -> None:
    result.row.choose(PREDICTIONS)
    before = result.predictions.grid.indices.tolist()
    QTest.mouseClick(result.predictions.others, LEFT)
    after = result.predictions.grid.indices.tolist()
    assert len(set(after)) == 25
    assert after != before


def test_a_click_shows_the_image(result: EvaluationResult) -> None:
    result.row.choose(PREDICTIONS)
    click(result.predictions, 3)
    index = result.predictions.grid.index_at(3)
    assert result.pane.isVisible()
    assert result.details.view.place.text() == f"Test digit {index}"
    assert not result.details.grid.isVisible()
    QTest.keyClick(result.predictions.grid, Qt.Key.Key_Right)
    index = result.predictions.grid.index_at(4)
    assert result.details.view.place.text() == f"Test digit {index}"


def test_the_mistakes_with_both_labels_the_most_confident_first(result: EvaluationResult) -> None:
    result.row.choose(MISTAKES)
    section = result.mistakes
    assert section.words.text() == "7 of 200 read wrong, the surest mistakes first"
    assert section.grid.indices.tolist() == [4, 9, 14, 24, 34, 44, 54]
    assert section.grid.caption_at(0) == Caption(("true 4", "read 9", "91.0 %"))
    assert section.grid.caption_at(1) == Caption(("true 9", "read 4", "82.0 %"))
    click(section, 1)
    assert result.details.view.judged.text() == "Labelled 9, read as 4"


def test_labels_that_look_wrong(result: EvaluationResult) -> None:
    result.row.choose(LABELS)
    section = result.labels
    # The threshold of class 9 is (19 x 0.82 + 0.02) / 20, of class 4 less: all seven are sure enough.
    assert section.words.text() == "Labels that look wrong: 7 of 200, the most doubtful first"
    assert section.grid.index_at(0) == 4
    assert section.grid.caption_at(0) == Caption(("labelled 4", "looks like 9"))
    click(section, 0)
    assert result.details.view.place.text() == "Test digit 4"
