"""Changing the settings of a layer in its fields, with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QSpinBox,
)

from mnist_desktop.models.network import (
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
from mnist_desktop.ui.training.layer_fields import PairField
from mnist_desktop.ui.training.network_editor import NetworkEditor
from tests.ui.training.layer_editing import (
    CNN,
    CONTROL,
    button,
    cells,
    choose,
    click_row,
    field,
    kinds,
    press,
    type_number,
)


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
        "16, 5 × 7/2 × 1 same tanh L2 0.001 no-bias",
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
    assert cells(editor)[0][1] == "64, 3 × 3 relu"
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
    assert cells(editor)[0][1] == "64, 3 × 3 relu"


def test_an_activation_at_the_end_does_as_well(editor: NetworkEditor) -> None:
    layers = (Flatten(), Dense(10), Activation("relu"))
    editor.set_network(Network((28, 28, 1), layers))
    click_row(editor, 2)
    choose(editor, "activation_name", "softmax")
    network = editor.network()
    assert network is not None
    assert network.layers[-1] == Activation("softmax")


def test_a_delete_key_in_a_field_deletes_no_layer(editor: NetworkEditor) -> None:
    type_number(editor, "conv2d_filters", "16")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        QTest.keyClick(field(editor, "conv2d_filters"), key)
    assert len(kinds(editor)) == 7
