"""Ink files and the writers held out of them, chosen in the Train place."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.problems import ProblemCode
from mnist_desktop.training.ink_survey import survey_ink
from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.sources import NO_SOURCES, Sources, ink_sources
from mnist_desktop.ui.training import source_reading, work
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.sources_section import SourcesSection
from tests.hand import DIGITS
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.page_hand import PLAN
from tests.ui.training.source_hand import add, tick, wrong
from tests.ui.training.steps import click


def test_what_is_in_an_ink_file_is_said_beside_it(
    section: SourcesSection, page: TrainingPage, ink: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    add(section, dialogs, ink, qtbot)
    (row,) = section.ink.rows
    assert row.name.whole == "family.jsonl"
    assert row.note.text() == "30 digits of 3 writers"
    assert page.settings.sources() == Sources(ink_sources([str(ink)]))
    assert page.settings.form.sources_fold.button.accessibleDescription() == "1 file"
    assert wrong(page) == ""
    add(section, dialogs, ink, qtbot)
    assert len(section.ink.rows) == 1
    click(row.remove)
    assert page.settings.sources() == NO_SOURCES
    assert section.ink.add_button.hasFocus()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"strokes": [[[1, 2], [3, "a"]]], "label": "1"}', "Line 1 of b.jsonl is not a drawing"),
        ('{"strokes": [[[1, 2], [3, 4]]]}', "None of its drawings is labelled with a digit"),
        ("", "b.jsonl is empty"),
    ],
)
def test_a_file_that_cannot_be_learnt_from_is_refused_beside_its_name(
    content: str,
    told: str,
    section: SourcesSection,
    page: TrainingPage,
    tmp_path: Path,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
) -> None:
    add(section, dialogs, ink, qtbot)
    (tmp_path / "b.jsonl").write_text(content, encoding="utf-8")
    add(section, dialogs, tmp_path / "b.jsonl", qtbot)
    _good, row = section.ink.rows
    assert told in row.trouble.text()
    assert told in wrong(page)
    page.settings.form.sources_fold.button.click()
    click(page.settings.fault)
    assert row.remove.hasFocus()
    click(row.remove)
    assert wrong(page) == ""
    assert dialogs.troubles == []


def test_a_file_is_read_outside_the_window_and_waited_for(
    section: SourcesSection,
    page: TrainingPage,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_go_on, threads = threading.Event(), []

    def slowly(path: str) -> object:
        threads.append(threading.current_thread())
        assert may_go_on.wait(10)
        return survey_ink(path)

    monkeypatch.setattr(source_reading, "survey_ink", slowly)
    dialogs.path = ink
    click(section.ink.add_button)
    qtbot.waitUntil(lambda: bool(threads), timeout=10_000)
    assert section.ink.rows[0].note.text() == "Being read …"
    assert "still being read" in wrong(page)
    may_go_on.set()
    qtbot.waitUntil(lambda: wrong(page) == "", timeout=10_000)
    assert threads[0] is not threading.main_thread()


def test_something_unexpected_while_reading_is_told_and_waited_for_no_longer(
    section: SourcesSection,
    page: TrainingPage,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_path: str) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(source_reading, "survey_ink", failing)
    add(section, dialogs, ink, qtbot)
    assert isinstance(dialogs.troubles[0], MemoryError)
    assert "no room" in wrong(page)


def test_writers_are_held_out_of_those_that_were_found(
    section: SourcesSection, page: TrainingPage, ink: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    assert section.writers.isHidden()
    add(section, dialogs, ink, qtbot)
    tick(section.writers.list, "Ben")
    assert page.settings.sources().held_out == ("Ben",)
    section.writers.list.setFocus()
    section.writers.list.setCurrentRow(0)
    QTest.keyClick(section.writers.list, Qt.Key.Key_Space)
    assert page.settings.sources().held_out == ("Ada", "Ben")
    tick(section.writers.list, "Carla")
    assert "all writers held out" in wrong(page)
    tick(section.writers.list, "Carla")
    assert wrong(page) == ""


def test_held_out_writers_of_a_file_that_went_are_told_and_can_be_let_go(
    section: SourcesSection, page: TrainingPage, ink: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    add(section, dialogs, ink, qtbot)
    tick(section.writers.list, "Ben")
    click(section.ink.rows[0].remove)
    assert "no ink files to hold writers out of" in wrong(page)
    tick(section.writers.list, "Ben")
    assert wrong(page) == ""
    assert section.writers.isHidden()


def test_a_file_that_went_or_changed_keeps_a_training_from_starting(
    section: SourcesSection, page: TrainingPage, ink: Path, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    add(section, dialogs, ink, qtbot)
    write_ink(ink, [LabelledDrawing(DIGITS["1"], "1", "Dora")])
    click(page.settings.button)
    assert not page.busy()
    qtbot.waitUntil(lambda: section.ink.unread() is None, timeout=10_000)
    assert section.ink.rows[0].note.text() == "1 digit of 1 writer"
    ink.unlink()
    click(page.settings.button)
    qtbot.waitUntil(lambda: "is not there any more" in wrong(page), timeout=10_000)
    assert not page.busy()
    assert dialogs.troubles == []


def test_ink_of_an_earlier_training_that_was_moved_is_asked_for(
    section: SourcesSection,
    page: TrainingPage,
    ink: Path,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(work, "train", lambda *_words, **named: given.append(named))
    sources = Sources(ink_sources([str(ink)]))
    run = KeptRun("a run", "Dense 64", "", PLAN, RunStatus.FINISHED, sources=sources)
    moved = ink.rename(ink.with_name("moved.jsonl"))
    page.past.runs, dialogs.agrees = (run,), False
    page.right.runs.repeat_wanted.emit("a run")
    assert not page.busy()
    assert "family.jsonl" in dialogs.asked[0]
    dialogs.agrees, dialogs.path = True, moved
    with qtbot.waitSignal(page.training_ended, timeout=20_000):
        page.right.runs.repeat_wanted.emit("a run")
    assert len(given[0]["ink"]) == 30
    assert section.ink.paths == (str(moved),)
    page.past.runs = (run,)
    write_ink(moved, [LabelledDrawing(DIGITS["1"], "1")])
    with qtbot.waitSignal(page.training_ended, timeout=20_000):
        page.right.runs.repeat_wanted.emit("a run")
    assert [getattr(error, "code", None) for error in dialogs.troubles] == [ProblemCode.RUN_SOURCE_CHANGED]
    assert len(given) == 1
    qtbot.waitUntil(lambda: section.ink.unread() is None, timeout=10_000)
