"""Kept trainings deleted on the command line: asked about on a terminal, else only with `--yes`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.places import places_below
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.runs import RunStore


@pytest.fixture
def store(home: Path) -> RunStore:
    return RunStore(places_below(home).runs)


@pytest.fixture
def kept(store: RunStore) -> list[str]:
    """Three trainings."""
    made = [store.begin(plan_for("dense-64"), f"Dense {number}") for number in range(3)]
    for run in made:
        run.close()
    return [run.identifier for run in made]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A terminal at which somebody types an answer."""

    def answer(text: str) -> None:
        stream = io.StringIO(text)
        monkeypatch.setattr(stream, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    return answer


def left(store: RunStore) -> set[str]:
    return {run.identifier for run in store.runs()}


@pytest.mark.parametrize(
    ("answer", "is_yes"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_somebody_is_asked_on_a_terminal(
    answer: str,
    is_yes: bool,
    store: RunStore,
    kept: list[str],
    answered: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    answered(answer)
    assert run_command(["runs", "--delete", kept[0], kept[1]]) == (0 if is_yes else 1)
    assert left(store) == ({kept[2]} if is_yes else set(kept))
    out, err = capsys.readouterr()
    assert (
        f"  {kept[1]}  Dense 1\nDelete these trainings with their curves, not the models, for good? [y/N] "
        in err
    )
    assert ("deleted" in out) is is_yes
    assert ("nothing was deleted" in err) is not is_yes


def test_a_script_says_that_it_is_sure(
    store: RunStore, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["runs", "--delete", kept[0]]) == 2
    assert "--yes" in capsys.readouterr().err
    assert left(store) == set(kept)
    assert run_command(["runs", "--delete", kept[0], kept[0], "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"deleted": kept[0], "name": "Dense 0"}
    assert left(store) == set(kept[1:])
    assert run_command(["runs", "--yes"]) == 2


def test_nothing_is_deleted_where_one_runs_or_is_not_there(
    store: RunStore, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    running = store.begin(plan_for("dense-64"), "Running")
    for name, said in ((running.identifier, "is running; stop it first"), ("no-such", "no training called")):
        assert run_command(["runs", "--delete", kept[0], name, "--yes"]) == 1
        assert said in capsys.readouterr().err
    assert left(store) == {*kept, running.identifier}
    running.close()
