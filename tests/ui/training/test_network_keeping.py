"""Presets of one's own: kept from the editor, and deleted there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.training.page import TrainingPage
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.layer_editing import add, button, click_row, type_number
from tests.ui.training.steps import choose, typed


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def offered(page: TrainingPage) -> list[str]:
    preset = page.settings.preset
    return [preset.itemText(index) for index in range(preset.count()) if preset.itemText(index)]


def keep(page: TrainingPage, dialogs: AnsweringDialogs, name: str) -> None:
    page.show()
    click(page.settings.network.edit)
    dialogs.text = name
    click(page.right.editor.keep)


def undo(page: TrainingPage) -> None:
    click(button(page.right.editor, "undo_edit"))


def edited(page: TrainingPage) -> None:
    """The layers are changed in the editor, which is left then."""
    page.show()
    click(page.settings.network.edit)
    add(page.right.editor, "Dropout")
    click(page.right.editor.done_button)


def test_the_open_editor_follows_the_field_of_the_weight_decay(page: TrainingPage) -> None:
    page.show()
    page.settings.choose_preset("dense-512-regularised")
    page.settings.more.open(True)
    click(page.settings.network.edit)
    editor = page.right.editor
    before = editor.draft()
    typed(page.settings.fields.l2, "0.001")
    changed = plan_for("dense-512-regularised", l2=0.001).network
    assert editor.draft() == changed
    undo(page)
    assert (editor.draft(), page.settings.plan().l2) == (before, 0.02)
    typed(page.settings.fields.l2, "0.001")
    click_row(editor, 1)
    type_number(editor, "dense_units", "100")
    assert page.settings.plan().l2 == 0.001
    assert "Dense 100" in page.settings.layers.text()


def test_edits_of_layers_survive_that_a_preset_is_chosen(page: TrainingPage) -> None:
    edited(page)
    changed = page.settings.plan().network
    page.settings.preset.activated.emit(page.settings.preset.currentIndex())
    assert page.settings.plan().network == plan_for("cnn-32-64").network
    click(page.settings.network.edit)
    undo(page)
    assert page.settings.plan().network == changed
    choose(page.settings.preset, "dense-64")
    assert page.right.editor.draft() == plan_for("dense-64").network
    for _ in range(page.settings.preset.count()):
        undo(page)
        if page.settings.plan().network == changed:
            break
    assert page.settings.plan().network == changed
    undo(page)
    assert page.settings.plan().network == plan_for("cnn-32-64").network
    assert not button(page.right.editor, "undo_edit").isEnabled()


def test_leaving_the_editor_keeps_what_can_be_undone(page: TrainingPage) -> None:
    edited(page)
    click(page.settings.network.edit)
    undo(page)
    assert page.settings.plan().network == plan_for("cnn-32-64").network


def test_a_preset_chosen_before_any_edit_leaves_nothing_to_undo(page: TrainingPage) -> None:
    page.show()
    choose(page.settings.preset, "dense-64")
    click(page.settings.network.edit)
    assert page.right.editor.draft() == plan_for("dense-64").network
    assert not button(page.right.editor, "undo_edit").isEnabled()
    assert not page.right.editor.reset.isEnabled()


def test_only_ones_own_preset_can_be_deleted(page: TrainingPage, dialogs: AnsweringDialogs) -> None:
    page.show()
    click(page.settings.network.edit)
    assert page.right.editor.forget.isHidden()
    keep(page, dialogs, "Wide")
    assert page.settings.preset.currentText() == "Wide"
    built_in = offered(page)[:-1]
    click(page.right.editor.forget)
    assert "Wide" in dialogs.asked[-1]
    assert offered(page) == built_in
    assert page.settings.preset.currentText() == "CNN 32-64"
    assert page.right.editor.forget.isHidden()
    assert page.right.editor.isVisible()
    keep(page, dialogs, "Wide")
    assert not dialogs.troubles


def test_ones_own_preset_can_be_renamed(page: TrainingPage, dialogs: AnsweringDialogs, home: Path) -> None:
    page.show()
    click(page.settings.network.edit)
    assert page.right.editor.rename.isHidden()
    keep(page, dialogs, "Wide")
    typed(page.settings.fields.epochs, "9")
    dialogs.text = "Wider"
    click(page.right.editor.rename)
    assert page.settings.preset.currentText() == "Wider"
    assert page.settings.title == "Wider"
    assert page.settings.plan().epochs == 9
    assert [preset.title for preset in OwnPresets(home / "presets").presets()] == ["Wider"]
    dialogs.text = "Express"
    click(page.right.editor.rename)
    assert len(dialogs.troubles) == 1
    assert page.settings.preset.currentText() == "Wider"


def test_all_buttons_have_room_in_the_smallest_window(page: TrainingPage, dialogs: AnsweringDialogs) -> None:
    keep(page, dialogs, "Wide")
    page.resize(960 - 92, 560)
    QApplication.sendPostedEvents()
    editor = page.right.editor
    parts = [part for part in editor.findChildren(QAbstractButton) if part.isVisible()]
    edges = [part.mapTo(editor, QPoint(part.width(), 0)).x() for part in parts]
    assert max(edges) <= editor.width()


def test_trainings_are_compared_with_ones_own_preset_by_its_title(
    page: TrainingPage, dialogs: AnsweringDialogs
) -> None:
    run = KeptRun("1", "CNN 32-64", "", page.settings.plan(), RunStatus.FINISHED)
    keep(page, dialogs, "Wide")
    page.right.runs.show_runs([run], page.settings.plan())
    assert page.right.runs.difference.text.text() == "Network CNN 32-64 instead of Wide"
    wide = replace(run, name="Wide", plan=page.settings.plan())
    click(page.right.editor.forget)
    page.right.runs.show_runs([wide], page.settings.plan())
    assert "etwork Wide instead of CNN 32-64" in page.right.runs.difference.text.text()


def test_a_preset_stays_where_its_deletion_is_not_meant(
    page: TrainingPage, dialogs: AnsweringDialogs
) -> None:
    keep(page, dialogs, "Wide")
    dialogs.agrees = False
    click(page.right.editor.forget)
    assert page.settings.preset.currentText() == "Wide"
    assert "Wide" in offered(page)
    assert page.right.editor.forget.isVisible()


@pytest.fixture
def damaged(home: Path) -> Path:
    """A folder of presets, two of which cannot be read."""
    folder = home / "presets"
    folder.mkdir()
    for name in (f"own-{'a' * 90}.json", "own-b <b>.json"):
        (folder / name).write_text("{", encoding="utf-8")
    return folder


def test_a_damaged_preset_is_told_and_can_be_deleted(
    damaged: Path, page: TrainingPage, dialogs: AnsweringDialogs
) -> None:
    page.show()
    told = page.settings.network.damaged
    assert "cannot be used" in told.text.text()
    assert "1 more cannot be used either." in told.text.text()
    assert told.text.minimumSizeHint().width() <= page.settings.preset.width()
    dialogs.agrees = False
    click(told.delete)
    assert len(list(damaged.iterdir())) == 2
    dialogs.agrees = True
    click(told.delete)
    assert [path.name for path in damaged.iterdir()] == ["own-b <b>.json"]
    assert "own-b <b>.json cannot be used. The settings" in told.text.text()
    click(told.delete)
    assert list(damaged.iterdir()) == []
    assert told.isHidden()
    assert len(dialogs.asked) == 3
    assert dialogs.troubles == []


def test_a_damaged_preset_that_is_gone_meanwhile_is_told(
    damaged: Path, page: TrainingPage, dialogs: AnsweringDialogs
) -> None:
    page.show()
    for path in damaged.iterdir():
        path.unlink()
    click(page.settings.network.damaged.delete)
    assert len(dialogs.troubles) == 1
    assert page.settings.network.damaged.isHidden()
