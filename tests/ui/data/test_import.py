"""The import dialog: what was found, a preview that follows the choices, taking, cancelling, refusing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import Mnist
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.data import import_work
from mnist_desktop.ui.data.import_dialog import ImportDialog
from mnist_desktop.ui.theme.theme import Theme


@pytest.fixture
def library(home: Path) -> SetLibrary:
    return SetLibrary(home / "sets")


@pytest.fixture
def opened(
    qtbot: QtBot, library: SetLibrary, lane: Lane, theme: Theme
) -> Iterator[Callable[..., ImportDialog]]:
    made: list[ImportDialog] = []

    def open_dialog(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(paths, library=library, lane=lane, theme=theme)
        made.append(dialog)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    yield open_dialog
    for dialog in made:
        dialog.reject()


def found(qtbot: QtBot, dialog: ImportDialog) -> dict[str, str]:
    """What it says was found."""
    qtbot.waitUntil(dialog.agree.isEnabled, timeout=10_000)
    return dict(dialog.body.facts.pairs)


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(box: QComboBox, index: int) -> None:
    box.setCurrentIndex(index)
    box.activated.emit(index)


@pytest.fixture
def archive(tmp_path: Path, mnist: Mnist) -> Path:
    """A small archive as Keras keeps sets."""
    path = tmp_path / "small.npz"
    train, test = mnist.train, mnist.test
    np.savez(
        path,
        x_train=train.images[:300],
        y_train=train.labels[:300],
        x_test=test.images[:100],
        y_test=test.labels[:100],
    )
    return path


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Dark ink on white, 32x32 in colour, in folders named by class."""
    folder = tmp_path / "pictures"
    for name in ("cat", "dog"):
        (folder / name).mkdir(parents=True)
        for number in range(20):
            picture = np.full((32, 32, 3), 255, np.uint8)
            picture[8:24, 10 + number % 8 : 14 + number % 8] = 0
            Image.fromarray(picture).save(folder / name / f"{number}.png")
    return folder


def test_an_archive_is_understood_and_taken(
    qtbot: QtBot,
    opened: Callable[..., ImportDialog],
    archive: Path,
    library: SetLibrary,
    mnist: Mnist,
) -> None:
    dialog = opened(archive)
    assert not dialog.agree.isEnabled()
    facts = found(qtbot, dialog)
    assert facts["Files"] == "small.npz"
    assert facts["Images"] == "300 to learn from, 100 to test"
    assert facts["Size"] == "28 × 28"
    assert facts["Values"] == "0 to 255, uint8"
    assert facts["Ink"] == "Light ink on dark paper"
    assert facts["Classes"].startswith("10: 0, 1, 2")
    assert dialog.body.steps.text() == "The images are taken as they are."
    shown = dialog.body.sheet.images
    assert shown is not None
    assert shown.count == 25
    assert not dialog.body.sheet.grab().isNull()
    dialog.form.name.clear()
    QTest.keyClicks(dialog.form.name, "Little")
    with qtbot.waitSignal(dialog.taken, timeout=10_000) as told:
        press(dialog.agree)
    taken = told.args[0]
    assert isinstance(taken, SetFacts)
    assert (taken.name, taken.train_count, taken.test_count) == ("Little", 300, 100)
    assert taken.source == str(archive)
    kept = library.open(taken.identifier)
    assert np.array_equal(kept.train.images, mnist.train.images[:300])
    assert not dialog.isVisible()


def test_the_preview_follows_the_choices(
    qtbot: QtBot, opened: Callable[..., ImportDialog], pictures: Path, library: SetLibrary
) -> None:
    dialog = opened(pictures)
    facts = found(qtbot, dialog)
    assert facts["Size"] == "32 × 32 in colour"
    assert facts["Images"] == "40, not divided into training and test"
    assert dialog.form.polarity.currentText() == "Dark ink on light paper"
    steps = dialog.body.steps.text()
    assert "grey" in steps
    assert "scaled to 28 × 28" in steps
    assert "20 % are put aside" in steps
    before = dialog.body.sheet.images
    assert before is not None
    assert before.images[:, 0, 0].max() == 0
    choose(dialog.form.polarity, 0)
    qtbot.waitUntil(lambda: _corner(dialog) == 255)
    assert "Ink becomes light" not in dialog.body.steps.text()
    choose(dialog.form.polarity, 1)
    choose(dialog.form.sizing, 1)
    qtbot.waitUntil(lambda: _corner(dialog) == 0)
    assert "centred" in dialog.body.steps.text()
    dialog.form.class_names.setPlainText("Katze\nHund")
    qtbot.waitUntil(
        lambda: (
            dialog.body.sheet.images is not None and dialog.body.sheet.images.class_names == ("Katze", "Hund")
        )
    )
    dialog.form.share.setValue(50)
    with qtbot.waitSignal(dialog.taken, timeout=10_000) as told:
        press(dialog.agree)
    assert (told.args[0].train_count, told.args[0].test_count) == (20, 20)
    assert told.args[0].class_names == ("Katze", "Hund")


def _corner(dialog: ImportDialog) -> int:
    images = dialog.body.sheet.images
    assert images is not None
    return int(images.images[0, 0, 0])


def test_the_label_column_of_a_table(
    qtbot: QtBot, opened: Callable[..., ImportDialog], tmp_path: Path, mnist: Mnist
) -> None:
    path = tmp_path / "digits.csv"
    rows = np.column_stack([mnist.test.labels[:90], mnist.test.images[:90].reshape(90, 784)])
    np.savetxt(path, rows, fmt="%d", delimiter=",")
    dialog = opened(path)
    found(qtbot, dialog)
    assert dialog.form.column.currentIndex() == 0
    dialog.form.name.setText("My digits")
    choose(dialog.form.column, 1)
    qtbot.waitUntil(lambda: dict(dialog.body.facts.pairs)["Classes"].startswith("1: "), timeout=10_000)
    choose(dialog.form.column, 0)
    qtbot.waitUntil(lambda: dict(dialog.body.facts.pairs)["Classes"].startswith("10: "), timeout=10_000)
    assert dialog.form.name.text() == "My digits"


def test_rows_and_columns_can_be_exchanged(
    qtbot: QtBot, opened: Callable[..., ImportDialog], archive: Path, mnist: Mnist
) -> None:
    dialog = opened(archive)
    found(qtbot, dialog)
    dialog.form.transposed.click()
    assert dialog.body.steps.text() == "Rows and columns are exchanged."
    expected = mnist.train.images[0].T
    qtbot.waitUntil(
        lambda: (
            dialog.body.sheet.images is not None
            and any(np.array_equal(image, expected) for image in dialog.body.sheet.images.images)
        )
    )


def test_wrong_choices_are_told_in_place(
    qtbot: QtBot, opened: Callable[..., ImportDialog], archive: Path
) -> None:
    dialog = opened(archive)
    found(qtbot, dialog)
    dialog.form.name.clear()
    QTest.keyClicks(dialog.form.name, " ")
    assert not dialog.agree.isEnabled()
    assert dialog.story.property("role") == "danger"
    QTest.keyClicks(dialog.form.name, "x")
    assert dialog.agree.isEnabled()
    dialog.form.class_names.setPlainText("zero\none")
    assert "10 classes, and 2 are named" in dialog.story.text()
    dialog.form.class_names.setPlainText("\n".join(["same"] * 10))
    assert "the same name" in dialog.story.text()
    assert not dialog.agree.isEnabled()


def test_a_wrong_file_gets_a_sentence_in_place(
    qtbot: QtBot, opened: Callable[..., ImportDialog], tmp_path: Path
) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(b"ID3" + bytes(300))
    dialog = opened(path)
    qtbot.waitUntil(lambda: dialog.story.property("role") == "danger", timeout=10_000)
    assert "song.mp3" in dialog.story.text()
    assert not dialog.body.isVisible()
    assert not dialog.agree.isEnabled()


def test_an_image_that_cannot_be_read_is_told_and_can_be_left_out(
    qtbot: QtBot, opened: Callable[..., ImportDialog], pictures: Path
) -> None:
    broken = pictures / "dog" / "19.png"
    broken.write_bytes(broken.read_bytes()[:60])
    dialog = opened(pictures)
    found(qtbot, dialog)
    press(dialog.agree)
    qtbot.waitUntil(lambda: dialog.story.property("role") == "danger", timeout=10_000)
    assert "19.png" in dialog.story.text()
    assert dialog.form.isEnabled()
    dialog.form.skips.setChecked(True)
    with qtbot.waitSignal(dialog.taken, timeout=10_000) as told:
        press(dialog.agree)
    assert told.args[0].train_count + told.args[0].test_count == 39


def test_taking_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot,
    opened: Callable[..., ImportDialog],
    archive: Path,
    library: SetLibrary,
    monkeypatch: pytest.MonkeyPatch,
    lane: Lane,
) -> None:
    goes_on, taken = threading.Event(), []

    def slow_take(_understood: object, _choices: object, progress: Callable[[int, int], None]) -> None:
        progress(10, 400)
        goes_on.wait(10)
        progress(20, 400)
        taken.append("all of it")

    monkeypatch.setattr(import_work, "take", slow_take)
    dialog = opened(archive)
    found(qtbot, dialog)
    with qtbot.waitSignal(dialog.work_started):
        press(dialog.agree)
    qtbot.waitUntil(lambda: dialog.story.text() == "Taking the images: 10 of 400")
    assert (dialog.progress.maximum(), dialog.progress.value()) == (400, 10)
    assert not dialog.form.isEnabled()
    press(dialog.cancel)
    goes_on.set()
    qtbot.waitUntil(lambda: not lane.is_busy)
    assert taken == []
    assert len(library.sets()) == 1
    assert not dialog.isVisible()


def test_everything_has_a_name_and_a_tooltip(
    qtbot: QtBot, opened: Callable[..., ImportDialog], archive: Path
) -> None:
    dialog = opened(archive)
    found(qtbot, dialog)
    form = dialog.form
    for control in (
        form.name,
        form.polarity,
        form.sizing,
        form.column,
        form.share,
        form.class_names,
        form.transposed,
        form.skips,
        dialog.cancel,
        dialog.agree,
        dialog.body.sheet,
    ):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
