"""The gallery of many images in the Draw place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.data.mnist import Mnist
from mnist_desktop.data.set_library import SetFacts
from mnist_desktop.gallery.collection import Order, Shown
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.facts import Origin
from mnist_desktop.ui.draw.gallery import reading as reading_module
from mnist_desktop.ui.draw.gallery.page import GalleryPage
from mnist_desktop.ui.draw.gallery.work import LoadWork
from mnist_desktop.ui.window import DRAW
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import prepared

# Number 8 is called no digit.
NUMBERS = (*range(8), *range(9, 13))
COUNT = len(NUMBERS)
ALL_READ = "12 read, 1 not a digit, 1 unreadable"


@pytest.fixture
def folder(tmp_path: Path, mnist: Mnist) -> Path:
    inside = tmp_path / "many"
    inside.mkdir()
    for number in NUMBERS:
        Image.fromarray(mnist.test.images[number]).save(inside / f"{number}.png")
    Image.new("L", (40, 40), 255).save(inside / "blank.png")
    (inside / "broken.gif").write_bytes(b"GIF89a")
    return inside


@pytest.fixture
def page(qtbot: QtBot, program: Program, dialogs: AnsweringDialogs, folder: Path) -> GalleryPage:
    """The gallery with everything read."""
    dialogs.path = folder
    program.menus.open_folder.trigger()
    gallery = program.opening.gallery
    qtbot.waitUntil(lambda: all_read(program) and gallery.page.summary.whole == ALL_READ, timeout=20_000)
    return gallery.page


def all_read(program: Program) -> bool:
    reader = program.opening.gallery.reader
    return len(reader.collection) == COUNT + 2 and not reader.is_busy


def choose(page: GalleryPage, name: str) -> int:
    """Make an image the only chosen one."""
    collection = page.view.images.collection
    number = next(n for n in range(len(collection)) if collection.entry(n).path.name == name)
    row = page.view.images.row_of(number)
    assert row is not None
    index = page.view.images.index(row)
    page.view.scrollTo(index)
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.visualRect(index).center()
    )
    return number


def shown_names(page: GalleryPage) -> list[str]:
    images = page.view.images
    return [images.collection.entry(number).path.name for number in images.numbers]


def pick(box: object, value: str) -> None:
    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]


def test_a_folder_is_read_and_told_of(page: GalleryPage, program: Program, mnist: Mnist) -> None:
    assert page.isVisible()
    assert page.summary.whole == ALL_READ
    assert page.view.hasFocus()
    assert not program.window.page(DRAW).board.isVisible()
    choose(page, "0.png")
    assert page.details.reading.text().startswith("7")
    assert np.array_equal(np.rint(np.asarray(page.details.preview.array) * 255), mnist.test.images[0])
    choose(page, "broken.gif")
    assert "broken.gif" in page.details.problem.text()
    assert page.details.problem.isVisible()
    assert not page.details.open.isEnabled()
    assert not page.grab().isNull()


def test_the_keys_move_label_and_open(page: GalleryPage, program: Program) -> None:
    number = choose(page, "3.png")
    QTest.keyClick(page.view, Qt.Key.Key_8)
    collection = program.opening.gallery.reader.collection
    assert collection.label(number) == "8"
    assert page.details.labels.currentText() == "8"
    assert page.keep.isEnabled()
    assert page.summary.whole.endswith("1 labelled")
    QTest.keyClick(page.view, Qt.Key.Key_X)
    assert collection.label(number) == "8"
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    after = page.view.current_number()
    assert after is not None
    assert collection.entry(after).path.name == "4.png"
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert collection.label(number) is None
    assert not page.keep.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert program.window.page(DRAW).board.hasFocus()


def test_several_are_labelled_at_once(page: GalleryPage, program: Program) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.details.chosen.text() == "Label of 14 images"
    page.details.confirm.click()
    assert len(program.opening.gallery.reader.collection.labelled()) == COUNT
    assert page.details.labels.currentIndex() == -1
    pick_label = page.details.labels
    pick_label.setCurrentIndex(0)
    pick_label.activated.emit(0)
    assert program.opening.gallery.reader.collection.labelled() == ()


def test_an_image_is_opened_on_the_board_and_there_is_a_way_back(
    qtbot: QtBot, page: GalleryPage, program: Program
) -> None:
    choose(page, "0.png")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    draw = program.window.page(DRAW)
    qtbot.waitUntil(lambda: draw.answer.glyph.text() == "7", timeout=5000)
    assert draw.board.isVisible()
    back = draw.findChild(type(page.back), "show_gallery")
    assert back.isVisible()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.isVisible()
    assert page.view.hasFocus()
    index = page.view.images.index(page.view.images.numbers.index(page.view.current_number() or 0))
    QTest.mouseDClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.visualRect(index).center()
    )
    assert draw.board.isVisible()


def test_what_another_place_opens_is_seen(page: GalleryPage, program: Program, mnist: Mnist) -> None:
    program.open_on_canvas(mnist.test.images[0])
    assert program.window.page(DRAW).board.isVisible()
    assert not page.isVisible()


def test_it_is_sorted_and_filtered_and_what_is_chosen_stays_so(page: GalleryPage) -> None:
    number = choose(page, "5.png")
    pick(page.filters.orders, Order.ANSWER)
    assert set(shown_names(page)[-2:]) == {"blank.png", "broken.gif"}
    assert page.view.current_number() == number
    assert page.view.chosen_numbers() == [number]
    pick(page.filters.kinds, Shown.UNREADABLE)
    assert shown_names(page) == ["broken.gif"]
    pick(page.filters.kinds, Shown.LABELLED)
    assert shown_names(page) == []
    assert page.notice.isVisible()
    QTest.mouseClick(page.notice.button, Qt.MouseButton.LeftButton)
    assert len(shown_names(page)) == COUNT + 2


def test_another_caution_judges_again(qtbot: QtBot, page: GalleryPage, program: Program) -> None:
    collection = program.opening.gallery.reader.collection
    before = [collection.answer(number) for number in collection.readable()]
    program.menus.choose_caution(Caution.CAREFUL)
    qtbot.waitUntil(lambda: not program.opening.gallery.reader.is_busy, timeout=10_000)
    after = [collection.answer(number) for number in collection.readable()]
    for old, new in zip(before, after, strict=True):
        assert old is not None
        assert new is not None
        assert new.threshold > old.threshold
        assert new.probabilities is old.probabilities


def test_another_model_reads_again(qtbot: QtBot, page: GalleryPage, program: Program) -> None:
    choose(page, "5.png")
    model = program.shelf.library.add(
        prepared("other"), name="other", origin=Origin.OPENED, accuracy=0.9, source="other"
    )
    program.shelf.activate(model.facts.identifier)
    qtbot.waitUntil(lambda: "to be read" in page.summary.whole, timeout=5000)
    program.shelf.activate(program.shelf.library.bundled().facts.identifier)
    qtbot.waitUntil(lambda: page.summary.whole == ALL_READ, timeout=20_000)


def test_opening_can_be_cancelled(
    qtbot: QtBot, program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(LoadWork):
        def __call__(self, control: object) -> int:
            while True:
                control.check()  # type: ignore[attr-defined]

    monkeypatch.setattr(reading_module, "LoadWork", Endless)
    program.menus.open_drawings([folder])
    qtbot.waitUntil(lambda: program.window.activity.cancel.isVisible(), timeout=5000)
    notice = program.opening.gallery.page.notice
    qtbot.waitUntil(lambda: notice.text.text() == "Looking for images …", timeout=5000)
    QTest.mouseClick(program.window.activity.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not program.opening.gallery.reader.is_busy, timeout=5000)
    qtbot.waitUntil(lambda: "no images" in program.opening.gallery.page.notice.text.text(), timeout=5000)


def test_the_answers_are_saved(
    page: GalleryPage, program: Program, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "answers.csv"
    QTest.mouseClick(page.table, Qt.MouseButton.LeftButton)
    assert len(dialogs.path.read_text(encoding="utf-8").splitlines()) == COUNT + 3
    assert program.window.activity.message.whole == "Saved answers.csv."
    dialogs.path = tmp_path / "many"
    QTest.mouseClick(page.table, Qt.MouseButton.LeftButton)
    assert len(dialogs.troubles) == 1


def test_labelled_images_are_kept_and_added_to_a_set(
    qtbot: QtBot, page: GalleryPage, program: Program, dialogs: AnsweringDialogs, mnist: Mnist
) -> None:
    choose(page, "3.png")
    QTest.keyClick(page.view, Qt.Key.Key_9)
    dialogs.text = "My hand"
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(program.sets.sets()) == 2, timeout=5000)
    qtbot.waitUntil(lambda: "My hand has 1 image now" in program.window.activity.message.whole, timeout=5000)
    choose(page, "4.png")
    QTest.keyClick(page.view, Qt.Key.Key_1)
    dialogs.choice = 1
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "My hand has 3 images" in program.window.activity.message.whole, timeout=5000)
    assert dialogs.choices[1] == "Add to My hand (1 image)"
    (_, facts) = program.sets.sets()
    assert isinstance(facts, SetFacts)
    kept = program.sets.open(facts.identifier)
    assert facts.name == "My hand"
    assert kept.train.labels.tolist() == [9, 9, 1]
    assert np.array_equal(kept.train.images[-1], mnist.test.images[4])


def test_every_control_has_a_name_and_a_tooltip(page: GalleryPage) -> None:
    parts = (
        page.back,
        page.more,
        page.table,
        page.keep,
        page.filters.kinds,
        page.filters.orders,
        page.details.labels,
        page.details.confirm,
        page.details.open,
    )
    assert all(part.accessibleName() and part.toolTip() and part.objectName() for part in parts)
    chain: list[QWidget] = [page.back]
    while chain[-1] is not page.details.open:
        following = chain[-1].nextInFocusChain()
        assert following is not None
        chain.append(following)
    assert [part for part in chain if part in (*parts, page.view)] == [*parts[:6], page.view, *parts[6:]]
    assert all(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in (*parts, page.view))
    assert page.view.accessibleName()
