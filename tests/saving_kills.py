"""A small process that saves without end, killed at a random moment; used by a test and a benchmark.

Run as a program it saves again and again: `python -m tests.saving_kills TARGET placing|whole`. With
`placing`, two models that were made beforehand take each other's place, so that a kill meets the writing;
`whole` is all of a save, with its child processes, TensorFlow's too.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from mnist_desktop.models import saving
from mnist_desktop.models.child import ExportedModel
from mnist_desktop.models.library import Library
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.side_file import content_hash
from mnist_desktop.models.saved.target import save_target
from mnist_desktop.models.workspace import workspace_folder
from mnist_desktop.resource_files import resource_path
from tests.source_tree import ROOT

PLACING, WHOLE = "placing", "whole"
_NETWORK = Network((28, 28), (Flatten(), Dense(10, "softmax")))
_SIZE = 3_000_000
_BORN_SECONDS = 1.1
_CHILD_SECONDS = 15.0
_FIRST_SAVE_SECONDS = 120


@dataclass(frozen=True)
class Killed:
    """What a kill left.

    `is_whole` and `is_described` say whether the model and its description are the old or the new one, whole;
    `is_behind` whether the description is still of the other model; `left` how many unfinished files and
    folders there were, and `left_at_last` how many of them outlived the saves of the next seconds.
    """

    format: str
    seconds: float
    is_whole: bool
    is_described: bool
    is_behind: bool
    left: int
    left_at_last: int

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost and nothing stays behind."""
        return self.is_whole and self.is_described and not self.left_at_last


def kill_once(home: Path, format: ModelFormat, part: str, longest: float, chance: random.Random) -> Killed:
    """Start the small process, kill it at most so many seconds after its first save, and look."""
    folder, temporary = home / "saved", home / "temporary"
    folder.mkdir(parents=True)
    temporary.mkdir()
    target = folder / f"模型 1{format.suffix}"
    seconds = chance.uniform(0, longest)
    with _process(target, temporary, part) as process:
        known = {content_hash(target), *(content_hash(made) for made in home.glob("made-*"))}
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    described = _described_hash(target)
    if part == WHOLE:
        known.add(described)
    found = content_hash(target) if target.exists() else ""
    left = _left(target, temporary)
    last = _left_at_last(target, temporary)
    return Killed(
        format.value, round(seconds, 4), found in known, described in known, found != described, left, last
    )


def _left_at_last(target: Path, temporary: Path) -> int:
    """How much is left after later saves; a child process may write for a moment longer than its parent."""
    end = time.monotonic() + _CHILD_SECONDS
    while True:
        time.sleep(_BORN_SECONDS)
        with pytest.MonkeyPatch.context() as patch:
            # What the next save does first of all.
            patch.setattr("tempfile.tempdir", str(temporary))
            save_target(target)
            with workspace_folder():
                pass
        left = _left(target, temporary)
        if not left or time.monotonic() > end:
            return left


@contextmanager
def _process(target: Path, temporary: Path, part: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.saving_kills", str(target), part],
        env={**os.environ, "TMPDIR": str(temporary)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is None or process.stdout.readline() != "saved\n":
            raise RuntimeError("the small process did not save")
        yield process
    finally:
        process.kill()
        process.communicate()


def _described_hash(target: Path) -> str:
    text = target.with_name(f"{target.name}.json").read_text("utf-8")
    return str(json.loads(text)["sha256"])


def _left(target: Path, temporary: Path) -> int:
    wanted = {target.name, f"{target.name}.json"}
    beside = [entry for entry in target.parent.iterdir() if entry.name not in wanted]
    return len(beside) + len(list(temporary.iterdir()))


def main() -> None:
    """Save for ever; tell when the first save is done."""
    target, part = save_target(Path(sys.argv[1])), sys.argv[2]
    save = _placing(target.path) if part == PLACING else _whole(target.path)
    save()
    print("saved", flush=True)  # noqa: T201 -- whoever started this waits for it
    while True:
        save()


def _whole(path: Path) -> Callable[[], object]:
    model = Library(path.parent, resource_path("models", "reader")).bundled()
    return lambda: saving.save_copy(model, save_target(path))


def _placing(path: Path) -> Callable[[], object]:
    home, format = path.parent.parent, save_target(path).format
    ready = cycle([_made(home / f"made-{number}{format.suffix}", format, number) for number in (1, 2)])
    inspection = Inspection(Status.OK, network=_NETWORK)

    @contextmanager
    def exported(*_: object, **__: object) -> Iterator[ExportedModel]:
        yield ExportedModel(next(ready), Agreement(200, 200, 0.0), {}, inspection)

    pytest.MonkeyPatch().setattr(saving, "exported", exported)
    return lambda: saving.save_file(path.parent / "none", save_target(path))


def _made(path: Path, format: ModelFormat, number: int) -> Path:
    """A stand-in for a model: it is only to be put somewhere."""
    content = random.Random(number).randbytes(_SIZE)
    if not format.is_folder:
        path.write_bytes(content)
        return path
    (path / "variables").mkdir(parents=True)
    (path / "saved_model.pb").write_bytes(content[:100_000])
    (path / "variables" / "variables.index").write_bytes(content[:1000])
    (path / "variables" / "variables.data-00000-of-00001").write_bytes(content)
    return path


if __name__ == "__main__":
    main()
