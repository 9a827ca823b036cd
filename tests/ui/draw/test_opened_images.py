"""Images of a set on the board: read as they are until somebody draws on them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.data.mnist import Mnist
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.window import DRAW
from tests.ui.strokes import place_on


@pytest.fixture
def page(program: Program) -> DrawPage:
    found: DrawPage = program.window.page(DRAW)
    return found


def test_an_image_is_read_as_its_very_pixels(
    qtbot: QtBot, page: DrawPage, program: Program, mnist: Mnist
) -> None:
    pixels = mnist.test.images[0]
    expected = pixels.astype(np.float32) / np.float32(255)
    page.open_image(pixels)
    assert not page.board.drawing.is_empty
    qtbot.waitUntil(lambda: page.answer.preview.array is not None)
    assert np.array_equal(np.asarray(page.answer.preview.array), expected)
    answer = Recogniser.of(program.shelf.active).read_one(expected).probabilities[0]
    assert page.answer.bars.numbers is not None
    assert np.array_equal(page.answer.bars.numbers, answer)
    assert page.answer.glyph.text() == "7"


def test_it_can_be_drawn_on_and_undone(qtbot: QtBot, page: DrawPage, mnist: Mnist) -> None:
    pixels = mnist.test.images[2]
    exact = pixels.astype(np.float32) / np.float32(255)
    page.open_image(pixels)
    qtbot.waitUntil(lambda: page.answer.preview.array is not None)
    QTest.mouseClick(page.board, Qt.MouseButton.LeftButton, pos=place_on(page.board, (0.2, 0.5)))
    qtbot.waitUntil(lambda: not np.array_equal(np.asarray(page.answer.preview.array), exact))
    page.board.undo()
    qtbot.waitUntil(lambda: np.array_equal(np.asarray(page.answer.preview.array), exact))
    page.board.undo()
    assert page.board.drawing.is_empty
    page.board.redo()
    qtbot.waitUntil(lambda: np.array_equal(np.asarray(page.answer.preview.array), exact))


def test_an_image_without_ink_is_an_empty_board(page: DrawPage) -> None:
    page.open_image(np.zeros((28, 28), np.uint8))
    assert page.board.drawing.is_empty


def test_what_the_model_sees_is_told(qtbot: QtBot, page: DrawPage, mnist: Mnist) -> None:
    page.open_image(mnist.test.images[1])
    qtbot.waitUntil(lambda: page.answer.about.text() == "28 × 28 pixels, the image as it is in its set")
    QTest.mouseClick(page.board, Qt.MouseButton.LeftButton, pos=place_on(page.board, (0.2, 0.5)))
    qtbot.waitUntil(lambda: page.answer.about.text() == "28 × 28 pixels, drawn from your strokes")
