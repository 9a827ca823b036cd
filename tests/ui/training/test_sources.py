"""What of the chosen sources a training gets, which weights it starts from, and what is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.learnt_weights import learnt_weights
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.sources import NO_SOURCES, Source, Sources, ink_sources
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from mnist_desktop.ui.training.sources_section import SourcesSection
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.page_hand import PLAN, trained
from tests.ui.training.source_hand import add, scrolled, tick, wrong
from tests.ui.training.steps import choose, click

READER = "reader"


def test_epochs_for_ink_are_told_of_before_the_training(
    section: SourcesSection, page: TrainingPage, ink: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    note = page.settings.form.rows["epochs"].note
    choose(page.settings.preset, "dense-64")
    assert note.isHidden()
    choose(page.settings.preset, READER)
    assert note.text() == "4 more, for ink, are left out: no ink file is chosen under Handwriting and start."
    add(section, dialogs, ink, qtbot)
    assert note.text() == "Then 4 more, which learn from the ink as well."


def test_parts_of_the_made_handwriting_are_left_out(section: SourcesSection, page: TrainingPage) -> None:
    choose(page.settings.preset, "dense-64")
    assert section.parts.isHidden()
    choose(page.settings.preset, READER)
    tick(section.parts.list, "letters")
    assert page.settings.plan().left_out == frozenset({Part.LETTERS})
    page.settings.show_plan(plan_for(READER))
    assert page.settings.plan().left_out == frozenset()


def test_validation_with_writers_is_offered_where_there_is_ink(
    section: SourcesSection, page: TrainingPage, ink: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    validation = page.settings.fields.validation
    assert validation.findData("writers") < 0
    add(section, dialogs, ink, qtbot)
    choose(validation, "writers")
    click(section.ink.rows[0].remove)
    assert page.settings.plan().validation == "writers"


def test_weights_that_do_not_fit_are_refused_beside_the_field_and_their_layers_are_at_hand(
    section: SourcesSection, page: TrainingPage, qtbot: QtBot
) -> None:
    choose(page.settings.preset, "dense-64")
    section.start.field.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "do not fit this network" in wrong(page), timeout=20_000)
    assert "Reader" in section.start.row.trouble.text()
    scrolled(section.start.adopt)
    click(section.start.adopt)
    assert wrong(page) == ""
    assert page.settings.plan().network == plan_for(READER).network
    assert page.settings.plan().rejects
    assert section.start.adopt.isHidden()
    page.settings.fields.l2.setValue(0.01)
    assert wrong(page) == "", "other settings than the weights may differ"
    choose(section.start.field, "")
    choose(page.settings.preset, "dense-64")
    assert wrong(page) == ""


def test_a_model_of_before_that_is_gone_is_told(
    section: SourcesSection, page: TrainingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    gone = str(tmp_path / "cnn-1" / "model.keras")
    section.show_sources(Sources(start=Source(gone, "0" * 64)))
    qtbot.waitUntil(lambda: "no model called cnn-1" in wrong(page), timeout=20_000)


def test_sources_are_remembered(
    section: SourcesSection,
    page: TrainingPage,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    icons: IconShop,
) -> None:
    add(section, dialogs, ink, qtbot)
    tick(section.writers.list, "Ben")
    section.start.field.setCurrentIndex(1)
    scrolled(section.deterministic)
    QTest.keyClick(section.deterministic, Qt.Key.Key_Space)
    kept = page.settings.sources()
    other = SettingsPanel(icons)
    qtbot.addWidget(other)
    other.restore(page.settings_state())
    assert [file.path for file in other.sources().ink] == [str(ink)]
    assert (other.sources().held_out, other.sources().start) == (("Ben",), kept.start)
    assert other.sources().deterministic
    other.restore({"sources": "[1"})
    assert other.sources().deterministic


def test_a_training_gets_what_was_chosen(
    section: SourcesSection,
    page: TrainingPage,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(work, "train", lambda *_words, **named: given.append(named))
    add(section, dialogs, ink, qtbot)
    tick(section.writers.list, "Ben")
    section.start.field.setCurrentIndex(1)
    choose(page.settings.preset, READER)
    section.deterministic.setChecked(True)
    qtbot.waitUntil(lambda: wrong(page) == "", timeout=20_000)
    with qtbot.waitSignal(page.training_ended, timeout=20_000):
        click(page.settings.button)
    (named,) = given
    assert {item.writer for item in named["ink"]} == {"Ada", "Carla"}
    assert len(named["start"]) > 10
    assert named["deterministic"] is True
    assert dialogs.troubles == []


def test_a_kept_training_brings_its_own_sources_along(
    section: SourcesSection, page: TrainingPage, ink: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(work, "train", lambda *_words, **named: given.append(named))
    sources = Sources(ink_sources([str(ink)]), ("Ben",), deterministic=True)
    page.past.runs = (KeptRun("a run", "Dense 64", "", PLAN, RunStatus.FINISHED, sources=sources),)
    page.right.runs.settings_wanted.emit("a run")
    qtbot.waitUntil(lambda: page.settings.sources() == sources, timeout=10_000)
    section.show_sources(NO_SOURCES)
    with qtbot.waitSignal(page.training_ended, timeout=20_000):
        page.right.runs.repeat_wanted.emit("a run")
    assert {item.writer for item in given[0]["ink"]} == {"Ada", "Carla"}
    qtbot.waitUntil(lambda: page.settings.sources() == sources, timeout=10_000)


@pytest.mark.long
@pytest.mark.tensorflow
def test_a_model_goes_on_learning_from_ink_the_same_way_each_time(
    section: SourcesSection,
    page: TrainingPage,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
) -> None:
    page.settings.show_plan(replace(PLAN, epochs=1, image_limit=300))
    trained(page, qtbot, page.start)
    first = page.keeping.trained
    assert first is not None
    assert first.model is not None
    add(section, dialogs, ink, qtbot)
    tick(section.writers.list, "Ben")
    choose(section.start.field, str(first.model.keras_file))
    section.deterministic.setChecked(True)
    qtbot.waitUntil(lambda: wrong(page) == "", timeout=20_000)
    models: list[LibraryModel] = []
    for _ in range(2):
        trained(page, qtbot, page.start)
        assert page.keeping.trained is not None
        assert page.keeping.trained.model is not None
        models.append(page.keeping.trained.model)
    assert len({model.facts.keras_sha256 for model in [first.model, *models]}) > 1
    before, after = (learnt_weights(model, PLAN.network) for model in models)
    assert all((one == other).all() for one, other in zip(before, after, strict=True))
    record = models[0].facts.training
    assert record is not None
    assert record["ink"] == {"drawings": 20, "writers": 2, "files": ["family.jsonl"], "held_out": ["Ben"]}
    assert dialogs.troubles == []
