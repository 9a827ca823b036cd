"""A network that somebody is changing may be wrong: it is told where, in words, and nothing breaks."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
)

from mnist_desktop.models.network import (
    MOST_LAYERS,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
)
from mnist_desktop.ui.training.layer_table import OUTPUT
from mnist_desktop.ui.training.network_editor import NetworkEditor
from mnist_desktop.ui.training.page import TrainingPage
from tests.ui.training.layer_editing import (
    ALT,
    CNN,
    DENSE,
    add,
    button,
    cells,
    choose,
    click_row,
    kinds,
    press,
    type_number,
)


def test_a_mistake_is_told_in_its_row_and_beneath(editor: NetworkEditor) -> None:
    click_row(editor, 4)
    add(editor, "Conv2D")
    shown = cells(editor)
    assert shown[4] == ("Flatten", "", "1600", "0")
    assert shown[5] == ("Conv2D", "32, 3 × 3 relu", "needs a picture", "")
    assert [row[2:] for row in shown[6:]] == [("–", "–")] * 2
    assert editor.table.columnSpan(5, OUTPUT) == 2
    assert editor.verdict.text() == (
        "Layer 6, Conv2D: needs a picture. 1600 numbers come in instead of height × width × channels. "
        "Move it up, above the layer that puts them in a row, or remove it."
    )
    assert editor.mistake() == editor.verdict.text()
    assert editor.network() is None
    assert not editor.keep.isEnabled()
    QTest.keyClick(editor.table, Qt.Key.Key_Up, ALT)
    assert editor.network() is not None
    assert editor.verdict.text() == ""
    assert editor.table.columnSpan(5, OUTPUT) == 1


def test_parameters_are_counted_beside_a_mistake_of_the_answers(editor: NetworkEditor) -> None:
    click_row(editor, 6)
    choose(editor, "dense_activation", "relu")
    assert editor.verdict.text() == editor.mistake()
    assert editor.count.whole == f"{CNN.parameters:,} parameters"
    editor.set_outputs(11)
    assert "11" in editor.mistake()
    assert editor.verdict.text() == editor.mistake()
    assert editor.count.whole == f"{CNN.parameters:,} parameters"
    assert editor.count.property("role") == "muted"


@pytest.mark.parametrize(
    ("layers", "short", "words"),
    [
        (
            (Conv2D(8), *(MaxPooling2D(),) * 5),
            "picture too small",
            "Its window of 2 × 2 is larger than the picture",
        ),
        (
            (Conv2D(8, (30, 3)),),
            "picture too small",
            "Its window of 30 × 3 is larger than the picture of 28 × 28",
        ),
        ((Flatten(), Dense(90_000)), "too large", "gets too large here (70,650,000 numbers"),
        ((Flatten(), Dense(0)), "impossible setting", "Units must be a whole number from 1."),
        ((Flatten(), Reshape((27, -1))), "does not fit here", "Reshape cannot follow"),
        (
            (Flatten(), Dense(64, "softmax")),
            "10 answers needed",
            "answers with 64 numbers, but 10 are needed",
        ),
        ((Flatten(), Dense(64, "softmax")), "10 answers needed", "Set its units to 10."),
        (
            (Conv2D(10),),
            "10 answers needed",
            "26 × 26 × 10 numbers, but 10 are needed, one for each digit. Add F",
        ),
        ((Flatten(),), "10 answers needed", "Add Dense with 10 units and softmax behind it"),
        (
            (Flatten(), Dense(10)),
            "softmax needed",
            "Its 10 answers are not yet shares that add up to 1. Choose",
        ),
        (
            (Flatten(), Dense(10), Dropout(0.1)),
            "softmax needed",
            "Let the layer with softmax be the last one",
        ),
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


@pytest.mark.parametrize(
    ("layers", "row", "short", "click", "mended"),
    [
        (
            (Conv2D(8), MaxPooling2D(), Dense(16, "relu"), Dense(10, "softmax")),
            2,
            "needs Flatten before it",
            "Add Flatten",
            (Conv2D(8), MaxPooling2D(), Flatten(), Dense(16, "relu"), Dense(10, "softmax")),
        ),
        (
            (Flatten(), Conv2D(8), Dense(10, "softmax")),
            1,
            "needs a picture",
            "Move it up",
            (Conv2D(8), Flatten(), Dense(10, "softmax")),
        ),
        (
            (Flatten(), Dense(64, "softmax")),
            1,
            "10 answers needed",
            "Set units to 10",
            (Flatten(), Dense(10, "softmax")),
        ),
        (
            (Flatten(), Dense(64, "relu")),
            1,
            "10 answers needed",
            "Add Dense 10",
            (Flatten(), Dense(64, "relu"), Dense(10, "softmax")),
        ),
        (
            (Conv2D(8),),
            0,
            "10 answers needed",
            "Add Flatten and Dense 10",
            (Conv2D(8), Flatten(), Dense(10, "softmax")),
        ),
        (
            (Flatten(), Dense(10)),
            1,
            "softmax needed",
            "Choose softmax",
            (Flatten(), Dense(10, "softmax")),
        ),
    ],
)
def test_one_click_mends_a_mistake_where_the_mend_is_clear(
    page: TrainingPage, layers: tuple[Layer, ...], row: int, short: str, click: str, mended: tuple[Layer, ...]
) -> None:
    page.show()
    page.settings.set_network(Network((28, 28, 1), layers))
    press(page.settings.fault)
    editor = page.right.editor
    assert editor.isVisible()
    assert editor.table.row == row
    assert cells(editor)[row][2] == short
    told = f"Layer {row + 1}, {layers[row].kind}: {short}"
    assert page.settings.count.text() == told
    assert editor.verdict.text().startswith(f"{told}. ")
    assert page.settings.button.toolTip() == editor.verdict.text() == page.settings.count.toolTip()
    heights = editor.table.height(), page.settings.network.height()
    assert editor.mend.text() == click
    press(editor.mend)
    assert page.settings.plan().network.layers == mended
    assert editor.mistake() == ""
    assert (editor.table.height(), page.settings.network.height()) == heights
    assert page.settings.button.isEnabled()
    press(button(editor, "undo_edit"))
    assert page.settings.plan().network.layers == layers


def test_nothing_is_offered_where_no_mend_is_clear(editor: NetworkEditor) -> None:
    for layers in ((Conv2D(8, (30, 3)),), (Flatten(), Dense(0)), ()):
        editor.set_network(Network((28, 28, 1), layers))
        assert editor.mistake()
        assert editor.mend.isHidden()


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


def test_there_is_room_for_so_many_layers(editor: NetworkEditor) -> None:
    editor.set_network(Network((28, 28, 1), (Flatten(),) * (MOST_LAYERS - 2) + (Dense(10, "softmax"),)))
    add(editor, "Flatten")
    assert editor.network() is not None
    assert not editor.actions_row.add.isEnabled()
    press(button(editor, "undo_edit"))
    assert editor.actions_row.add.isEnabled()


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
