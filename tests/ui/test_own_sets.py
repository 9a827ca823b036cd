"""A set of other things than digits through the window: learnt, drawn for, and kept with its names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.training.runs import RunStore
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.window import DRAW, MODELS, TRAIN
from tests.garments import NAME, NAMES, keep_garments
from tests.hand import DIGITS
from tests.ui.strokes import draw

A_TRAINING = 120_000


@pytest.mark.tensorflow
def test_it_is_learnt_and_its_names_are_read(qtbot: QtBot, program: Program) -> None:
    facts = keep_garments(program.places.data.parent)
    program.window.show_place(TRAIN)
    training: TrainingPage = program.window.page(TRAIN)
    settings = training.settings
    settings.form.sources.data.field.choose(facts.identifier)
    settings.choose_preset("dense-64")
    settings.fields.epochs.setValue(2)
    assert "360 images of Garments" in training.intro.lines[0].text()
    assert "60 images" in training.intro.lines[2].text()
    with qtbot.waitSignal(training.training_ended, timeout=A_TRAINING):
        QTest.mouseClick(settings.button, Qt.MouseButton.LeftButton)
    assert "of 60 wrong" in training.story.text()
    (model,) = program.shelf.models[1:]
    assert model.facts.class_names == NAMES
    assert model.facts.learnt_set == NAME
    assert model.facts.name == f"Dense 64, {NAME}"
    (run,) = RunStore(program.places.runs).runs()
    assert run.sources.data.identifier == facts.identifier
    training.keeping._on_use()
    program.window.show_place(DRAW)
    page: DrawPage = program.window.page(DRAW)
    draw(page.board, DIGITS["0"])
    qtbot.waitUntil(lambda: page.answer.glyph.text() in NAMES, timeout=5000)
    spoken = [
        page.answer.glyph.accessibleName(),
        page.answer.bars.accessibleName(),
        page.answer.bars.toolTip(),
        page.answer.words.text(),
        page.answer.note.text(),
        page.board.accessibleDescription(),
    ]
    assert not [words for words in spoken if "digit" in words.lower()]
    assert {*page.answer.bars.accessibleDescription().split(", ")}
    program.window.show_place(MODELS)
    details = program.window.page(MODELS).details
    details.show_model(program.shelf.active)
    assert details.accuracy.caption.text() == "on its test part"
    assert NAME in details.accuracy.toolTip()
    assert f"on {NAME}" in details.facts.training.value.whole
    assert "digit" not in details.facts.rejection.value.whole
