"""Files dropped on the window, or named when the program starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop import __main__ as start
from mnist_desktop.app import Program
from mnist_desktop.data.mnist import Mnist
from mnist_desktop.jobs.job import Work
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.dropped_files import sorted_out
from mnist_desktop.ui.models import opening as opening_module
from mnist_desktop.ui.models.work import OpenedFile
from mnist_desktop.ui.window import DATA, DRAW, MODELS, TRAIN
from mnist_desktop.ui.wording import sentence
from tests.hand import DIGITS
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import prepared


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(300, 300),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def move(widget: QWidget, data: QMimeData) -> bool:
    event = QDragMoveEvent(
        QPoint(310, 300),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.accept()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> QDropEvent:
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
    return event


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening without a child process; a file whose name begins with "bad" cannot be opened."""

    def opening(path: Path, library: Library, fallback: str, _weights_for: object) -> Work:
        def work(_control: object) -> OpenedFile:
            if path.name.startswith("bad"):
                raise Problem(ProblemCode.FILE_EMPTY, path=str(path))
            model = library.add(
                prepared(path.name), name=path.stem, origin=Origin.OPENED, accuracy=0.9, source=path.name
            )
            return OpenedFile(model)

        return work

    monkeypatch.setattr(opening_module, "opening_work", opening)


def drag_and_drop(program: Program, *paths: Path) -> None:
    data = mime(*paths)
    assert enter(program.window, data)
    overlay = program.drops.overlay
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    assert enter(overlay, data)
    assert overlay.isVisible()
    assert move(overlay, data)
    event = drop(overlay, data)
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert not overlay.isVisible()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("place", [DRAW, TRAIN, MODELS])
def test_a_model_file_is_opened_wherever_it_is_dropped(
    qtbot: QtBot, program: Program, tmp_path: Path, place: str
) -> None:
    path = tmp_path / "theirs.h5"
    path.touch()
    program.window.show_place(place)
    data = mime(path)
    assert enter(program.window, data)
    assert program.drops.overlay.words.text() == "Open the model theirs.h5"
    drag_and_drop(program, path)
    qtbot.waitUntil(lambda: len(program.shelf.models) == 2, timeout=5000)
    page = program.window.page(MODELS)
    qtbot.waitUntil(lambda: page.details.name.whole == "theirs", timeout=5000)
    assert page.isVisible()
    assert page.actions_row.recent.paths == (path,)
    assert program.shelf.active.facts.name == "Reader"


@pytest.mark.usefixtures("quick")
def test_several_files_are_opened_one_after_the_other_and_told_once(
    qtbot: QtBot, program: Program, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    paths = [tmp_path / name for name in ("a.keras", "bad.h5", "b.h5", "c.model")]
    for path in paths:
        path.touch()
    assert sorted_out(paths).told() == "Open 4 models, one after the other"
    drag_and_drop(program, *paths)
    qtbot.waitUntil(lambda: bool(dialogs.lists), timeout=5000)
    problem = Problem(ProblemCode.FILE_EMPTY, path="bad.h5")
    assert dialogs.lists == [[("bad.h5", sentence(problem))]]
    assert dialogs.told == ["Opened 3 of 4 files."]
    assert dialogs.troubles == []
    assert [model.facts.name for model in program.shelf.models[1:]] == ["c", "b", "a"]
    qtbot.waitUntil(lambda: not program.files.is_busy, timeout=5000)


@pytest.mark.usefixtures("quick")
def test_where_all_went_well_no_dialog_is_in_the_way(
    qtbot: QtBot, program: Program, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    program.open_models([tmp_path / "a.h5", tmp_path / "b.h5"])
    qtbot.waitUntil(lambda: program.window.activity.message.whole == "Opened 2 of 2 files.", timeout=5000)
    assert (dialogs.lists, dialogs.troubles) == ([], [])
    assert program.window.page(MODELS).actions_row.recent.paths == ()  # they were never there


def test_an_ink_file_is_put_on_the_board(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "seven.jsonl"
    strokes = [[list(point) for point in stroke.points] for stroke in DIGITS["7"].strokes]
    path.write_text(json.dumps({"strokes": strokes}) + "\n")
    program.window.show_place(TRAIN)
    drag_and_drop(program, path)
    page = program.window.page(DRAW)
    qtbot.waitUntil(lambda: not page.board.drawing.is_empty, timeout=5000)
    assert page.isVisible()
    qtbot.waitUntil(lambda: page.answer.glyph.text() == "7", timeout=5000)


def test_what_is_dragged_away_again_is_not_opened(program: Program, tmp_path: Path) -> None:
    data = mime(tmp_path / "x.png", tmp_path / "y.png")
    enter(program.window, data)
    overlay = program.drops.overlay
    assert overlay.words.text() == "Read 2 images at once"
    assert not overlay.grab().isNull()
    enter(overlay, data)
    QApplication.sendEvent(overlay, QDragLeaveEvent())
    assert not overlay.isVisible()
    assert len(program.opening.gallery.reader.collection) == 0


def test_an_image_is_put_on_the_board(qtbot: QtBot, program: Program, tmp_path: Path, mnist: Mnist) -> None:
    path = tmp_path / "seven.png"
    Image.fromarray(mnist.test.images[0]).save(path)
    drag_and_drop(program, path)
    page = program.window.page(DRAW)
    qtbot.waitUntil(lambda: page.answer.glyph.text() == "7", timeout=5000)
    assert page.board.isVisible()


def test_several_images_are_read_in_the_gallery(
    qtbot: QtBot, program: Program, tmp_path: Path, mnist: Mnist
) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(2)]
    for path, image in zip(paths, mnist.test.images, strict=False):
        Image.fromarray(image).save(path)
    program.window.show_place(TRAIN)
    drag_and_drop(program, *paths)
    qtbot.waitUntil(lambda: program.opening.gallery.page.summary.whole == "2 read", timeout=5000)
    assert program.opening.gallery.page.isVisible()


def test_what_is_no_file_is_left_alone(program: Program) -> None:
    data = QMimeData()
    data.setText("hello")
    assert not enter(program.window, data)
    assert not program.drops.overlay.isVisible()
    data.setUrls([QUrl("https://example.org/model.h5")])
    assert not enter(program.window, data)


def test_the_cover_goes_when_the_files_leave_at_once(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    enter(program.window, mime(tmp_path / "x.h5"))
    assert program.drops.overlay.isVisible()
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    qtbot.waitUntil(lambda: not program.drops.overlay.isVisible(), timeout=2000)


def test_files_are_told_apart(tmp_path: Path) -> None:
    ink, folder = tmp_path / "a.jsonl", tmp_path / "folder"
    ink.touch()
    folder.mkdir()
    files = sorted_out([tmp_path / "A.H5", ink, folder])
    assert files.models == (tmp_path / "A.H5",)
    assert (files.drawings, files.left) == ((), 2)
    assert files.explained() == "2 others are left alone."
    assert sorted_out([tmp_path / "A.H5", ink]).explained() == "One other is left alone."
    assert sorted_out([ink]).told() == "Put the drawing of a.jsonl on the board"
    assert sorted_out([tmp_path / "b.PNG"]).told() == "Put the image b.PNG on the board"
    assert sorted_out([ink, folder]).told() == "Read 2 images at once"
    assert sorted_out([folder]).told() == "Read all images in folder"


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        (["model.keras"], ["model.keras"]),
        (["a.H5", "b.hdf5"], ["a.H5", "b.hdf5"]),
        (["{absolute}"], ["{absolute}"]),
        (["inspect", "model.keras"], None),
        (["predict"], None),
        (["--json", "a.h5"], None),
    ],
)
def test_model_files_named_at_the_start_are_opened_in_the_window(
    words: list[str], opened: list[str] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = str(tmp_path / "no suffix")
    windows: list[list[Path]] = []

    def run_window(paths: list[Path]) -> int:
        windows.append(paths)
        return 0

    monkeypatch.setattr("mnist_desktop.running.run_window", run_window)
    monkeypatch.setattr("mnist_desktop.cli.main.run_command", lambda _words: 7)
    code = start.main([word.format(absolute=absolute) for word in words])
    if opened is None:
        assert (code, windows) == (7, [])
    else:
        expected = [Path(word.format(absolute=absolute)).absolute() for word in opened]
        assert (code, windows) == (0, [expected])


def test_a_list_of_troubles_is_told_in_a_dialog(qtbot: QtBot) -> None:
    from mnist_desktop.ui.list_dialog import ListDialog

    lines = [("bad.h5", "It is empty. Choose another one."), ("x" * 200, "A <b>long</b> name.")]
    dialog = ListDialog("Opened files", "Opened 0 of 2 files.", lines)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.width() < 800
    assert not dialog.grab().isNull()


def test_a_name_that_is_too_long_for_the_system_costs_a_sentence(
    qtbot: QtBot, program: Program, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    too_long = tmp_path / f"{'n' * 300}.h5"
    assert sorted_out([too_long]).models == (too_long,)
    program.open_models([too_long])
    qtbot.waitUntil(lambda: bool(dialogs.troubles), timeout=20_000)
    (error,) = dialogs.troubles
    assert isinstance(error, Problem)
    qtbot.waitUntil(lambda: not program.files.is_busy, timeout=5000)


def test_data_dropped_on_the_data_place_are_looked_at(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("hello")
    program.window.show_place(DATA)
    page = program.window.page(DATA)
    qtbot.waitUntil(lambda: page.browser is not None, timeout=10_000)
    drag_and_drop(program, path)
    qtbot.waitUntil(lambda: page.changes.import_dialog is not None, timeout=5000)
    dialog = page.changes.import_dialog
    qtbot.waitUntil(lambda: dialog.story.property("role") == "danger", timeout=5000)
    assert "wrong.csv" in dialog.story.text()
    dialog.reject()
    qtbot.waitUntil(lambda: page.changes.import_dialog is None, timeout=5000)
