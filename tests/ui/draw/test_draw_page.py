from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import read_ink, write_ink
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.draw.board import THINNEST, WIDEST
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.window import DATA, DRAW, MODELS
from tests.hand import DIGITS, moved
from tests.ui.conftest import AnsweringDialogs
from tests.ui.strokes import drag, draw, place_on


@pytest.fixture
def page(program: Program) -> DrawPage:
    found: DrawPage = program.window.page(DRAW)
    return found


def reading(page: DrawPage) -> str:
    return page.answer.glyph.text()


def extent(drawing: Drawing) -> float:
    return float(max(np.ptp([point for stroke in drawing.strokes for point in stroke.points], axis=0)))


def press(
    page: QWidget, keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(page.window(), keys, modifier)


@pytest.mark.parametrize("digit", list(DIGITS))
def test_a_drawn_digit_is_read_without_tensorflow(qtbot: QtBot, page: DrawPage, digit: str) -> None:
    loaded_before = "tensorflow" in sys.modules
    draw(page.board, DIGITS[digit])
    qtbot.waitUntil(lambda: reading(page) == digit)
    qtbot.wait(20)
    assert reading(page) == digit
    assert ("tensorflow" in sys.modules) == loaded_before


def test_the_preview_and_the_numbers_are_what_the_model_got_and_gave(
    qtbot: QtBot, page: DrawPage, program: Program
) -> None:
    draw(page.board, DIGITS["3"])
    expected = drawing_to_input(page.board.drawing)
    qtbot.waitUntil(lambda: page.answer.preview.array is not None)
    qtbot.waitUntil(lambda: np.array_equal(np.asarray(page.answer.preview.array), expected))
    answer = Recogniser.of(program.shelf.active).read_one(expected).probabilities[0]
    assert page.answer.bars.numbers is not None
    assert np.array_equal(page.answer.bars.numbers, answer)


def test_the_bars_follow_the_moving_pen(qtbot: QtBot, page: DrawPage) -> None:
    QTest.mousePress(page.board, Qt.MouseButton.LeftButton, pos=place_on(page.board, (0.5, 0.3)))
    qtbot.waitUntil(lambda: page.answer.bars.numbers is not None)
    QTest.mouseRelease(page.board, Qt.MouseButton.LeftButton, pos=place_on(page.board, (0.5, 0.3)))


def test_an_empty_board_shows_no_answer(qtbot: QtBot, page: DrawPage) -> None:
    assert reading(page) == ""
    assert not page.tools.clear.isEnabled()
    draw(page.board, DIGITS["8"])
    qtbot.waitUntil(lambda: reading(page) == "8")
    page.tools.clear.trigger()
    qtbot.waitUntil(lambda: reading(page) == "")
    assert page.answer.bars.numbers is None
    assert page.answer.preview.array is None


def test_a_dot_is_ink(qtbot: QtBot, page: DrawPage) -> None:
    QTest.mouseClick(page.board, Qt.MouseButton.LeftButton, pos=place_on(page.board, (0.4, 0.6)))
    assert not page.board.drawing.is_empty
    qtbot.waitUntil(lambda: page.answer.bars.numbers is not None)


def test_shortcuts_undo_redo_and_clear(qtbot: QtBot, page: DrawPage) -> None:
    draw(page.board, DIGITS["4"])
    assert len(page.board.drawing.strokes) == 2
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(page.board.drawing.strokes) == 1
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(page.board.drawing.strokes) == 2
    press(page, Qt.Key.Key_Delete)
    assert page.board.drawing.is_empty
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: reading(page) == "4")


def test_keys_in_another_place_leave_the_drawing_alone(page: DrawPage, program: Program) -> None:
    draw(page.board, DIGITS["4"])
    drawn = page.board.drawing
    program.window.show_place(DATA)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_E):
        QTest.keyClick(program.window, key)
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.board.drawing == drawn
    program.window.show_place(DRAW)
    assert page.tools.pen.isChecked()
    press(page, Qt.Key.Key_Delete)
    assert page.board.drawing.is_empty


def test_the_delete_key_reaches_the_models_while_there_is_a_drawing(
    page: DrawPage, program: Program, dialogs: AnsweringDialogs
) -> None:
    draw(page.board, DIGITS["4"])
    program.window.show_place(MODELS)
    models = program.window.page(MODELS)
    heard = QSignalSpy(models.actions_row.delete_wanted)
    models.actions_row.delete.setEnabled(True)
    assert models.list.hasFocus()
    QTest.keyClick(models.list, Qt.Key.Key_Delete)
    assert heard.count() == 1


def test_the_eraser_cuts_and_is_one_step(page: DrawPage) -> None:
    draw(page.board, DIGITS["1"])
    whole = page.board.drawing
    press(page, Qt.Key.Key_E)
    drag(page.board, [place_on(page.board, (0.3 + 0.02 * i, 0.5)) for i in range(20)])
    assert len(page.board.drawing.strokes) == 2
    press(page, Qt.Key.Key_P)
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.board.drawing == whole


def test_the_brush_width_goes_into_the_stroke(page: DrawPage) -> None:
    page.tools.width_slider.setValue(50)
    draw(page.board, DIGITS["1"])
    assert page.board.drawing.strokes[0].width == 50


def test_ink_grows_with_the_board(qtbot: QtBot, page: DrawPage) -> None:
    draw(page.board, DIGITS["7"])
    before = page.board.drawing
    page.window().resize(1500, 1000)
    qtbot.wait(20)
    assert page.board.drawing is before


def test_a_pen_draws_and_its_other_end_erases(page: DrawPage) -> None:
    def pen(kind: QEvent.Type, where: QPoint, end: QPointingDevice.PointerType) -> None:
        device = QPointingDevice(
            "pen",
            1,
            QPointingDevice.DeviceType.Stylus,
            end,
            QPointingDevice.Capability.Position,
            1,
            1,
        )
        button = Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else button
        event = QTabletEvent(
            kind,
            device,
            QPointF(where),
            QPointF(where),
            0.5,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            button,
            held,
        )
        QApplication.sendEvent(page.board, event)

    def stroke(end: QPointingDevice.PointerType) -> None:
        pen(QEvent.Type.TabletPress, place_on(page.board, (0.3, 0.5)), end)
        for step in range(1, 9):
            pen(QEvent.Type.TabletMove, place_on(page.board, (0.3 + 0.05 * step, 0.5)), end)
        pen(QEvent.Type.TabletRelease, place_on(page.board, (0.7, 0.5)), end)

    stroke(QPointingDevice.PointerType.Pen)
    assert len(page.board.drawing.strokes) == 1
    stroke(QPointingDevice.PointerType.Eraser)
    assert page.board.drawing.is_empty


def test_a_finger_draws(page: DrawPage) -> None:
    device = QTest.createTouchDevice()
    places = [place_on(page.board, (0.5, 0.2 + 0.1 * step)) for step in range(6)]
    QTest.touchEvent(page.board, device).press(0, places[0], page.board).commit()
    for place in places[1:]:
        QTest.touchEvent(page.board, device).move(0, place, page.board).commit()
    QTest.touchEvent(page.board, device).release(0, places[-1], page.board).commit()
    assert len(page.board.drawing.strokes) == 1
    assert len(page.board.drawing.strokes[0].points) >= 5


def test_a_second_finger_does_not_take_over_the_stroke(page: DrawPage) -> None:
    device = QTest.createTouchDevice()
    first, second = place_on(page.board, (0.3, 0.3)), place_on(page.board, (0.8, 0.8))
    QTest.touchEvent(page.board, device).press(0, first, page.board).commit()
    QTest.touchEvent(page.board, device).stationary(0).press(1, second, page.board).commit()
    QTest.touchEvent(page.board, device).release(0, first, page.board).stationary(1).commit()
    before = page.board.drawing
    QTest.touchEvent(page.board, device).move(1, second + QPoint(20, 20), page.board).commit()
    QTest.touchEvent(page.board, device).release(1, second + QPoint(20, 20), page.board).commit()
    assert page.board.drawing == before
    assert len(page.board.drawing.strokes) == 1
    assert len(page.board.drawing.strokes[0].points) == 1


def test_drawings_are_saved_and_opened(
    page: DrawPage, program: Program, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    draw(page.board, DIGITS["5"])
    drawn = page.board.drawing
    for name in ("five.jsonl", "five.png"):
        dialogs.path = tmp_path / name
        program.menus.save_drawing.trigger()
    assert read_ink(tmp_path / "five.jsonl")[0].drawing == drawn
    assert (tmp_path / "five.png").stat().st_size > 500
    page.board.clear()
    dialogs.path = tmp_path / "five.jsonl"
    program.window.show_place(DATA)
    program.menus.open_drawing.trigger()
    assert page.isVisible()
    assert np.abs(drawing_to_input(page.board.drawing) - drawing_to_input(drawn)).max() < 0.02


@pytest.mark.parametrize(
    "saved",
    [
        Drawing((Stroke(((0.0, 0.0), (6.0, 0.0)), 28.0),)),
        Drawing((Stroke(((0.0, 0.0),), 28.0),)),
        moved(DIGITS["5"], 5.0, width=12.0),
        moved(DIGITS["5"], 5.0, width=60.0),
        moved(DIGITS["5"], 0.1, width=0.01),
    ],
)
def test_an_opened_drawing_keeps_its_pen(
    page: DrawPage, program: Program, dialogs: AnsweringDialogs, tmp_path: Path, saved: Drawing
) -> None:
    dialogs.path = tmp_path / "saved.jsonl"
    write_ink(dialogs.path, [LabelledDrawing(saved)])
    program.menus.open_drawing.trigger()
    opened = page.board.drawing
    assert np.abs(drawing_to_input(opened) - drawing_to_input(saved)).max() < 0.02
    assert THINNEST <= opened.pen_width <= WIDEST
    if saved.pen_width > 1:
        assert opened.pen_width * extent(saved) == pytest.approx(saved.pen_width * extent(opened))


def test_a_picture_holds_the_ink_at_the_ends_of_a_board_that_is_not_square(
    page: DrawPage, program: Program, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page.board.show_drawing(Drawing((Stroke(((-900.0, 0.0), (1200.0, 40.0)), 28.0),)))
    dialogs.path = tmp_path / "bar.png"
    program.menus.save_drawing.trigger()
    grey = np.asarray(Image.open(tmp_path / "bar.png").convert("L"))
    edges = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    assert edges.min() == 255
    inked = np.flatnonzero((grey < 128).any(axis=0))
    assert inked[-1] - inked[0] + 1 == pytest.approx((2100 + 28) * 560 / 1000, abs=2)


def test_a_file_that_is_no_drawing_changes_nothing(
    page: DrawPage, program: Program, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    draw(page.board, DIGITS["5"])
    drawn = page.board.drawing
    (tmp_path / "bad.jsonl").write_text("no")
    dialogs.path = tmp_path / "bad.jsonl"
    program.menus.open_drawing.trigger()
    assert page.board.drawing is drawn
    trouble = dialogs.troubles[0]
    assert isinstance(trouble, Problem)
    assert trouble.code == ProblemCode.INK_DAMAGED
