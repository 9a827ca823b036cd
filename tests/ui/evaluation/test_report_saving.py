"""Saving a report from the Evaluate place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.models.library import Library
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.evaluation.page import EvaluationPage
from tests.ui.conftest import AnsweringDialogs
from tests.ui.evaluation.stand_ins import StandInShelf


@pytest.fixture
def model_with_facts(shelf: StandInShelf) -> None:
    """The model in use has facts that a report tells."""
    facts = Library(Path("nowhere"), resource_path("models", "reader")).bundled().facts
    shelf.active.facts = replace(facts, name="First", calibration=None)


@pytest.fixture
def page(model_with_facts: None, page: EvaluationPage) -> EvaluationPage:
    """With a model that has facts."""
    return page


def test_what_is_seen_is_saved(
    page: EvaluationPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page.show()
    assert page.report.isHidden()
    qtbot.waitUntil(page.report.isVisible, timeout=10_000)
    for name in ("report.html", "report.json"):
        dialogs.path = tmp_path / name
        with qtbot.waitSignal(page.file_saved, timeout=10_000) as saved:
            QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
        assert name in saved.args[0].text
    record = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert page.result.evaluated is not None
    assert record["accuracy"] == page.result.evaluated.measurement.report.accuracy
    assert (record["model"], record["count"]) == ("First", 10_000)
    assert "<!DOCTYPE html>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_no_file_no_report(page: EvaluationPage, qtbot: QtBot, dialogs: AnsweringDialogs) -> None:
    page.show()
    qtbot.waitUntil(page.report.isVisible, timeout=10_000)
    dialogs.path = None
    with qtbot.assertNotEmitted(page.work_started, wait=100):
        QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
