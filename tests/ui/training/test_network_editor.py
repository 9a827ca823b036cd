"""Changing a network with mouse and keys: what is shown is right after every edit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QSpinBox,
)

from mnist_desktop.models.network import (
    Dense,
    Dropout,
    Network,
)
from mnist_desktop.models.summary import summary
from mnist_desktop.training.presets import PRESETS, Preset
from mnist_desktop.ui.shape_words import settings_in_words
from mnist_desktop.ui.training.network_editor import NetworkEditor
from tests.ui.training.layer_editing import (
    ALT,
    CNN,
    CONTROL,
    DENSE,
    SHIFT,
    add,
    button,
    cells,
    click_row,
    field,
    kinds,
    press,
    type_number,
)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_is_shown_with_its_shapes_and_counts(editor: NetworkEditor, preset: Preset) -> None:
    editor.set_outputs(11 if preset.plan.rejects else 10)
    editor.set_network(preset.network)
    shown = cells(editor)
    for row, fact in zip(shown, preset.network.facts(), strict=True):
        shape = " × ".join(map(str, fact.output_shape))
        assert row == (fact.kind, settings_in_words(fact.settings), shape, f"{fact.parameters:,}")
    assert editor.count.whole.startswith(f"{preset.network.parameters:,} parameters")
    assert ("1,024 of them not trained" in editor.count.whole) == (preset.key == "dense-512-regularised")
    assert editor.network() == preset.network
    assert not button(editor, "reset_network").isEnabled()


def test_typing_a_number_changes_everything_at_once_and_is_one_step_to_undo(editor: NetworkEditor) -> None:
    changes = QSignalSpy(editor.network_changed)
    click_row(editor, 5)
    type_number(editor, "dense_units", "256")
    assert cells(editor)[5] == ("Dense", "256 relu", "256", f"{1600 * 256 + 256:,}")
    assert cells(editor)[6][3] == f"{256 * 10 + 10:,}"
    network = editor.network()
    assert network is not None
    assert network.layers[5] == Dense(256, "relu")
    assert editor.count.whole == f"{network.parameters:,} parameters"
    assert editor.verdict.text() == ""
    assert changes.count() == 3
    press(button(editor, "undo_edit"))
    assert editor.network() == CNN
    assert not button(editor, "undo_edit").isEnabled()
    press(button(editor, "redo_edit"))
    assert editor.network() == network
    assert changes.count() == 5


@pytest.mark.parametrize(
    "kind",
    [
        "Conv2D",
        "MaxPooling2D",
        "Dense",
        "Dropout",
        "BatchNormalization",
        "Activation",
        "Flatten",
        "GlobalAveragePooling2D",
    ],
)
def test_every_kind_can_be_added_beneath_the_chosen_layer(editor: NetworkEditor, kind: str) -> None:
    click_row(editor, 0)
    add(editor, kind)
    assert kinds(editor)[1] == kind
    assert len(kinds(editor)) == 8
    assert editor.table.row == 1
    assert editor.inspector.kind.text() == kind
    press(button(editor, "undo_edit"))
    assert editor.network() == CNN


def test_layers_are_moved_and_removed_with_the_mouse(editor: NetworkEditor) -> None:
    click_row(editor, 1)
    press(button(editor, "move_layer_down"))
    assert kinds(editor)[:3] == ["Conv2D", "Conv2D", "MaxPooling2D"]
    assert editor.table.row == 2
    press(button(editor, "remove_layer"))
    assert kinds(editor)[:3] == ["Conv2D", "Conv2D", "MaxPooling2D"]
    assert len(kinds(editor)) == 6
    press(button(editor, "move_layer_up"))
    assert kinds(editor)[:3] == ["Conv2D", "MaxPooling2D", "Conv2D"]
    assert [button(editor, name).isEnabled() for name in ("move_layer_up", "move_layer_down")] == [True, True]
    click_row(editor, 0)
    assert [button(editor, name).isEnabled() for name in ("move_layer_up", "move_layer_down")] == [
        False,
        True,
    ]
    click_row(editor, 5)
    assert [button(editor, name).isEnabled() for name in ("move_layer_up", "move_layer_down")] == [
        True,
        False,
    ]


def test_layers_are_moved_and_removed_with_keys(editor: NetworkEditor) -> None:
    click_row(editor, 1)
    QTest.keyClick(editor.table, Qt.Key.Key_Down, ALT)
    QTest.keyClick(editor.table, Qt.Key.Key_Up, ALT)
    QTest.keyClick(editor.table, Qt.Key.Key_Up, ALT)
    assert kinds(editor)[:3] == ["MaxPooling2D", "Conv2D", "Conv2D"]
    assert editor.table.row == 0
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert kinds(editor)[:2] == ["Conv2D", "Conv2D"]
    QTest.keyClick(editor.table, Qt.Key.Key_Z, CONTROL)
    assert kinds(editor)[:2] == ["MaxPooling2D", "Conv2D"]
    QTest.keyClick(editor.table, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert kinds(editor)[:2] == ["Conv2D", "Conv2D"]


def test_undo_shows_where_it_happened_and_works_while_typing(editor: NetworkEditor) -> None:
    click_row(editor, 5)
    type_number(editor, "dense_units", "99")
    QTest.keyClick(field(editor, "dense_units"), Qt.Key.Key_Z, CONTROL)
    assert editor.network() == CNN
    units = field(editor, "dense_units")
    assert isinstance(units, QSpinBox)
    assert units.value() == 128
    type_number(editor, "dense_units", "99")
    click_row(editor, 0)
    QTest.keyClick(editor.table, Qt.Key.Key_Z, CONTROL)
    assert editor.table.row == 5


def test_a_field_that_undo_takes_away_leaves_the_keys_to_the_table(editor: NetworkEditor) -> None:
    click_row(editor, 0)
    add(editor, "Dropout")
    QTest.keyClick(editor.table, Qt.Key.Key_Return)
    rate = field(editor, "dropout_rate")
    assert rate.hasFocus()
    QTest.keyClick(rate, Qt.Key.Key_Z, CONTROL)
    assert editor.network() == CNN
    assert editor.table.hasFocus()


def test_the_buttons_beneath_tell_what_is_wanted(editor: NetworkEditor) -> None:
    spies = [QSignalSpy(signal) for signal in (editor.keep_wanted, editor.reset_wanted, editor.done)]
    press(editor.keep)
    press(editor.done_button)
    press(editor.reset)  # nothing was changed yet
    assert [spy.count() for spy in spies] == [1, 0, 1]
    add(editor, "Dropout")
    press(editor.reset)
    assert [spy.count() for spy in spies] == [1, 1, 1]


def test_going_back_to_the_preset_can_be_undone(editor: NetworkEditor) -> None:
    add(editor, "Dropout")
    changed = editor.network()
    editor.replace_network(CNN)
    assert editor.network() == CNN
    assert not editor.reset.isEnabled()
    press(button(editor, "undo_edit"))
    assert editor.network() == changed
    assert editor.reset.isEnabled()


def test_a_changed_network_can_be_shown_with_what_it_came_from(editor: NetworkEditor) -> None:
    changed = Network(CNN.input_shape, (Dropout(0.1), *CNN.layers))
    changes = QSignalSpy(editor.network_changed)
    editor.set_network(changed, own=CNN)
    assert editor.network() == changed
    assert editor.reset.isEnabled()
    assert not button(editor, "undo_edit").isEnabled()
    assert changes.count() == 0


def test_a_locked_editor_shows_the_layers_and_changes_none(editor: NetworkEditor) -> None:
    add(editor, "Dropout")
    changed = editor.network()
    editor.offer_own(True)
    editor.lock(True)
    for row in (5, 0):
        click_row(editor, row)
        assert editor.table.row == row
        assert editor.inspector.kind.text() == kinds(editor)[row]
        assert not editor.inspector.isEnabled()
        QTest.keyClick(editor.table, Qt.Key.Key_Delete)
        QTest.keyClick(editor.table, Qt.Key.Key_Down, ALT)
        QTest.keyClick(editor.table, Qt.Key.Key_Z, CONTROL)
    names = ("add_layer", "undo_edit", "keep_preset", "reset_network", "rename_preset", "forget_preset")
    assert not any(button(editor, name).isEnabled() for name in names)
    assert editor.network() == changed
    editor.lock(False)
    assert all(button(editor, name).isEnabled() for name in names)
    press(button(editor, "undo_edit"))
    assert editor.network() == CNN


def test_the_summary_is_shown_copied_and_follows(editor: NetworkEditor) -> None:
    assert field(editor, "editor_heading").property("text") == "Layers"
    press(editor.summary_button)
    assert editor.summary.isVisible()
    assert not editor.table.isVisible()
    assert field(editor, "editor_heading").property("text") == "Summary"
    assert editor.summary.text.toPlainText() == summary(CNN)
    press(editor.summary.copy)
    assert QGuiApplication.clipboard().text() == summary(CNN)
    assert editor.summary.copy.text() == "Copied"
    editor.set_network(DENSE)
    assert editor.summary.text.toPlainText() == summary(DENSE)
    assert editor.summary.copy.text() == "Copy"
    editor.set_outputs(11)
    assert "as long as the network has a mistake" in editor.summary.text.toPlainText()
    assert not editor.summary.copy.isEnabled()
    press(editor.summary_button)
    assert editor.table.isVisible()
    editor.show_summary(True)
    assert editor.summary.isVisible()


def test_escape_leaves_what_was_opened_last(editor: NetworkEditor) -> None:
    done = QSignalSpy(editor.done)
    press(editor.summary_button)
    QTest.keyClick(editor.summary_button, Qt.Key.Key_Escape)
    assert editor.table.isVisible()
    assert editor.table.hasFocus()
    assert done.count() == 0
    QTest.keyClick(editor.table, Qt.Key.Key_Escape)
    assert done.count() == 1
    editor.show_summary(True)
    editor.summary.text.setFocus()
    QTest.keyClick(editor.summary.text, Qt.Key.Key_Escape)
    assert done.count() == 2


def test_a_button_that_can_do_no_more_hands_the_keys_to_its_contrary(editor: NetworkEditor) -> None:
    add(editor, "Dropout")
    undo, redo = button(editor, "undo_edit"), button(editor, "redo_edit")
    undo.setFocus()
    QTest.keyClick(undo, Qt.Key.Key_Space)
    assert not undo.isEnabled()
    assert redo.hasFocus()
    QTest.keyClick(redo, Qt.Key.Key_Space)
    assert undo.hasFocus()
    click_row(editor, 1)
    up, down = button(editor, "move_layer_up"), button(editor, "move_layer_down")
    up.setFocus()
    QTest.keyClick(up, Qt.Key.Key_Space)
    assert down.hasFocus()


def test_a_reset_leaves_the_keys_to_the_table(editor: NetworkEditor) -> None:
    add(editor, "Dropout")
    editor.reset_wanted.connect(lambda: editor.replace_network(CNN))
    editor.reset.setFocus()
    QTest.keyClick(editor.reset, Qt.Key.Key_Space)
    assert not editor.reset.isEnabled()
    assert editor.table.hasFocus()


def test_the_last_layer_that_is_removed_leaves_the_keys_to_adding_one(editor: NetworkEditor) -> None:
    remove = button(editor, "remove_layer")
    remove.setFocus()
    for _ in CNN.layers:
        assert remove.hasFocus()
        QTest.keyClick(remove, Qt.Key.Key_Space)
    assert editor.actions_row.add.hasFocus()
