"""Presets of one's own: kept from the editor, and deleted there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from mnist_desktop.ui.training.page import TrainingPage
from tests.ui.conftest import AnsweringDialogs


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


def test_a_preset_stays_where_its_deletion_is_not_meant(
    page: TrainingPage, dialogs: AnsweringDialogs
) -> None:
    keep(page, dialogs, "Wide")
    dialogs.agrees = False
    click(page.right.editor.forget)
    assert page.settings.preset.currentText() == "Wide"
    assert "Wide" in offered(page)
    assert page.right.editor.forget.isVisible()
