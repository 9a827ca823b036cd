"""Looking at many files in one process, which may die of one and is then started anew.

Each file is looked at as in the child, under its limits of memory and time, but without a start of Python.
"""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.source_tree import ROOT

SECONDS = 10.0
CRASHED, SLOW, NO_ROOM, OPENED = "crashed in the child", "timed out", "out of memory", "ok"
TOLD_BY_THE_PROGRAM = (CRASHED, SLOW, NO_ROOM)
"""Endings without a sentence of the reader: the program tells one of the child itself."""
_READER = """
import json, sys, tempfile
from pathlib import Path
from dataclasses import replace
from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.child_limits import LOOKING, apply_limits
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import Problem
apply_limits(replace(LOOKING, processor_seconds=100_000))
print("ready", flush=True)
def peak():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000
for name in sys.stdin:
    path = Path(json.loads(name))
    try:
        with tempfile.TemporaryDirectory() as workspace:
            inspection = look(path, Path(workspace)).inspection
        status, problem = inspection.status.value, inspection.problem
        json.dumps(inspection.to_record())
    except Problem as unreadable:
        status, problem = "damaged", unreadable
    except MemoryError:
        status, problem = "out of memory", None
    print(json.dumps([status, sentence(problem) if problem else "", peak()]), flush=True)
"""


@dataclass(frozen=True)
class Ending:
    """How a look at a file ended: a status, CRASHED, SLOW or NO_ROOM; its words; seconds; most megabytes."""

    path: Path
    status: str
    words: str
    seconds: float
    megabytes: float


def endings(paths: Sequence[Path]) -> Iterator[Ending]:
    """How a look at each file ends, in order.

    Raises:
        AssertionError: The reader ended by an exception, which none of its files may cost.

    """
    waiting = list(paths)
    while waiting:
        with subprocess.Popen(
            [sys.executable, "-c", _READER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        ) as reader:
            try:
                assert reader.stdout
                assert reader.stdout.readline() == "ready\n"
                while waiting:
                    ending = _ending(reader, waiting.pop(0))
                    yield ending
                    if ending.status in (CRASHED, SLOW):
                        break
            finally:
                reader.kill()


def _ending(reader: subprocess.Popen[str], path: Path) -> Ending:
    assert reader.stdin
    assert reader.stdout
    assert reader.stderr
    began = time.monotonic()
    reader.stdin.write(json.dumps(str(path)) + "\n")
    reader.stdin.flush()
    with selectors.DefaultSelector() as selector:
        selector.register(reader.stdout, selectors.EVENT_READ)
        answered = selector.select(SECONDS)
    seconds = time.monotonic() - began
    if not answered:
        return Ending(path, SLOW, "", seconds, 0.0)
    line = reader.stdout.readline()
    if not line:
        code = reader.wait()
        assert code < 0, f"{path}: {reader.stderr.read()}"
        return Ending(path, CRASHED, f"signal {-code}", seconds, 0.0)
    status, words, megabytes = json.loads(line)
    return Ending(path, status, words, seconds, megabytes)
