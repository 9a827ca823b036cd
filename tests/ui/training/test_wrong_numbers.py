"""What somebody types wrongly stays as it is, is told beside its field, and moves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QWidget

from mnist_desktop.models.network import (
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Network,
)
from mnist_desktop.problems import Problem
from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.theme.style import stylesheet
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.layer_settings import is_possible
from mnist_desktop.ui.training.network_editor import NetworkEditor
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from tests.ui.training.layer_editing import button, cells, click_row, field, press, type_number
from tests.ui.training.steps import click, said_wrong, typed


def places(within: QWidget) -> dict[str, tuple[int, int, int]]:
    """Where everything with a name is, but for the words that are told."""
    QTest.qWait(1)  # Layouts within layouts settle one after the other.
    return {
        part.objectName(): (part.mapTo(within, QPoint()).x(), part.mapTo(within, QPoint()).y(), part.height())
        for part in within.findChildren(QWidget)
        if part.objectName() not in ("", "qt_spinbox_lineedit")
        and part.isVisible()
        and not isinstance(part, QLabel)
    }


@pytest.mark.parametrize("width", [280, 300, 360])
@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("epochs", "0", "Epochs must be at least 1."),
        ("epochs", "", "Epochs must be a whole number."),
        ("batch_size", "1.0", "Batch size must be a whole number."),
        ("batch_size", "70000", "Batch size must be at most 4,096."),
        ("learning_rate", "fast", "Learning rate must be a number."),
        ("learning_rate", "-1", "Learning rate must be at least 0.000001."),
        ("validation_share", "95", "Share held back must be at most 90 %."),
        ("image_limit", "120", "Share of images must be at most 100 %."),
        ("image_limit", "0.01", "At least 10 images are needed, not 4."),
        ("patience", "0", "Epochs without gain must be at least 1."),
        ("seed", "-1", "Seed must be at least 0."),
    ],
)
def test_a_wrong_setting_is_told_and_moves_nothing(
    settings: SettingsPanel, width: int, name: str, text: str, told: str
) -> None:
    settings.resize(width, 900)
    settings.show_plan(plan_for("cnn-32-64", patience=3, validation="split", precision="float32"))
    settings.more.open(True)
    box = settings.form.rows[name].field
    assert isinstance(box, QAbstractSpinBox)
    within = settings.network.parentWidget()
    assert within is not None
    before = places(within)
    typed(box, text)
    if not text:
        QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text().removesuffix(" %") == text
    assert said_wrong(settings)[name] == told
    assert box.property("wrong") is True
    assert not settings.button.isEnabled()
    assert settings.form.rows[name].trouble.isVisible()
    assert places(within) == before


def test_a_switch_that_needs_validation_moves_nothing_either(settings: SettingsPanel) -> None:
    settings.resize(300, 900)
    settings.more.open(True)
    within = settings.network.parentWidget()
    assert within is not None
    before = places(within)
    click(settings.fields.early_stopping)
    click(settings.fields.keep_best)
    assert set(said_wrong(settings)) == {"patience", "keep_best"}
    after = places(within)
    assert {part: after[part] for part in before} == before


def test_the_border_of_a_wrong_field_is_red(settings: SettingsPanel, theme: Theme) -> None:
    settings.setStyleSheet(stylesheet(theme.colours))
    box = settings.fields.epochs
    for text, is_red in (("0", True), ("3", False)):
        typed(box, text)
        picture = box.grab().toImage()
        ratio = picture.devicePixelRatio()
        edge = picture.pixelColor(0, round(picture.height() / 2))
        assert (edge == QColor(theme.colours.danger)) is is_red, (edge.name(), ratio)


@pytest.mark.parametrize("width", [660, 804])
@pytest.mark.parametrize(
    ("layer", "name", "text", "told"),
    [
        (Conv2D(32), "conv2d_filters", "0", "Filters must be a whole number from 1."),
        (Conv2D(32), "conv2d_filters", "1.5", "Filters must be a whole number from 1."),
        (Conv2D(32), "conv2d_kernel_height", "0", "Kernel must be whole numbers from 1."),
        (Conv2D(32), "conv2d_strides_width", "", "Strides must be whole numbers from 1."),
        (Conv2D(32), "conv2d_l2", "1000", "L2 decay must be from 0 to below 1,000."),
        (MaxPooling2D(), "maxpooling2d_pool_width", "-2", "Pool must be whole numbers from 1."),
        (
            MaxPooling2D(),
            "maxpooling2d_strides_height",
            "x",
            "Strides must be whole numbers from 1.",
        ),
        (Dense(8), "dense_units", "0", "Units must be a whole number from 1."),
        (Dropout(0.2), "dropout_rate", "1", "Rate must be from 0 to below 1."),
        (Dropout(0.2), "dropout_rate", "half", "Rate must be from 0 to below 1."),
        (
            BatchNormalization(),
            "batchnormalization_momentum",
            "2",
            "Momentum must be from 0 to below 1.",
        ),
    ],
)
def test_a_wrong_setting_of_a_layer_is_told_and_moves_nothing(
    editor: NetworkEditor, width: int, layer: Layer, name: str, text: str, told: str
) -> None:
    editor.resize(width, 660)
    layers = (layer, Flatten(), Dense(10, "softmax"))
    editor.set_network(Network((28, 28, 1), layers))
    click_row(editor, 0)
    before = places(editor)
    type_number(editor, name, text)
    box = field(editor, name)
    assert isinstance(box, QAbstractSpinBox)
    if not text:
        QTest.keyClick(box, Qt.Key.Key_Backspace)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == text
    assert box.property("wrong") is True
    assert [words.text() for words in editor.inspector.findChildren(QLabel) if words.isVisible()].count(
        told
    ) == 1
    assert cells(editor)[0][1:3] == ("–", "impossible setting")
    marked = [part for part in editor.inspector.parts if part.property("wrong")]
    assert marked == [box]
    assert editor.verdict.text() == f"Layer 1, {layer.kind}: impossible setting. {told}"
    assert editor.network() is None
    after = places(editor)
    assert {part: after[part] for part in before} == before
    press(button(editor, "undo_edit"))
    assert editor.draft().layers == layers
    assert not box.property("wrong")


@pytest.mark.parametrize(
    "layer",
    [
        *(Dense(units) for units in (-1, 0, 1)),
        *(Dense(1, l2=decay) for decay in (-1.0, 0.0, 999.0, 1000.0)),
        *(Conv2D(1, (size, 1)) for size in (0, 1)),
        *(Conv2D(1, strides=(1, size)) for size in (-3, 1)),
        *(MaxPooling2D(strides=strides) for strides in (None, (0, 1), (1, 1))),
        *(Dropout(rate) for rate in (-0.1, 0.0, 0.99, 1.0)),
        *(BatchNormalization(momentum) for momentum in (-0.1, 0.0, 0.999, 1.0)),
    ],
    ids=repr,
)
def test_what_the_fields_accept_a_network_takes(layer: Layer) -> None:
    accepted = is_possible(layer)
    try:
        Network((28, 28, 1), (layer,)).facts()
    except Problem:
        assert not accepted
    else:
        assert accepted
