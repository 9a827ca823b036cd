"""Twenty trainings killed at random moments, each resumed: `python -m tests.benchmarks.kills`.

Each ends as the unbroken one with the same seed does, if it goes on from an epoch's end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desktop.models.reading.look import look
from mnist_desktop.places import places_below
from mnist_desktop.training.runs import RunStore

KILLS = 20
EPOCHS = 8
CLOSE = 1e-5
_PLAN = ["--preset", "dense-512-regularised", "--epochs", str(EPOCHS), "--image-limit", "20000"]


@dataclass(frozen=True)
class Resumed:
    """A training that was killed once, so many seconds after its first step, and how it ended."""

    seconds: float
    went_on: bool
    is_from_epochs_end: bool
    is_equal: bool
    largest_difference: float
    strays: int


def main() -> int:
    """Kill and resume; exit 1 if one does not finish, differs, or leaves something behind."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.kills", description=__doc__)
    words.add_argument("--kills", type=int, default=KILLS)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as workspace:
        folder = Path(workspace)
        process = _train(folder / "whole", [*_PLAN])
        _wait_for_first_step(process)
        began = time.monotonic()
        whole = _finished(process)
        usual = time.monotonic() - began
        wanted = _weights(folder / "whole")
        ended = []
        for number in range(given.kills):
            seconds = chance.uniform(0, usual)
            ended.append(_killed_and_resumed(folder / f"{number:02}", seconds, whole, wanted))
            print(json.dumps(vars(ended[-1])), flush=True)
    wrong = [one for one in ended if one.strays or (one.is_from_epochs_end and not one.is_equal)]
    resumed = sum(one.went_on for one in ended)
    print(f"{len(ended)} killed, {resumed} went on from a checkpoint, {len(wrong)} wrong")
    return 1 if wrong else 0


def _killed_and_resumed(
    home: Path, seconds: float, whole: dict[str, Any], wanted: list[np.ndarray[Any, Any]]
) -> Resumed:
    process = _train(home, [*_PLAN])
    _wait_for_first_step(process)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    runs = [run for run in RunStore(places_below(home).runs).runs() if run.can_go_on]
    if (home / "m.keras").exists():
        result = whole
    elif runs:
        result = _finished(_train(home, ["--resume"]))
    else:
        # It was killed before anything was kept: there is nothing to go on from.
        result = _finished(_train(home, [*_PLAN]))
    difference = max(
        float(np.abs(one - other).max()) for one, other in zip(_weights(home), wanted, strict=True)
    )
    position = runs[0].position if runs else None
    return Resumed(
        round(seconds, 2),
        bool(runs),
        position is None or position.step == 0,
        difference <= CLOSE and abs(result["test_loss"] - whole["test_loss"]) <= CLOSE,
        difference,
        len([path for path in home.rglob(".*") if path.is_file()]),
    )


def _train(home: Path, words: list[str]) -> subprocess.Popen[str]:
    home.mkdir(exist_ok=True)
    fixed = ["--deterministic", "--no-advice", "--json", "--steps", "--output", str(home / "m.keras")]
    return subprocess.Popen(
        [sys.executable, "-m", "mnist_desktop", "train", *words, *fixed],
        env={**os.environ, "MNIST_DESKTOP_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _wait_for_first_step(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "started":
            return
    raise SystemExit(f"kills: a training ended with {process.wait()} before its first step")


def _finished(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, _ = process.communicate(timeout=600)
    if process.returncode:
        raise SystemExit(f"kills: a training ended with {process.returncode}")
    result: dict[str, Any] = json.loads(out.splitlines()[-1])
    return result


def _weights(home: Path) -> list[np.ndarray[Any, Any]]:
    with tempfile.TemporaryDirectory() as workspace:
        return [array for arrays in look(home / "m.keras", Path(workspace)).arrays for array in arrays]


if __name__ == "__main__":
    sys.exit(main())
