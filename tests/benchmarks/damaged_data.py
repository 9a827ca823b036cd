"""Data files damaged at random, imported: `python -m tests.benchmarks damaged-data [--count N]`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.data.importing.damage_probe import CRASHED, TAKEN

COUNT = 500
MOST_MEGABYTES = 1000.0


def main(words: Sequence[str]) -> int:
    """Print how each ended; exit 1 if one was neither taken nor told in one line, or took much memory."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks damaged-data", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    ended, megabytes, code = endings(given.count, given.seed)
    counts = Counter(one["ending"] for one in ended)
    print(f"{len(ended)} files")
    for ending, count in counts.most_common():
        print(f"  {ending:<26}{count:>6}")
    print(f"  longest {max(one['seconds'] for one in ended):.2f} s, most memory {megabytes:.0f} MB")
    print(f"  different sentences {len({one['words'] for one in ended})}")
    wrong = [one for one in ended if not is_sound(one)]
    for one in wrong:
        print(f"  {one['name']}: {one['words']}")
    return 1 if wrong or code or len(ended) < given.count or megabytes > MOST_MEGABYTES else 0


def endings(count: int, seed: int) -> tuple[list[dict[str, Any]], float, int]:
    """How each of the damaged files ended, the most memory that it took, and the exit code of the process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.data.importing.damage_probe", folder, str(count), str(seed)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    ended = [record for record in records if "ending" in record]
    megabytes = next(
        (float(record["megabytes"]) for record in records if "megabytes" in record), float("inf")
    )
    if run.returncode:
        print(run.stderr)
    return ended, megabytes, run.returncode


def is_sound(one: dict[str, Any]) -> bool:
    """Whether a file was taken, or told in one line."""
    if one["ending"] == TAKEN:
        return True
    return one["ending"] != CRASHED and bool(one["words"]) and "\n" not in one["words"]
