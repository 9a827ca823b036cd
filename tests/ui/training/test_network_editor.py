"""Changing a network with mouse and keys: what is shown is right after every edit."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desktop.models.network import (
    MOST_LAYERS,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
)
from mnist_desktop.models.summary import summary
from mnist_desktop.training.presets import PRESETS, Preset, plan_for
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.layer_fields import PairField
from mnist_desktop.ui.training.layer_table import OUTPUT, PARAMETERS
from mnist_desktop.ui.training.network_editor import NetworkEditor

CNN = plan_for("cnn-32-64").network
DENSE = plan_for("dense-64").network
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(qtbot: QtBot, icons: IconShop, theme: Theme) -> NetworkEditor:
    made = NetworkEditor(icons, theme)
    qtbot.addWidget(made)
    made.resize(804, 660)
    made.set_network(CNN)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


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


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_is_shown_with_its_shapes_and_counts(editor: NetworkEditor, preset: Preset) -> None:
    editor.set_outputs(11 if preset.plan.rejects else 10)
    editor.set_network(preset.network)
    shown = cells(editor)
    for row, fact in zip(shown, preset.network.facts(), strict=True):
        shape = " × ".join(map(str, fact.output_shape))
        assert row == (fact.kind, fact.settings, shape, f"{fact.parameters:,}")
    assert editor.verdict.text().startswith(f"{preset.network.parameters:,} parameters")
    assert ("1,024 of them not trained" in editor.verdict.text()) == (preset.key == "dense-512-regularised")
    assert editor.network() == preset.network
    assert not button(editor, "reset_network").isEnabled()


def test_the_chosen_layer_shows_its_settings(editor: NetworkEditor) -> None:
    assert editor.inspector.kind.text() == "Conv2D"
    click_row(editor, 5)
    assert editor.inspector.kind.text() == "Dense"
    units, activation = field(editor, "dense_units"), field(editor, "dense_activation")
    assert isinstance(units, QSpinBox)
    assert isinstance(activation, QComboBox)
    assert units.isVisible()
    assert (units.value(), activation.currentData()) == (128, "relu")
    click_row(editor, 4)
    assert editor.inspector.kind.text() == "Flatten"
    assert not units.isVisible()
    QTest.keyClick(editor.table, Qt.Key.Key_Up)
    assert editor.inspector.kind.text() == "MaxPooling2D"
    strides = field(editor, "maxpooling2d_strides")
    assert isinstance(strides, PairField)
    assert strides.value() is None
    assert strides.height_box.text() == "pool"
    assert not strides.width_box.isVisible()


def test_typing_a_number_changes_everything_at_once_and_is_one_step_to_undo(editor: NetworkEditor) -> None:
    changes = QSignalSpy(editor.network_changed)
    click_row(editor, 5)
    type_number(editor, "dense_units", "256")
    assert cells(editor)[5] == ("Dense", "256 relu", "256", f"{1600 * 256 + 256:,}")
    assert cells(editor)[6][3] == f"{256 * 10 + 10:,}"
    network = editor.network()
    assert network is not None
    assert network.layers[5] == Dense(256, "relu")
    assert editor.verdict.text() == f"{network.parameters:,} parameters"
    assert changes.count() == 3
    press(button(editor, "undo_edit"))
    assert editor.network() == CNN
    assert not button(editor, "undo_edit").isEnabled()
    press(button(editor, "redo_edit"))
    assert editor.network() == network
    assert changes.count() == 5


def test_every_setting_of_a_convolution_can_be_changed(editor: NetworkEditor) -> None:
    type_number(editor, "conv2d_filters", "16")
    type_number(editor, "conv2d_kernel_height", "5")
    type_number(editor, "conv2d_kernel_width", "7")
    type_number(editor, "conv2d_strides_height", "2")
    choose(editor, "conv2d_padding", "same")
    choose(editor, "conv2d_activation", "tanh")
    type_number(editor, "conv2d_l2", "0.001")
    bias = button(editor, "conv2d_use_bias")
    press(bias)
    network = editor.network()
    assert network is not None
    assert network.layers[0] == Conv2D(16, (5, 7), (2, 1), "same", "tanh", False, 0.001)
    assert cells(editor)[0] == (
        "Conv2D",
        "16 5x7/2x1 same tanh L2 0.001 no-bias",
        "14 × 28 × 16",
        f"{5 * 7 * 16}",
    )
    while button(editor, "undo_edit").isEnabled():
        QTest.keyClick(editor.table, Qt.Key.Key_Z, CONTROL)
    assert editor.network() == CNN
    assert isinstance(bias, QCheckBox)
    assert bias.isChecked()


@pytest.mark.parametrize(
    ("layer", "name", "text", "wanted"),
    [
        (Dropout(0.2), "dropout_rate", "0.35", Dropout(0.35)),
        (Dropout(0.2), "dropout_rate", "0,5", Dropout(0.5)),
        (
            BatchNormalization(epsilon=0.01),
            "batchnormalization_momentum",
            "0.9",
            BatchNormalization(0.9, 0.01),
        ),
        (MaxPooling2D(), "maxpooling2d_pool_height", "3", MaxPooling2D((3, 2))),
        (MaxPooling2D(), "maxpooling2d_strides_height", "1", MaxPooling2D((2, 2), (1, 1))),
        (MaxPooling2D(strides=(1, 2)), "maxpooling2d_strides_height", "0", MaxPooling2D((2, 2))),
        (Dense(5, l2=0.02), "dense_l2", "0", Dense(5)),
    ],
)
def test_settings_of_the_other_layers_can_be_changed(
    editor: NetworkEditor, layer: Layer, name: str, text: str, wanted: Layer
) -> None:
    tail = (Flatten(), Dense(10, "softmax"))
    editor.set_network(Network((28, 28, 1), (layer, *tail)))
    type_number(editor, name, text)
    changed = editor.network()
    assert changed is not None
    assert changed.layers == (wanted, *tail)


def test_arrows_of_counts_double_and_of_shares_go_in_steps(editor: NetworkEditor) -> None:
    filters = field(editor, "conv2d_filters")
    QTest.keyClick(filters, Qt.Key.Key_Up)
    assert cells(editor)[0][1] == "64 3x3 relu"
    editor.set_network(Network((28, 28, 1), (Dropout(0.2), Flatten(), Dense(10, "softmax"))))
    rate = field(editor, "dropout_rate")
    QTest.keyClick(rate, Qt.Key.Key_Up)
    assert cells(editor)[0][1] == "0.25"
    QTest.keyClick(rate, Qt.Key.Key_Down)
    QTest.keyClick(rate, Qt.Key.Key_Down)
    assert cells(editor)[0][1] == "0.15"


@pytest.mark.parametrize(
    "layer",
    [
        Conv2D(5000, (40, 40), (30, 30), "same", "relu", True, 20.0),
        MaxPooling2D((1, 1), (40, 40)),
        Dropout(0.999),
        BatchNormalization(0.123456),
        Reshape((28, 28, 1)),
    ],
)
def test_what_no_field_could_say_is_shown_and_stays_as_it_is(editor: NetworkEditor, layer: Layer) -> None:
    network = Network((28, 28, 1), (layer, Flatten(), Dense(10, "softmax")))
    editor.set_network(network)
    assert editor.network() == network
    click_row(editor, 1)
    click_row(editor, 0)
    QTest.keyClick(editor.table, Qt.Key.Key_Return)
    editor.done_button.setFocus()
    assert editor.network() == network


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


def test_a_delete_key_in_a_field_deletes_no_layer(editor: NetworkEditor) -> None:
    type_number(editor, "conv2d_filters", "16")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        QTest.keyClick(field(editor, "conv2d_filters"), key)
    assert len(kinds(editor)) == 7


def test_a_mistake_is_told_in_its_row_and_beneath(editor: NetworkEditor) -> None:
    click_row(editor, 4)
    add(editor, "Conv2D")
    shown = cells(editor)
    assert shown[4] == ("Flatten", "", "1600", "0")
    assert shown[5] == ("Conv2D", "32 3x3 relu", "needs a picture", "")
    assert [row[2:] for row in shown[6:]] == [("–", "–")] * 2
    assert editor.table.columnSpan(5, OUTPUT) == 2
    assert editor.verdict.text() == (
        "Layer 6, Conv2D: it needs a picture (height × width × channels), but 1600 numbers come in. "
        "Move it up, above the layer that puts them in a row, or remove it."
    )
    assert editor.mistake() == editor.verdict.text()
    assert editor.verdict.property("role") == "danger"
    assert editor.network() is None
    assert not editor.keep.isEnabled()
    QTest.keyClick(editor.table, Qt.Key.Key_Up, ALT)
    assert editor.network() is not None
    assert editor.verdict.property("role") == "muted"
    assert editor.table.columnSpan(5, OUTPUT) == 1


@pytest.mark.parametrize(
    ("layers", "short", "words"),
    [
        (
            (Conv2D(8), *(MaxPooling2D(),) * 5),
            "picture too small",
            "its window of 2 × 2 is larger than the picture",
        ),
        (
            (Conv2D(8, (30, 3)),),
            "picture too small",
            "its window of 30 × 3 is larger than the picture of 28 × 28",
        ),
        ((Flatten(), Dense(90_000)), "too large", "gets too large here (70,650,000 numbers"),
        ((Flatten(), Dense(0)), "impossible setting", "units cannot be 0"),
        ((Flatten(), Reshape((27, -1))), "does not fit here", "Reshape cannot follow"),
        (
            (Flatten(), Dense(64, "softmax")),
            "10 answers needed",
            "answers with 64 numbers, but 10 are needed",
        ),
        ((Flatten(), Dense(64, "softmax")), "10 answers needed", "Set its units to 10, or add Dense with 10"),
        (
            (Conv2D(10),),
            "10 answers needed",
            "26 × 26 × 10 numbers, but 10 are needed, one for each digit. Add F",
        ),
        ((Flatten(),), "10 answers needed", "Add Dense with 10 units and softmax behind it"),
        (
            (Flatten(), Dense(10)),
            "softmax needed",
            "its 10 answers are not yet shares that add up to 1. Choose",
        ),
        ((Flatten(), Dense(10), Dropout(0.1)), "softmax needed", "Let the network end with softmax"),
    ],
)
def test_every_mistake_has_words_and_says_what_to_do(
    editor: NetworkEditor, layers: tuple[Layer, ...], short: str, words: str
) -> None:
    editor.set_network(Network((28, 28, 1), layers))
    assert short in [row[2] for row in cells(editor)]
    assert words in editor.mistake()
    assert editor.mistake().startswith("Layer ")
    assert editor.network() is None


def test_eleven_answers_are_wanted_where_it_also_tells_what_is_no_digit(editor: NetworkEditor) -> None:
    editor.set_outputs(11)
    assert editor.network() is None
    assert cells(editor)[6][2] == "11 answers needed"
    assert "one for each digit and one for “not a digit”" in editor.mistake()
    click_row(editor, 6)
    type_number(editor, "dense_units", "11")
    assert editor.network() is not None
    editor.set_outputs(10)
    assert editor.network() is None


def test_all_layers_can_go_and_new_ones_come(editor: NetworkEditor) -> None:
    editor.table.setFocus()
    for _ in range(9):
        QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert cells(editor) == []
    assert editor.mistake() == "The network has no layers yet. Add some."
    assert editor.inspector.kind.text() == "No layer"
    assert not button(editor, "remove_layer").isEnabled()
    add(editor, "Flatten")
    add(editor, "Dense")
    type_number(editor, "dense_units", "10")
    choose(editor, "dense_activation", "softmax")
    network = editor.network()
    assert network is not None
    assert network.layers == (Flatten(), Dense(10, "softmax"))


def test_a_dense_network_gets_a_picture_where_a_convolution_comes_first(editor: NetworkEditor) -> None:
    editor.set_network(DENSE)
    assert editor.input.whole == "Each digit comes in as 28 × 28 numbers from 0 to 1"
    add(editor, "Conv2D")
    assert cells(editor)[1][2] == "needs a picture"
    QTest.keyClick(editor.table, Qt.Key.Key_Up, ALT)
    assert editor.input.whole == "Each digit comes in as 28 × 28 × 1 numbers from 0 to 1"
    network = editor.network()
    assert network is not None
    assert network.input_shape == (28, 28, 1)


def test_there_is_room_for_so_many_layers(editor: NetworkEditor) -> None:
    editor.set_network(Network((28, 28, 1), (Flatten(),) * (MOST_LAYERS - 2) + (Dense(10, "softmax"),)))
    add(editor, "Flatten")
    assert editor.network() is not None
    assert not editor.actions_row.add.isEnabled()
    press(button(editor, "undo_edit"))
    assert editor.actions_row.add.isEnabled()


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


def test_the_summary_is_shown_copied_and_follows(editor: NetworkEditor) -> None:
    press(editor.summary_button)
    assert editor.summary.isVisible()
    assert not editor.table.isVisible()
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


def test_the_wheel_changes_only_the_field_in_use(editor: NetworkEditor) -> None:
    filters = field(editor, "conv2d_filters")

    def turn() -> None:
        middle = QPointF(filters.rect().center())
        turned = QWheelEvent(
            middle,
            filters.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(filters, turned)

    turn()
    assert editor.network() == CNN
    filters.setFocus()
    turn()
    assert cells(editor)[0][1] == "64 3x3 relu"


@pytest.mark.parametrize("width", [460, 719, 804, 1600])
@pytest.mark.parametrize("kind", ["Conv2D", "MaxPooling2D", "Dense", "BatchNormalization"])
def test_no_field_is_cut_off_at_any_width(editor: NetworkEditor, width: int, kind: str) -> None:
    click_row(editor, 0)
    add(editor, kind)
    editor.resize(width, 540)
    QApplication.sendPostedEvents()
    area = field(editor, "layer_settings_area")
    for part in editor.inspector.parts:
        if part.isVisible():
            right = part.mapTo(area, QPoint(part.width(), 0)).x()
            assert 0 < right <= area.width(), part.objectName()
            assert part.height() == 32
    sections = editor.table.horizontalHeader()
    assert sections.length() <= editor.table.viewport().width()


def test_a_mistake_keeps_its_colour_when_the_theme_changes(editor: NetworkEditor, theme: Theme) -> None:
    add(editor, "Flatten")
    index = editor.table.rows.index(2, OUTPUT)
    colours = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.choose(scheme)
        colours.append(index.data(Qt.ItemDataRole.ForegroundRole))
        assert colours[-1] == QColor(theme.colours.danger)
        assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
        assert not editor.grab().isNull()
    assert colours[0] != colours[1]


def test_every_row_can_be_read_aloud(editor: NetworkEditor) -> None:
    index = editor.table.rows.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1, Conv2D, 32 3x3 relu, 26 × 26 × 32, 320"


def test_every_control_has_names_a_tooltip_and_a_place_in_the_tab_order(editor: NetworkEditor) -> None:
    for kind in ("Conv2D", "MaxPooling2D", "Dense", "Dropout", "BatchNormalization", "Activation"):
        add(editor, kind)
    controls = [
        widget
        for widget in editor.findChildren(QWidget)
        if isinstance(
            widget, QAbstractButton | QAbstractSpinBox | QComboBox | QAbstractItemView | QPlainTextEdit
        )
        and not isinstance(widget.parent(), QComboBox)
        and widget.objectName() != "qt_spinbox_lineedit"
        and not getattr(widget.parent(), "objectName", str)().startswith("qt_")
        and widget.metaObject().className() not in ("QTableCornerButton", "QHeaderView", "QComboBoxListView")
    ]
    assert len(controls) >= 34
    for control in controls:
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
    assert len({control.objectName() for control in controls}) == len(controls)


def test_the_tab_key_goes_through_all_as_one_reads_them(editor: NetworkEditor) -> None:
    for row in (1, 5, 0, 5):
        click_row(editor, row)
    editor.summary_button.setFocus()
    seen = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "show_summary",
        "layer_table",
        "add_layer",
        "remove_layer",
        "move_layer_up",
        "move_layer_down",
        "dense_units",
        "dense_activation",
        "dense_l2",
        "dense_use_bias",
        "keep_preset",
        "editor_done",
    ]


def test_whatever_is_done_the_editor_shows_a_network_or_a_mistake(editor: NetworkEditor) -> None:
    chance = random.Random(4)
    actions = editor.actions_row
    edits = (actions.remove, actions.up, actions.down, actions.undo, actions.redo)
    fresh = [action for action in actions.add.menu().actions() if action.text()]
    for _ in range(400):
        chosen = chance.random()
        if chosen < 0.3:
            chance.choice(edits).trigger()
        elif chosen < 0.5:
            chance.choice(fresh).trigger()
        elif chosen < 0.7:
            editor.table.choose(chance.randrange(12))
        else:
            parts = [part for part in editor.inspector.parts if part.isVisible()]
            for part in parts[: chance.randrange(3)]:
                if isinstance(part, QComboBox):
                    part.setCurrentIndex(chance.randrange(part.count()))
                elif isinstance(part, QAbstractSpinBox):
                    part.stepBy(chance.randrange(-9, 10))
                elif isinstance(part, QCheckBox):
                    part.toggle()
        assert (editor.network() is None) == bool(editor.mistake())
        assert len(cells(editor)) == editor.table.rows.rowCount()
        if editor.table.rows.rowCount():
            assert editor.inspector.kind.text() == kinds(editor)[editor.table.row]


def test_an_activation_at_the_end_does_as_well(editor: NetworkEditor) -> None:
    layers = (Flatten(), Dense(10), Activation("relu"))
    editor.set_network(Network((28, 28, 1), layers))
    click_row(editor, 2)
    choose(editor, "activation_name", "softmax")
    network = editor.network()
    assert network is not None
    assert network.layers[-1] == Activation("softmax")
