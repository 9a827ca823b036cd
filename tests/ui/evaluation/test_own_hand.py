"""Measuring on drawings and images of one's own: opened, rendered and read in the background."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.ui.evaluation.page import EvaluationPage
from mnist_desktop.ui.evaluation.result import CONFUSION
from tests.ui.conftest import AnsweringDialogs
from tests.ui.evaluation.stand_ins import Gate, StandInModel, StandInShelf

LEFT = Qt.MouseButton.LeftButton
ONE = Drawing((Stroke(((10.0, 0.0), (12.0, 50.0), (10.0, 100.0))),))
CORNER = Drawing((Stroke(((0.0, 0.0), (30.0, 0.0), (30.0, 20.0))),))
DASH = Drawing((Stroke(((0.0, 5.0), (90.0, 5.0))),))


@pytest.fixture
def page(page: EvaluationPage, qtbot: QtBot) -> EvaluationPage:
    """Shown, with MNIST's test digits measured."""
    page.show()
    wait_for_result(page, qtbot)
    return page


@pytest.fixture
def hands(tmp_path: Path) -> Path:
    """Six writers, each with a 1 that is read right and a dash labelled L, but for the last.

    His L looks like a 1, and his 1 is a corner, which a careful model rejects and any model reads wrong.
    There are an empty 1 of the first writer and a drawing without a label, too.
    """
    drawings = []
    for writer in range(6):
        drawings.append(LabelledDrawing(CORNER if writer == 5 else ONE, "1", f"w{writer}"))
        drawings.append(LabelledDrawing(ONE if writer == 5 else DASH, "L", f"w{writer}"))
    write_ink(
        tmp_path / "hands.jsonl",
        [*drawings, LabelledDrawing(Drawing(), "1", "w0"), LabelledDrawing(ONE)],
    )
    return tmp_path / "hands.jsonl"


def wait_for_result(page: EvaluationPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.result.isVisible, timeout=10_000)


def open_ink(page: EvaluationPage, dialogs: AnsweringDialogs, path: Path) -> None:
    dialogs.path = path
    QTest.mouseClick(page.source.open_ink, LEFT)


def rows(page: EvaluationPage) -> list[list[str]]:
    model = page.result.overview.writers.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(page: EvaluationPage, number: int) -> None:
    page.source.sets.setCurrentIndex(number)
    page.source.sets.activated.emit(number)


def test_an_ink_file_with_a_model_that_can_reject(
    page: EvaluationPage, shelf: StandInShelf, dialogs: AnsweringDialogs, hands: Path, qtbot: QtBot
) -> None:
    shelf.use(StandInModel("Rejecter", can_reject=True))
    open_ink(page, dialogs, hands)
    assert page.notice.text.text() == "Rejecter reads hands.jsonl …"
    wait_for_result(page, qtbot)
    figures = page.result.overview.figures
    assert figures.accuracy.value.text() == "71.43 %"
    assert "for other writers" in figures.accuracy.toolTip()
    assert (figures.wrong.value.text(), figures.wrong.note.text()) == ("2", "of 7")
    assert (figures.rejected.value.text(), figures.rejected.note.text()) == ("1", "14.29 %")
    assert (figures.others.value.text(), figures.others.note.text()) == ("83.33 %", "5 of 6")
    assert "Most often taken for digits: L (1)" in figures.others.toolTip()
    assert page.story.whole.startswith(
        "Rejecter on hands.jsonl (images: 7, others: 6, writers: 6, without ink: 1, "
        "without a label, left out: 1), measured in "
    )


def test_each_writer_the_worst_first(
    page: EvaluationPage, shelf: StandInShelf, dialogs: AnsweringDialogs, hands: Path, qtbot: QtBot
) -> None:
    assert not page.result.overview.writers.isVisible()
    open_ink(page, dialogs, hands)
    wait_for_result(page, qtbot)
    assert page.result.overview.writers.isVisible()
    assert rows(page)[:3] == [["w5", "1", "0.0 %"], ["w0", "2", "50.0 %"], ["w1", "1", "100 %"]]
    shelf.use(StandInModel("Rejecter", can_reject=True))
    wait_for_result(page, qtbot)
    assert rows(page)[:2] == [["w5", "1", "0.0 %", "0", "0.0 %"], ["w0", "2", "50.0 %", "1", "100 %"]]


def test_the_wrong_ones_are_read_wrong_or_taken_for_digits(
    page: EvaluationPage, shelf: StandInShelf, dialogs: AnsweringDialogs, hands: Path, qtbot: QtBot
) -> None:
    shelf.use(StandInModel("Rejecter", can_reject=True))
    open_ink(page, dialogs, hands)
    wait_for_result(page, qtbot)
    QTest.mouseClick(page.result.overview.figures.wrong, LEFT)
    details = page.result.details
    assert page.result.pane.title.text() == "Mistakes (3)"
    assert details.grid.indices.tolist() == [10, 12, 11]
    assert details.view.place.text() == "Number 11, drawn by w5"
    assert details.view.digit.text() == "A digit: 70.0 %"
    QTest.keyClick(details.grid, Qt.Key.Key_Right)
    assert details.view.place.text() == "Number 13, drawn by w0"
    assert details.view.judged.text() == "Labelled 1, no ink"
    assert details.view.bars.numbers is None
    assert not details.view.open_on_canvas.isEnabled()
    QTest.keyClick(details.grid, Qt.Key.Key_Right)
    assert details.view.judged.text().startswith("Labelled L, read as ")


def test_another_caution_reads_nothing_again(
    page: EvaluationPage,
    shelf: StandInShelf,
    gate: Gate,
    dialogs: AnsweringDialogs,
    hands: Path,
    qtbot: QtBot,
) -> None:
    shelf.use(StandInModel("Rejecter", can_reject=True))
    open_ink(page, dialogs, hands)
    wait_for_result(page, qtbot)
    chunks = gate.chunks
    page.set_caution(Caution.CAREFUL)
    assert page.result.overview.figures.rejected.value.text() == "2"
    assert page.result.overview.figures.accuracy.value.text() == "71.43 %"
    page.set_caution(Caution.LENIENT)
    assert page.result.overview.figures.rejected.value.text() == "1"
    assert gate.chunks == chunks


def test_what_was_opened_stays_to_choose_from(
    page: EvaluationPage, gate: Gate, dialogs: AnsweringDialogs, hands: Path, qtbot: QtBot
) -> None:
    open_ink(page, dialogs, hands)
    wait_for_result(page, qtbot)
    listed = [page.source.sets.itemText(number) for number in range(page.source.sets.count())]
    assert listed == ["MNIST, test", "MNIST, training", "hands.jsonl"]
    choose(page, 0)
    assert page.story.whole.startswith("First on MNIST's 10,000 test digits")
    assert not page.result.overview.writers.isVisible()
    choose(page, 2)
    assert page.story.whole.startswith("First on hands.jsonl")
    open_ink(page, dialogs, hands)
    assert page.source.sets.count() == 3
    assert gate.began == ["First", "First"]


def test_thinking_better_of_it_changes_nothing(
    page: EvaluationPage, gate: Gate, dialogs: AnsweringDialogs
) -> None:
    dialogs.path = None
    QTest.mouseClick(page.source.open_ink, LEFT)
    QTest.mouseClick(page.source.open_folder, LEFT)
    assert page.source.sets.count() == 2
    assert page.result.isVisible()
    assert gate.began == ["First"]


def test_a_folder_of_images_by_class_and_writer(
    page: EvaluationPage, dialogs: AnsweringDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    digits = load_mnist_test()
    for index in range(20):
        folder = tmp_path / "photos" / str(digits.labels[index]) / f"hand {index % 2}"
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(digits.images[index]).save(folder / f"{index}.png")
    dialogs.path = tmp_path / "photos"
    QTest.mouseClick(page.source.open_folder, LEFT)
    wait_for_result(page, qtbot)
    assert page.result.overview.figures.wrong.note.text() == "of 20"
    assert sorted(row[0] for row in rows(page)) == ["hand 0", "hand 1"]
    page.result.row.choose(CONFUSION)
    page.result.confusion.matrix.make_current((7, 7))
    QTest.keyClick(page.result.confusion.matrix, Qt.Key.Key_Return)
    picture = page.result.details.view.picture.array
    assert picture is not None
    assert np.array_equal(picture, digits.images[0] / np.float32(255))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ('{"strokes": 5}\n', "Line 1 of"),
        ('{"strokes": [[[0, 0], [1, 1]]]}\n', "has a label"),
        ('{"strokes": [[[0, 0], [1, 1]]], "label": "Q"}\n', "1 are labelled Q"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_stays(
    page: EvaluationPage, dialogs: AnsweringDialogs, tmp_path: Path, qtbot: QtBot, content: str, told: str
) -> None:
    (tmp_path / "bad.jsonl").write_text(content, encoding="utf-8")
    open_ink(page, dialogs, tmp_path / "bad.jsonl")
    qtbot.waitUntil(lambda: page.notice.text.property("role") == "danger", timeout=5000)
    assert told in page.notice.text.text()
    choose(page, 0)
    assert page.result.isVisible()
    choose(page, 2)
    assert told in page.notice.text.text()


def test_only_letters_with_a_model_that_can_reject(
    page: EvaluationPage, shelf: StandInShelf, dialogs: AnsweringDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.use(StandInModel("Rejecter", can_reject=True))
    write_ink(tmp_path / "letters.jsonl", [LabelledDrawing(DASH, "L"), LabelledDrawing(ONE, "I")])
    open_ink(page, dialogs, tmp_path / "letters.jsonl")
    wait_for_result(page, qtbot)
    figures = page.result.overview.figures
    assert (figures.accuracy.value.text(), figures.accuracy.note.text()) == ("–", "no digits")
    assert figures.others.value.text() == "50.00 %"
    assert figures.loss.value.text() == "–"


def test_cancelling_while_a_file_is_read(
    page: EvaluationPage, gate: Gate, dialogs: AnsweringDialogs, hands: Path, lane: Lane, qtbot: QtBot
) -> None:
    gate.is_open.clear()
    open_ink(page, dialogs, hands)
    before = gate.chunks
    qtbot.waitUntil(lambda: gate.chunks == before + 1, timeout=5000)
    QTest.mouseClick(page.notice.button, LEFT)
    gate.is_open.set()
    qtbot.waitUntil(lambda: page.notice.text.text() == "The evaluation was cancelled.", timeout=5000)
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
    QTest.mouseClick(page.notice.button, LEFT)
    wait_for_result(page, qtbot)
    assert page.story.whole.startswith("First on hands.jsonl")


def test_evaluating_again_reads_the_file_anew_for_every_model(
    page: EvaluationPage, shelf: StandInShelf, dialogs: AnsweringDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    write_ink(tmp_path / "mine.jsonl", [LabelledDrawing(ONE, "1")])
    open_ink(page, dialogs, tmp_path / "mine.jsonl")
    wait_for_result(page, qtbot)
    shelf.use(StandInModel("Second"))
    wait_for_result(page, qtbot)
    assert page.result.overview.figures.wrong.note.text() == "of 1"
    write_ink(tmp_path / "mine.jsonl", [LabelledDrawing(ONE, "1")] * 3)
    QTest.mouseClick(page.again, LEFT)
    wait_for_result(page, qtbot)
    assert page.result.overview.figures.wrong.note.text() == "of 3"
    shelf.use(StandInModel("First"))
    wait_for_result(page, qtbot)
    assert page.result.overview.figures.wrong.note.text() == "of 3"


def test_every_control_has_a_name_and_a_tooltip(page: EvaluationPage) -> None:
    for control in (
        page.source.sets,
        page.source.open_ink,
        page.source.open_folder,
        page.again,
        page.result.overview.writers,
    ):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
