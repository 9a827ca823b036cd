"""The kept trainings on the command line: listed, broken off, resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.places import places_below
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.runs import RunStore
from tests.source_tree import ROOT

QUICK = ["--preset", "dense-64", "--image-limit", "500", "--validation", "split", "--json"]


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


def test_none_is_kept_at_first(home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run_command(["runs", "--json"]) == 0
    assert lines(capsys) == ([], "")
    assert run_command(["train", "--resume", "--output", str(tmp_path / "m.keras")]) == 1
    assert "no training broke off" in lines(capsys)[1]
    assert run_command(["train", "--resume", "no-such", "--output", str(tmp_path / "m.keras")]) == 1
    assert "no-such" in lines(capsys)[1]


def test_a_preset_or_a_training_to_resume_is_needed(tmp_path: Path) -> None:
    for words in ([], ["--preset", "dense-64", "--resume"]):
        with pytest.raises(SystemExit) as ended:
            run_command(["train", *words, "--output", str(tmp_path / "m.keras")])
        assert ended.value.code == 2


@pytest.fixture
def far_east() -> Iterator[timezone]:
    """A clock nine hours ahead of UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "XST-9")
        time.tzset()
        yield timezone(timedelta(hours=9))
    time.tzset()


def test_trainings_are_listed_with_the_time_of_this_machine(
    home: Path, capsys: pytest.CaptureFixture[str], far_east: timezone
) -> None:
    store = RunStore(places_below(home).runs)
    run = store.begin(plan_for("dense-64"), "Dense 64")
    run.close()
    created = store.run(run.identifier).created
    began = datetime.fromisoformat(created).astimezone(far_east)
    assert run_command(["runs"]) == 0
    assert f"  {began:%Y-%m-%d %H:%M}  Dense 64" in capsys.readouterr().out
    assert run_command(["runs", "--json"]) == 0
    assert lines(capsys)[0][0]["created"] == created


@pytest.mark.tensorflow
def test_a_finished_training_is_kept(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["train", *QUICK, "--epochs", "2", "--output", str(tmp_path / "m.keras")]) == 0
    result = lines(capsys)[0][-1]
    assert run_command(["runs", "--json"]) == 0
    (run,), _ = lines(capsys)
    assert (run["status"], run["can_go_on"], len(run["history"])) == ("finished", False, 2)
    assert run["test_accuracy"] == result["test_accuracy"]
    assert run["run"] == result["run"]
    assert run_command(["train", "--resume", run["run"], "--output", str(tmp_path / "n.keras")]) == 1
    assert "has ended" in lines(capsys)[1]
    further = ["train", "--further", run["run"], "--json", "--output", str(tmp_path / "n.keras")]
    assert run_command([*further, "--epochs", "0"]) == 2
    assert "epochs" in lines(capsys)[1]
    assert run_command([*further, "--epochs", "1"]) == 0
    # The advice, which knows the first two epochs as well, is not what is looked at here.
    epoch, result = (record for record in lines(capsys)[0] if record["event"] != "advice")
    assert (epoch["epoch"], result["epochs"], result["settings"]["epochs"]) == (3, 3, 3)
    assert run_command(["runs", "--json"]) == 0
    (more, first), _ = lines(capsys)
    assert first == run
    assert more["history"][:2] == run["history"]


def test_only_what_is_kept_is_trained_further(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = RunStore(places_below(home).runs).begin(plan_for("dense-64"), "Dense 64")
    run.close()
    for name, said in (("no-such", "no-such"), (run.identifier, "before anything was kept")):
        assert run_command(["train", "--further", name, "--output", str(tmp_path / "m.keras")]) == 1
        assert said in lines(capsys)[1]


@pytest.mark.tensorflow
def test_a_killed_training_goes_on(tmp_path: Path) -> None:
    """`kill -9` within the training, then `--resume`, which ends it."""
    environment = {**os.environ, "MNIST_DESKTOP_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "mnist_desktop", "train"]
    output = ["--output", str(tmp_path / "m.keras")]
    store = RunStore(places_below(tmp_path / "home").runs)
    killed = subprocess.Popen(
        [*command, *QUICK, "--epochs", "400", *output],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 90
    while time.monotonic() < end and not any(run.position for run in store.runs()):
        assert killed.poll() is None
        time.sleep(0.1)
        checkpoints = list((tmp_path / "home").rglob("checkpoint.zip"))
        if checkpoints:
            break
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    (run,) = store.runs()
    assert (run.status, run.can_go_on) == (RunStatus.UNFINISHED, True)
    resumed = subprocess.Popen(
        [*command, "--resume", *output, "--json"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert resumed.stdout is not None
    first = json.loads(resumed.stdout.readline())
    assert first["epoch"] == len(run.history) + 1
    resumed.send_signal(signal.SIGINT)
    out, err = resumed.communicate(timeout=120)
    assert (resumed.returncode, err) == (0, "")
    last = json.loads(out.splitlines()[-1])
    assert last["stopped"]
    assert last["epochs"] >= first["epoch"]
    assert store.runs()[0].status is RunStatus.STOPPED
    assert (tmp_path / "m.keras").is_file()
