"""What a terminal shows while a network is trained."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from mnist_desktop.cli import training_progress
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.training_progress import (
    EpochLines,
    MovingLine,
    bar,
    duration_words,
    step_words,
    terminal,
)
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    CheckpointFailed,
    CheckpointKept,
    Diverged,
    EpochFinished,
    Finishing,
    HandwritingMaking,
    LogsFailed,
    PrecisionMeasured,
    PrecisionMeasuring,
    Stage,
    StepProgress,
    TensorFlowLoading,
    TrainingEvent,
    TrainingStarted,
)

STEP = StepProgress(2, 10, 20, 0.5, 0.12345, 0.9876, 5120.4, 42.4, 0.001)
EPOCH = EpochFinished(1, 0.5, 0.85, 0.4, 0.9, 3.21, 0.001, 5000.0, None)


class Terminal(io.StringIO):
    """A terminal of so many columns, that knows what it shows."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def kept(self) -> list[str]:
        """The lines that stay."""
        return [text.rpartition("\r")[2] for text in self.getvalue().split("\n")[:-1]]

    def line(self) -> str:
        """The line as it looks, with what was not overwritten."""
        shown = ""
        for text in self.getvalue().rpartition("\n")[2].split("\r"):
            shown = text + shown[len(text) :]
        return shown.rstrip()


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The columns of the terminal; a test may change them."""
    columns = [100]
    monkeypatch.setattr(os, "get_terminal_size", lambda _number: os.terminal_size((columns[0], 24)))
    return columns


@pytest.fixture
def screen() -> Terminal:
    return Terminal()


@pytest.fixture
def line(screen: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[MovingLine]:
    """A moving line on the screen."""
    monkeypatch.setattr(training_progress, "_REDRAW_SECONDS", 0.0)
    with MovingLine(screen, Output(as_json=False), None, lambda: False) as made:
        yield made


def test_the_line_tells_the_epoch_the_pace_and_what_is_left(line: MovingLine, screen: Terminal) -> None:
    line.listen(TensorFlowLoading())
    assert screen.line() == "loading TensorFlow …"
    line.listen(PrecisionMeasuring())
    assert screen.line() == "measuring which precision is quicker …"
    line.listen(TrainingStarted(5, 1000, 0))
    assert screen.line() == "building the network …"
    line.listen(STEP)
    assert screen.line() == (
        "██████████████░░░░░░░░░░░░░░ epoch 2 of 5, loss 0.1235, accuracy 98.8%, 5,120 images/s, 42 s left"
    )
    line.listen(Finishing(Stage.TESTING))
    assert screen.line() == "reading the test images …"
    assert "\n" not in screen.getvalue()


def test_epochs_stay_above_it_and_nothing_of_it_is_left(
    line: MovingLine, screen: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setattr("sys.stderr", screen)
    line.listen(STEP)
    line.listen(EPOCH)
    assert screen.line() == ""
    assert screen.kept()[-1] == "epoch 1: loss 0.5000, accuracy 85.00%, validation 90.00%, 3.2 s"
    line.listen(STEP)
    line.listen(CheckpointFailed(Problem(ProblemCode.FILE_NOT_WRITABLE, path="run.npz", reason="full")))
    assert "mnist-desktop: run.npz: cannot be written (full)" in screen.getvalue()
    line.listen(LogsFailed(Problem(ProblemCode.TENSORBOARD_WRITING, path="logs/run", reason="full")))
    assert "logs/run: the logs for TensorBoard end here (full)" in screen.getvalue()


def test_an_interrupt_leaves_an_empty_line(screen: Terminal) -> None:
    def interrupted() -> None:
        with MovingLine(screen, Output(as_json=False), None, lambda: False) as line:
            line.listen(STEP)
            assert screen.line()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert screen.line() == ""
    assert screen.getvalue().endswith("\r")


def test_a_stop_is_answered_at_the_next_step(screen: Terminal) -> None:
    stops: list[int] = []
    with MovingLine(screen, Output(as_json=False), None, lambda: bool(stops)) as line:
        line.listen(STEP)
        stops.append(1)
        line.listen(TrainingStarted(5, 1000, 0))
        line._drawn_at = 0.0
        line.listen(STEP)
        assert screen.line() == "stopping, and keeping what was learnt …"


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (80, "████░░░░ epoch 2 of 5, loss 0.1235, accuracy 98.8%, 5,120 images/s, 42 s left"),
        (75, "epoch 2 of 5, loss 0.1235, accuracy 98.8%, 5,120 images/s, 42 s left"),
        (60, "epoch 2 of 5, loss 0.1235, accuracy 98.8%, 42 s left"),
        (50, "epoch 2 of 5, loss 0.1235, accuracy 98.8%"),
        (30, "epoch 2 of 5, loss 0.1235"),
        (9, "epoch"),
        (1, "e"),
    ],
)
def test_a_narrow_terminal_shows_less(
    columns: int, shown: str, line: MovingLine, screen: Terminal, width: list[int]
) -> None:
    width[0] = columns
    line.listen(TrainingStarted(5, 1000, 0))
    line.listen(STEP)
    assert screen.line() == shown
    assert len(shown) <= max(columns - 3, 1)


def test_a_terminal_of_few_letters_gets_those() -> None:
    screen = Terminal("ascii")
    with MovingLine(screen, Output(as_json=False), None, lambda: False) as line:
        line.listen(TensorFlowLoading())
        assert screen.line() == "loading TensorFlow ?"
        line.listen(STEP)
        assert screen.line().startswith("##############-------------- epoch")


def test_a_line_moves_on_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, screen = io.StringIO(), Terminal()
    for error, out, expected in (
        (plain, plain, None),
        (screen, plain, screen),
        (plain, screen, screen),
        (None, None, None),
    ):
        monkeypatch.setattr("sys.stderr", error)
        monkeypatch.setattr("sys.stdout", out)
        assert terminal() is expected


def test_programs_get_every_value_of_an_epoch(capsys: pytest.CaptureFixture[str]) -> None:
    lines = EpochLines(Output(as_json=True))
    lines.listen(EPOCH)
    lines.listen(STEP)
    lines.listen(PrecisionMeasured("bfloat16", 1.5))
    epoch, precision = (json.loads(text) for text in capsys.readouterr().out.splitlines())
    assert epoch == {"event": "epoch", **vars(EPOCH)}
    assert precision == {"event": "precision", "precision": "bfloat16", "gain": 1.5}


def test_people_are_told_where_an_epoch_went_on(capsys: pytest.CaptureFixture[str]) -> None:
    EpochLines(Output(as_json=False)).listen(replace(EPOCH, resumed_at=1201))
    assert capsys.readouterr().out.endswith("3.2 s since it went on with step 1,201\n")


def test_programs_that_want_the_steps_get_one_a_second(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(training_progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    lines = EpochLines(Output(as_json=True), with_steps=True)
    begun: list[TrainingEvent] = [HandwritingMaking(), TensorFlowLoading(), TrainingStarted(5, 1000, 200)]
    for event in begun:
        lines.listen(event)
    for _ in range(25):
        lines.listen(STEP)
        now[0] += 0.1
    for event in (CheckpointKept(2, 10), EPOCH, Diverged(2, 11), Finishing(Stage.TESTING)):
        lines.listen(event)
    told = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert [record["event"] for record in told] == (
        ["making-handwriting", "loading-tensorflow", "started"]
        + ["progress"] * 3
        + ["checkpoint", "epoch", "diverged", "testing"]
    )
    assert told[2] == {"event": "started", "epochs": 5, "images": 1000, "validation_images": 200}
    assert (told[3]["in_epoch"], told[3]["step"], told[3]["steps"], told[3]["done"]) == (2, 10, 20, 0.5)
    assert [record for record in told if "epoch" in record] == [{"event": "epoch", **vars(EPOCH)}]


def test_people_get_no_lines_of_steps(capsys: pytest.CaptureFixture[str]) -> None:
    lines = EpochLines(Output(as_json=False), with_steps=True)
    for event in (TensorFlowLoading(), STEP, CheckpointKept(2, 10)):
        lines.listen(event)
    assert capsys.readouterr().out == ""


def test_advice_is_given_above_the_moving_line_and_as_json(
    screen: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = plan_for("cnn-32-64", learning_rate=0.5)
    lost = Diverged(1, 30)
    EpochLines(Output(as_json=True), Adviser(plan)).listen(lost)
    assert json.loads(capsys.readouterr().out)["advice"] == "diverging"
    monkeypatch.setattr("sys.stdout", screen)
    with MovingLine(screen, Output(as_json=False), Adviser(plan), lambda: False) as line:
        line.listen(TrainingStarted(5, 1000, 0))
        line.listen(STEP)
        line.listen(lost)
        assert screen.line() == ""
    assert screen.kept()[-1].startswith("advice: the training diverges")
    assert "--learning-rate" in screen.kept()[-1]


def test_people_are_told_the_precision_that_was_measured(capsys: pytest.CaptureFixture[str]) -> None:
    EpochLines(Output(as_json=False)).listen(PrecisionMeasured("float32", 0.8))
    assert capsys.readouterr().out == "bfloat16 takes 125% of the time of float32 here; training in float32\n"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (59.6, "60 s"), (99, "99 s"), (150, "2 min"), (3599, "1 h 00 min"), (7500, "2 h 05 min")],
)
def test_durations_are_told_as_a_person_would(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


def test_bar_and_words_without_anything_known() -> None:
    assert bar(0.0, 8, "#", "-") == "-------- "
    assert bar(1.2, 8, "#", "-") == "######## "
    assert bar(0.5, 7, "#", "-") == ""
    begun = StepProgress(1, 1, 20, 0.0, 2.3, 0.1, 0.0, None)
    assert step_words(begun, 3, 80) == "epoch 1 of 3, loss 2.3000, accuracy 10.0%"
