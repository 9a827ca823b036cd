"""What the tests of the layer editor do with it: with real events, as a person would."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QWidget,
)

from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.training.layer_table import PARAMETERS
from mnist_desktop.ui.training.network_editor import NetworkEditor

CNN = plan_for("cnn-32-64").network
DENSE = plan_for("dense-64").network
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def cells(editor: NetworkEditor) -> list[tuple[str, ...]]:
    rows = editor.table.rows
    return [
        tuple(str(rows.index(row, column).data()) for column in range(1, PARAMETERS + 1))
        for row in range(rows.rowCount())
    ]


def kinds(editor: NetworkEditor) -> list[str]:
    return [row[0] for row in cells(editor)]


def click_row(editor: NetworkEditor, row: int) -> None:
    rect = editor.table.visualRect(editor.table.rows.index(row, 1))
    QTest.mouseClick(editor.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, button.height() // 2))


def button(editor: NetworkEditor, name: str) -> QAbstractButton:
    found = editor.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def field(editor: NetworkEditor, name: str) -> QWidget:
    found = editor.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def add(editor: NetworkEditor, kind: str) -> None:
    """Open the menu with the mouse and choose with the keys."""
    menu = editor.actions_row.add.menu()
    before = len(cells(editor))
    press(editor.actions_row.add)
    assert menu.isVisible()
    for action in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if action.text() == kind:
            break
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert len(cells(editor)) == before + 1


def type_number(editor: NetworkEditor, name: str, text: str) -> None:
    box = field(editor, name)
    assert isinstance(box, QAbstractSpinBox)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def choose(editor: NetworkEditor, name: str, value: str) -> None:
    box = field(editor, name)
    assert isinstance(box, QComboBox)
    box.setFocus()
    while box.currentData() != value:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Up if box.findData(value) < before else Qt.Key.Key_Down)
        assert box.currentIndex() != before
