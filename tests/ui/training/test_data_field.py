"""The set that a training learns from, among the settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.training.fitted_plan import fitted_plan
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.sources import Source, Sources
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from tests.garments import NAME, garments

LETTERS = LearntSet("1" * 16, "Letters", tuple("ABCDEFGHIJKL"), 1200, 200)
UNTESTED = LearntSet("2" * 16, "Signs", ("plus", "minus"), 600, 0)


@pytest.fixture
def panel(settings: SettingsPanel) -> SettingsPanel:
    settings.form.sources.data.offer((MNIST, LETTERS, UNTESTED))
    return settings


def choose(panel: SettingsPanel, data: LearntSet) -> None:
    panel.form.sources.data.field.choose(data.identifier)


def wrong(panel: SettingsPanel) -> dict[str, str]:
    return panel._wrong


def test_the_network_follows_the_classes_and_what_was_set_stays(panel: SettingsPanel) -> None:
    panel.choose_preset("reader")
    panel.fields.epochs.setValue(7)
    panel.fields.image_limit.setValue(30_000)
    choose(panel, LETTERS)
    plan = panel.plan()
    assert plan.network.output_shape == (12,)
    assert (plan.rejects, plan.ink_epochs, plan.epochs, plan.image_limit) == (False, None, 7, 600)
    assert plan.validation == "split"
    assert panel.sources().data == LETTERS
    assert panel.title == "Reader"
    assert wrong(panel) == {}
    assert (
        "1,200 images of 12 classes to learn from, and 200 for the test"
        in panel.form.sources.data.row.note.text()
    )
    assert panel.form.rows["image_limit"].note.text() == "600 of 1,200 images"
    choose(panel, MNIST)
    back = panel.plan()
    assert back == replace(plan_for("reader"), epochs=7, image_limit=30_000)
    assert panel.form.sources.data.row.note.text() == ""


def test_layers_that_were_changed_stay_but_for_the_answers(panel: SettingsPanel) -> None:
    panel.set_network(Network((28, 28), (Flatten(), Dense(33, "relu"), Dense(10, "softmax"))))
    choose(panel, LETTERS)
    assert panel.plan().network == Network((28, 28), (Flatten(), Dense(33, "relu"), Dense(12, "softmax")))


def test_another_count_of_answers_is_told_and_mended(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()
    page.settings.form.sources.data.offer((MNIST, LETTERS))
    choose(page.settings, LETTERS)
    page.settings.set_network(Network((28, 28), (Flatten(), Dense(10, "softmax"))))
    told = "12 are needed, one for each class of the data"
    assert told in wrong(page.settings)["network"]
    assert not page.settings.button.isEnabled()
    page.settings.network.edit.click()
    editor = page.right.editor
    assert told in editor.verdict.text()
    assert editor.mend.text() == "Set units to 12"
    QTest.mouseClick(editor.mend, Qt.MouseButton.LeftButton)
    assert page.settings.plan().network.output_shape == (12,)
    assert wrong(page.settings) == {}


def test_a_set_without_a_test_part_says_what_is_kept_aside(panel: SettingsPanel) -> None:
    choose(panel, UNTESTED)
    note = panel.form.sources.data.row.note.text()
    assert "It has no test part, so 100 of them are kept aside for the test." in note


def test_handwriting_is_for_digits(panel: SettingsPanel) -> None:
    sources = panel.form.sources
    sources.show_sources(Sources(ink=(Source("a.jsonl", "f" * 64),), held_out=("me",)))
    panel.form.sources_fold.open(True)
    choose(panel, LETTERS)
    assert (panel.sources().ink, panel.sources().held_out) == ((), ())
    assert sources.intro.text() == "Letters shows no digits, so no handwriting is learnt beside it."
    assert sources.intro.isVisible()
    assert not sources.ink.isVisible()
    assert wrong(panel) == {}
    choose(panel, MNIST)
    assert [file.path for file in panel.sources().ink] == ["a.jsonl"]


def test_a_set_that_is_gone_is_told_of(panel: SettingsPanel) -> None:
    gone = replace(LETTERS, identifier="3" * 16, name="Gone")
    panel.show_plan(fitted_plan(panel.plan(), gone), Sources(data=gone))
    assert panel.data == gone
    assert "There is no data set called Gone any more" in wrong(panel)["data"]
    panel.fault.click()
    assert panel.form.sources.data.field.hasFocus()
    choose(panel, LETTERS)
    assert wrong(panel) == {}


def test_it_is_remembered(panel: SettingsPanel, icons: object) -> None:
    panel.choose_preset("dense-64")
    choose(panel, LETTERS)
    state = panel.state()
    choose(panel, MNIST)
    panel.restore(state)
    assert panel.data == LETTERS
    assert panel.plan().network.output_shape == (12,)
    assert panel.title == "Dense 64"


def test_the_sets_of_the_library_are_offered_whenever_the_place_is_seen(
    page: TrainingPage, home: Path
) -> None:
    page.show()
    field = page.settings.form.sources.data.field
    assert [field.itemText(index) for index in range(field.count())] == ["MNIST"]
    page.hide()
    SetLibrary(home / "sets").keep(garments(), "made")
    page.show()
    assert [field.itemText(index) for index in range(field.count())] == ["MNIST", NAME]
