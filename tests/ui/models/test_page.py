"""The Models place: choosing, using, renaming and deleting models; opening and saving in the background."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.models.answers import Calibration, Rejection
from mnist_desktop.models.facts import Origin
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.shelf import ModelShelf
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import add, choose, name_shown, prepared, press, spoken


def test_a_new_library_shows_the_bundled_model_and_a_hint(page: ModelsPage) -> None:
    assert spoken(page) == ["Reader, Bundled, 99.5 %, in use"]
    assert name_shown(page) == "Reader"
    assert page.listing.hint.isVisible()
    buttons = page.actions_row
    assert [
        b.isEnabled() for b in (buttons.use, buttons.rename, buttons.open, buttons.save, buttons.delete)
    ] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert "belongs to the program" in buttons.delete.toolTip()


def test_models_come_and_the_choice_stays(page: ModelsPage, shelf: ModelShelf) -> None:
    first = add(shelf, "first")
    choose(page, first)
    add(shelf, "second", accuracy=None)
    assert spoken(page)[1:] == ["second, Trained", "first, Trained, 98.0 %"]
    assert name_shown(page) == "first"
    assert not page.listing.hint.isVisible()


def test_facts_and_layers_are_shown(page: ModelsPage, shelf: ModelShelf) -> None:
    record = {"settings": {"preset": "dense-64", "epochs": 5, "batch_size": 32}}
    shelf.library.add(
        prepared("x"),
        name="x",
        origin=Origin.OPENED,
        accuracy=0.9746,
        source="a.h5",
        saved_by="Keras 2.3.1",
        training=record,
    )
    shelf.models_changed.emit()
    choose(page, shelf.library.find("x"))
    details = page.details
    shown = {key.text(): value.whole for key, value in details.facts.pairs if key.isVisible()}
    assert shown["Input"] == "28 × 28 pixels"
    assert shown["Origin"] == "opened from a.h5"
    assert shown["Saved by"] == "Keras 2.3.1"
    assert details.facts.training.value.whole == "Dense 64, 5 epochs, batches of 32"
    assert details.accuracy.number.text() == "97.5 %"
    assert details.parameters.number.text() == "50,890"
    table = details.layers.layers
    cells = [[table.index(row, column).data() for column in range(4)] for row in range(table.rowCount())]
    assert cells == [
        ["Flatten", "", "784", "–"],
        ["Dense", "64 relu", "64", "50,240"],
        ["Dropout", "0.2", "64", "–"],
        ["Dense", "10 softmax", "10", "650"],
    ]


@pytest.mark.parametrize(
    ("calibration", "rejection", "confidence"),
    [
        (None, "cannot tell what is not a digit", "not calibrated, as the network gives it"),
        (
            Calibration(1.318, examples=12_480),
            "cannot tell what is not a digit",
            "calibrated on 12,480 examples, made calmer (temperature 1.32)",
        ),
        (
            Calibration(0.9, Rejection(), 500),
            "can tell what is not a digit",
            "calibrated on 500 examples, made surer (temperature 0.90)",
        ),
        (
            Calibration(1.001, Rejection(), 500),
            "can tell what is not a digit",
            "calibrated on 500 examples, almost unchanged",
        ),
    ],
)
def test_it_is_told_what_a_model_can_tell_and_how_far_to_trust_it(
    page: ModelsPage, shelf: ModelShelf, calibration: Calibration | None, rejection: str, confidence: str
) -> None:
    shelf.library.add(prepared("x"), name="x", origin=Origin.TRAINED, accuracy=0.98, calibration=calibration)
    shelf.models_changed.emit()
    choose(page, shelf.library.find("x"))
    facts = page.details.facts
    assert (facts.rejection.value.whole, facts.confidence.value.whole) == (rejection, confidence)
    for line in (facts.rejection, facts.confidence):
        assert line.value.isVisible()
        assert line.key.toolTip()
        assert line.value.toolTip().endswith(line.key.toolTip())
    assert not facts.training.value.isVisible()


def test_a_model_is_used_by_button_key_and_double_click(
    page: ModelsPage, shelf: ModelShelf, qtbot: QtBot
) -> None:
    models = [add(shelf, name) for name in ("one", "two", "three")]
    choose(page, models[0])
    press(page.actions_row.use)
    assert shelf.active == models[0]
    assert not page.actions_row.use.isEnabled()
    choose(page, models[1])
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shelf.active == models[1]
    place = page.list.visualRect(
        page.list.rows.index(page.list.rows.row_of(models[2].facts.identifier))
    ).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shelf.active == models[2]
    assert [words.endswith("in use") for words in spoken(page)] == [False, True, False, False]


def test_renaming(page: ModelsPage, shelf: ModelShelf, dialogs: AnsweringDialogs) -> None:
    model = add(shelf, "one")
    add(shelf, "two")
    choose(page, model)
    dialogs.text = "better"
    QTest.keyClick(page.list, Qt.Key.Key_F2)
    assert name_shown(page) == "better"
    dialogs.text = None
    press(page.actions_row.rename)
    assert name_shown(page) == "better"
    dialogs.text = "two"
    press(page.actions_row.rename)
    assert [error.code for error in dialogs.troubles if isinstance(error, Problem)] == [
        ProblemCode.MODEL_NAME_TAKEN
    ]
    assert name_shown(page) == "better"


def test_deleting_asks_first(page: ModelsPage, shelf: ModelShelf, dialogs: AnsweringDialogs) -> None:
    model = add(shelf, "one")
    shelf.activate(model.facts.identifier)
    choose(page, model)
    dialogs.agrees = False
    press(page.actions_row.delete)
    assert len(spoken(page)) == 2
    dialogs.agrees = True
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert spoken(page) == ["Reader, Bundled, 99.5 %, in use"]
    assert name_shown(page) == "Reader"
    assert "one" in dialogs.asked[0]
    assert "It reads your drawing now" in dialogs.asked[0]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert len(dialogs.asked) == 2


def test_a_damaged_model_is_shown_as_damaged_and_can_be_deleted(
    page: ModelsPage, shelf: ModelShelf, dialogs: AnsweringDialogs
) -> None:
    whole, broken, bare = add(shelf, "whole"), add(shelf, "broken"), add(shelf, "bare")
    broken.litert_file.unlink()
    (bare.folder / "facts.json").write_text("{")
    page.hide()
    page.show()
    assert "broken, Damaged, 98.0 %" in spoken(page)
    choose(page, broken)
    assert "damaged" in page.details.notice.text()
    assert [
        b.isEnabled() for b in (page.actions_row.use, page.actions_row.save, page.actions_row.delete)
    ] == [
        False,
        False,
        True,
    ]
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shelf.active.facts.name == "Reader"
    press(page.actions_row.delete)
    assert page.list.choose(bare.folder.name)
    assert not page.details.layers.isVisible()
    press(page.actions_row.delete)
    assert [words.split(",")[0] for words in spoken(page)] == ["Reader", "whole"]
    assert not whole.damaged
    assert dialogs.troubles == []


def test_a_model_that_has_gone_meanwhile_is_told(
    page: ModelsPage, shelf: ModelShelf, dialogs: AnsweringDialogs
) -> None:
    model = add(shelf, "one")
    choose(page, model)
    shelf.library.delete(model.facts.identifier)
    press(page.actions_row.use)
    assert [error.code for error in dialogs.troubles if isinstance(error, Problem)] == [
        ProblemCode.MODEL_UNKNOWN
    ]
    assert len(spoken(page)) == 1


def test_a_model_that_reads_badly_gets_advice(page: ModelsPage, shelf: ModelShelf) -> None:
    choose(page, add(shelf, "dark", accuracy=0.12))
    assert "pixel values" in page.details.notice.text()
    choose(page, add(shelf, "good"))
    assert not page.details.notice.isVisible()


def test_long_names_are_shortened_and_told_whole(page: ModelsPage, shelf: ModelShelf) -> None:
    name = "a_name_without_any_blank_that_goes_on_and_on_until_nobody_reads_it_any_more_7890"
    choose(page, add(shelf, name))
    page.resize(820, 560)
    assert page.details.name.text().endswith("…")
    assert page.details.name.toolTip() == name
    assert page.width() == 820


def test_the_splitter_is_remembered(page: ModelsPage) -> None:
    state = page.settings_state()
    page.restore_state(state)
    page.restore_state({"splitter": "not base64 ä"})
    page.restore_state({})
    assert page.settings_state() == state


def test_controls_can_be_named_reached_and_explained(page: ModelsPage) -> None:
    order: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
        widget = widget.nextInFocusChain()
    for control in order:
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()
    actions = [control for control in order if page.actions_row.isAncestorOf(control)]
    names = [control.objectName() for control in actions if isinstance(control, QPushButton)]
    assert names[-1] == "models_delete"
    assert {"models_list", "models_layers"} <= {control.objectName() for control in order}
    assert all(
        label.text() != "" or not label.isVisible() for label in page.findChildren(QLabel, "models_notice")
    )
