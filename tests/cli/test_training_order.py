"""What is trained: anew, or from where a kept training stands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mnist_desktop.cli.kept_runs import NEWEST, run_to_resume
from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.training_options import add_training_options
from mnist_desktop.cli.training_order import order_of
from mnist_desktop.cli.training_result import result_record, result_words
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.places import user_places
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.plan_record import network_from
from mnist_desktop.training.progress import EpochFinished, TrainingOutcome
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.sources import Sources, ink_sources
from tests.cli.printed import lines
from tests.training.test_runs import PLAN, STATE, broken_off
from tests.training.test_sources import INK


@pytest.fixture
def kept(home: Path) -> str:
    """A training that broke off."""
    return broken_off(RunStore(user_places().runs))


def order(*words: str) -> TrainingOrder:
    parser = argparse.ArgumentParser()
    add_training_options(parser)
    return order_of(parser.parse_args([*words, "--output", "m.keras"]))


@pytest.mark.parametrize("how", ["--resume", "--further"])
@pytest.mark.parametrize(
    "words",
    [
        ["--learning-rate", "0.1"],
        ["--network", "other.json"],
        ["--start", "reader"],
        ["--no-augment"],
        ["--no-patience"],
        ["--no-keep-best"],
        ["--leave-out", "letters"],
        ["--seed", "0"],
    ],
)
def test_settings_beside_a_training_that_has_its_own_are_refused(
    how: str, words: list[str], kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["train", how, kept, *words, "--output", str(tmp_path / "m.keras")]) == 2
    records, err = lines(capsys)
    assert records == []
    assert f"leave out: {words[0]}" in err


def test_the_epochs_of_a_training_that_goes_on_are_its_own(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--resume", kept, "--epochs", "9", "--batch-size", "7", "--output", str(tmp_path / "m.keras")]
    assert run_command(["train", *words]) == 2
    assert "leave out: --epochs, --batch-size" in lines(capsys)[1]


def test_the_newest_to_resume_may_have_been_stopped(kept: str) -> None:
    store = RunStore(user_places().runs)
    newer, state = store.take_up(broken_off(store))
    outcome: Any = SimpleNamespace(
        plan=state.plan,
        stopped=True,
        diverged=False,
        history=state.history,
        test_accuracy=0.9,
        test_loss=0.3,
        seconds=5.0,
    )
    newer.finish(outcome, None)
    newer.close()
    assert run_to_resume(NEWEST, store).identifier == newer.identifier != kept


def test_the_result_names_the_kept_training(home: Path) -> None:
    prepared: Any = SimpleNamespace(parameters=7, trouble=None)
    outcome = TrainingOutcome(PLAN, (), True, 0.3, 0.9, prepared, 5.0)
    places = Path("m.keras"), None, "20260101-000000-abcdef"
    assert result_record(outcome, *places)["run"] == "20260101-000000-abcdef"
    assert "kept as m.keras, the training as 20260101-000000-abcdef" in result_words(outcome, *places)
    assert "the training as" not in result_words(outcome, Path("m.keras"), None, None)


def test_the_result_tells_which_epoch_is_kept() -> None:
    prepared: Any = SimpleNamespace(parameters=7, trouble=None)
    history = tuple(replace(STATE.history[0], epoch=number) for number in (1, 2, 3))
    outcome = TrainingOutcome(PLAN, history, False, 0.3, 0.9, prepared, 5.0, kept_epoch=2)
    places = Path("m.keras"), None, None
    assert result_record(outcome, *places)["kept_epoch"] == 2
    for ending, said in (
        ({}, "the weights of epoch 2, the best, are kept; test accuracy"),
        ({"kept_epoch": 3}, "the weights of epoch 3, the last, are kept; test accuracy"),
        (
            {"kept_epoch": None, "stopped": True},
            "stopped; the weights of the last step, in epoch 4, are kept; ",
        ),
        (
            {"plan": replace(PLAN, epochs=9, patience=1)},
            "no better for 1 epoch; the weights of epoch 2, the best",
        ),
        (
            {"plan": replace(PLAN, epochs=9, patience=2)},
            "no better for 2 epochs; the weights of epoch 2, the",
        ),
    ):
        assert result_words(replace(outcome, **ending), *places).startswith(said)


def test_what_goes_on_learns_from_the_same_ink_unless_another_place_is_given(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}

    def stopped(*_words: object, **named: Any) -> None:
        given.update(named)

    monkeypatch.setattr("mnist_desktop.cli.train.train", stopped)
    write_ink(tmp_path / "ink.jsonl", INK)
    store, output = RunStore(user_places().runs), ["--output", str(tmp_path / "m.keras")]
    run = store.begin(PLAN, "x", Sources(ink_sources([str(tmp_path / "ink.jsonl")])))
    run.keep(STATE)
    run.close()
    for how in ("--resume", "--further"):
        assert run_command(["train", how, run.identifier, *output]) == 1
        assert len(given.pop("ink")) == len(INK)
    (tmp_path / "ink.jsonl").rename(tmp_path / "moved.jsonl")
    capsys.readouterr()
    assert run_command(["train", "--resume", run.identifier, *output]) == 1
    assert f"{tmp_path / 'ink.jsonl'}: the training learnt from this file" in lines(capsys)[1]
    words = ["--resume", run.identifier, "--ink", str(tmp_path / "moved.jsonl")]
    assert run_command(["train", *words, *output]) == 1
    assert len(given["ink"]) == len(INK)


def test_a_new_training_keeps_what_it_learns_from(
    quick: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Sources] = []

    def train(*_words: object, **_named: object) -> None:
        seen.append(RunStore(user_places().runs).runs()[0].sources)

    monkeypatch.setattr("mnist_desktop.cli.train.train", train)
    write_ink(tmp_path / "ink.jsonl", INK)
    assert run_command([*quick, "--ink", str(tmp_path / "ink.jsonl"), "--hold-out", "me"]) == 1
    (sources,) = seen
    assert [file.path for file in sources.ink] == [str(tmp_path / "ink.jsonl")]
    assert sources.held_out == ("me",)
    assert RunStore(user_places().runs).runs() == (), "nothing was learnt"


def test_epochs_for_ink_that_is_not_given_are_told_of_beforehand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def train(*_words: object, **_named: object) -> None:
        assert "the last 4 epochs of the plan are for ink" in capsys.readouterr().err

    monkeypatch.setattr("mnist_desktop.cli.train.train", train)
    write_ink(tmp_path / "ink.jsonl", INK)
    words = ["train", "--preset", "reader", "--output", str(tmp_path / "m.keras")]
    assert run_command(words) == 1
    monkeypatch.setattr("mnist_desktop.cli.train.train", lambda *_words, **_named: None)
    assert run_command([*words, "--ink", str(tmp_path / "ink.jsonl")]) == 1
    assert "are for ink" not in capsys.readouterr().err


def test_a_training_is_repeated_with_what_is_said_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_ink(tmp_path / "ink.jsonl", INK)
    store = RunStore(user_places().runs)
    plan = replace(PLAN, learning_rate=0.02, image_limit=700, validation="split")
    sources = Sources(ink_sources([str(tmp_path / "ink.jsonl")]), ("me",), deterministic=True)
    run = store.begin(plan, "My name", sources)
    run.close()
    again = order("--repeat", run.identifier)
    assert again == TrainingOrder(plan, "My name", sources=sources)
    other = order("--repeat", run.identifier, "--seed", "9", "--no-augment", "--start", "reader")
    assert other.plan == replace(plan, seed=9)
    assert other.sources is not None
    assert (other.sources.ink, other.sources.start is None) == (sources.ink, False)
    assert run_command(["train", "--repeat", "nobody", "--output", str(tmp_path / "m.keras")]) == 1
    assert "nobody" in lines(capsys)[1]


def test_kept_trainings_are_listed_with_their_network(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["runs", "--json"]) == 0
    ((run,), _) = lines(capsys)
    assert network_from(run["network"], "") == PLAN.network


@pytest.mark.parametrize("how", ["--resume", "--further"])
def test_advice_knows_the_epochs_before(
    how: str, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[object] = []
    real = Adviser

    def adviser(plan: TrainingPlan, history: Sequence[EpochFinished], images: int) -> Adviser:
        known.append(history)
        return real(plan, history, images)

    monkeypatch.setattr("mnist_desktop.cli.train.Adviser", adviser)
    monkeypatch.setattr("mnist_desktop.cli.train.train", lambda *_words, **_named: None)
    assert run_command(["train", how, kept, "--output", str(tmp_path / "m.keras")]) == 1
    assert known == [STATE.history]
