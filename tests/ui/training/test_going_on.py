"""What the window knows of a training when it goes on with it, or repeats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.models.library import Library
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.training.run_session import TrainingOrder, run_session
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.sources import Sources, ink_sources, start_source
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from tests.training.test_runs import STATE
from tests.training.test_sources import INK
from tests.ui.conftest import AnsweringDialogs

PLAN = replace(plan_for("reader"), epochs=1)


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    write_ink(tmp_path / "ink.jsonl", INK)
    return tmp_path / "ink.jsonl"


@pytest.fixture
def identifier(home: Path, ink: Path, page: TrainingPage, qtbot: QtBot) -> str:
    """A training of the command line that broke off."""
    bundled = Library(home / "models", resource_path("models", "reader")).bundled()
    sources = Sources(ink_sources([str(ink)]), (), start_source(bundled))
    with run_session(
        TrainingOrder(PLAN, "Reader", sources=sources), RunStore(home / "runs"), lambda _event: None
    ) as session:
        assert session.run is not None
        session.run.keep(replace(STATE, plan=PLAN))
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.past.refresh()
    return session.run.identifier


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a training was given, which is stopped at once."""
    seen: dict[str, Any] = {}

    def train(*_words: object, **named: Any) -> None:
        seen.update(named)

    monkeypatch.setattr(work, "train", train)
    return seen


@pytest.mark.parametrize("button", ["go_on", "repeat"])
def test_the_same_ink_and_weights_are_used(
    button: str, identifier: str, page: TrainingPage, qtbot: QtBot, given: dict[str, Any]
) -> None:
    with qtbot.waitSignal(page.training_ended, timeout=30_000):
        getattr(page.right.runs, f"{button}_wanted").emit(identifier)
    assert len(given["ink"]) == len(INK)
    assert (given["state"] is None, given["start"] is None) == (button == "repeat", button == "go_on")


@pytest.mark.parametrize("button", ["go_on", "repeat"])
def test_ink_that_is_gone_is_asked_for_before_anything_begins(
    button: str,
    identifier: str,
    ink: Path,
    page: TrainingPage,
    given: dict[str, Any],
    dialogs: AnsweringDialogs,
) -> None:
    ink.unlink()
    dialogs.agrees = False
    getattr(page.right.runs, f"{button}_wanted").emit(identifier)
    (asked,) = dialogs.asked
    assert str(ink) in asked
    assert not page.busy()
    assert given == {}
    assert [run.identifier for run in page.past.runs] == [identifier]


@pytest.mark.usefixtures("given")
def test_advice_knows_the_epochs_before(
    identifier: str, page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[object] = []
    real = Adviser

    def adviser(plan: TrainingPlan, history: Sequence[EpochFinished] = (), *rest: Any) -> Adviser:
        known.append(history)
        return real(plan, history, *rest)

    monkeypatch.setattr("mnist_desktop.ui.training.page.Adviser", adviser)
    for wanted in (page.right.runs.go_on_wanted, page.right.runs.repeat_wanted):
        with qtbot.waitSignal(page.training_ended, timeout=30_000):
            wanted.emit(identifier)
    assert known == [STATE.history, ()]
