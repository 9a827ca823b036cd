"""Files damaged at random end as opened or as one sentence, read in a process that may die of them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.reading.sample_files import write_h5, write_keras
from tests.source_tree import ROOT

COUNT = 60
SECONDS = 10
READER = """
import sys, tempfile
from pathlib import Path
from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.reading.look import look
for name in sys.stdin:
    path = Path(name.strip())
    with tempfile.TemporaryDirectory() as workspace:
        inspection = look(path, Path(workspace)).inspection
    words = sentence(inspection.problem) if inspection.problem else "opened"
    print(path.name, inspection.status.value, words, sep="|", flush=True)
"""


def damage(content: bytes, chance: random.Random) -> bytes:
    """Cut the file, or change a few bytes, or wipe out a stretch."""
    spoilt = bytearray(content)
    match chance.randrange(3):
        case 0:
            return bytes(spoilt[: chance.randrange(len(spoilt))])
        case 1:
            for _ in range(chance.choice((1, 2, 8, 32))):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        case _:
            start = chance.randrange(len(spoilt))
            spoilt[start : start + 64] = bytes(chance.choice((0, 255)) for _ in spoilt[start : start + 64])
    return bytes(spoilt)


@pytest.mark.parametrize("write", [write_keras, write_h5])
def test_every_damaged_file_is_opened_or_told(tmp_path: Path, write: object) -> None:
    assert callable(write)
    content = write(tmp_path / "whole").read_bytes()
    chance = random.Random(7)
    waiting = []
    for number in range(COUNT):
        path = tmp_path / f"{number}.damaged"
        path.write_bytes(damage(content, chance))
        waiting.append(path)
    told: dict[str, str] = {}
    deaths = 0
    while waiting:
        reader = subprocess.run(
            [sys.executable, "-c", READER],
            input="\n".join(map(str, waiting)),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=SECONDS * 3,
            check=False,
        )
        lines = [line.split("|") for line in reader.stdout.splitlines()]
        told |= {name: status for name, status, _ in lines}
        waiting = waiting[len(lines) :]
        if waiting:
            # A crash of libhdf5 is what the child process is for; an exception of ours is a mistake.
            assert reader.returncode < 0, reader.stderr
            deaths += 1
            waiting = waiting[1:]
    assert len(told) + deaths == COUNT
    assert deaths <= 2, json.dumps(told)
    assert {"ok", "damaged"} <= set(told.values())
