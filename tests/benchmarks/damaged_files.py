"""Model files damaged at random, looked at: `python -m tests.benchmarks damaged-files [--count N]`."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mnist_desktop.models.child import inspect, open_model
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.reading.damage.files import write_damaged
from tests.models.reading.damage.looking import (
    CRASHED,
    NO_ROOM,
    OPENED,
    SLOW,
    TOLD_BY_THE_PROGRAM,
    Ending,
    endings,
)

COUNT = 2000
IN_CHILDREN = 40
REBUILT = 6
_ROWS = (OPENED, "damaged", "refused", "unsupported", "weights-only", NO_ROOM, CRASHED, SLOW)
_OF_THE_CHILD = {
    ProblemCode.MODEL_READING_SLOW: SLOW,
    ProblemCode.MODEL_READING_MEMORY: NO_ROOM,
    ProblemCode.MODEL_READING_CRASHED: CRASHED,
}


def main(words: Sequence[str]) -> int:
    """Print how each ended; exit 1 if one did not end as opened or as one sentence."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks damaged-files", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_damaged(Path(folder), given.count, given.seed)
        began = time.monotonic()
        ended = list(endings(paths))
        print(f"{len(ended)} files in {time.monotonic() - began:.0f} s")
        _print_table(ended)
        chance = random.Random(given.seed)
        wrong = _in_children(_chosen(ended, chance)) + _rebuilt(ended, chance)
    odd = [one for one in ended if not one.words and one.status not in (OPENED, *TOLD_BY_THE_PROGRAM)]
    return 1 if odd or wrong else 0


def _print_table(ended: list[Ending]) -> None:
    counts = Counter(one.status for one in ended)
    for status in _ROWS:
        print(f"  {status:<24}{counts[status]:>6}")
    print(f"  longest look            {max(one.seconds for one in ended):>6.2f} s")
    print(f"  most memory             {max(one.megabytes for one in ended):>6.0f} MB")
    print(f"  different sentences     {len({_without_path(one) for one in ended}):>6}")
    for one in ended:
        if one.status in TOLD_BY_THE_PROGRAM:
            print(f"  {one.path.name}: {one.status} {one.words}")


def _chosen(ended: list[Ending], chance: random.Random) -> list[Ending]:
    """All that went wrong in the reader, and some of the others."""
    bad = [one for one in ended if one.status in TOLD_BY_THE_PROGRAM]
    rest = [one for one in ended if one not in bad]
    return bad + chance.sample(rest, min(IN_CHILDREN, len(rest)))


def _in_children(chosen: list[Ending]) -> int:
    """Read these as the program does, each in a child of its own; the number of surprises."""
    surprises, longest = 0, 0.0
    for one in chosen:
        began = time.monotonic()
        try:
            status = inspect(one.path).status.value
        except Problem as problem:
            status = _OF_THE_CHILD.get(problem.code, problem.code.value)
        longest = max(longest, time.monotonic() - began)
        if status != one.status:
            surprises += 1
            print(f"  {one.path.name}: {status} in a child, {one.status} in the reader")
    print(f"{len(chosen)} of them each in a child: {surprises} ended otherwise, longest {longest:.2f} s")
    return surprises


def _rebuilt(ended: list[Ending], chance: random.Random) -> int:
    """Follow some that were opened through the child with TensorFlow; the number of surprises."""
    opened = [one for one in ended if one.status == OPENED]
    chosen = chance.sample(opened, min(REBUILT, len(opened)))
    told: Counter[str] = Counter()
    for one in chosen:
        try:
            open_model(one.path)
            told["opened"] += 1
        except Problem as problem:
            told[problem.code.value] += 1
    print(f"{len(chosen)} of the opened ones rebuilt with TensorFlow: {dict(told)}")
    return told[ProblemCode.MODEL_READING_CRASHED.value] + told[ProblemCode.MODEL_READING_SLOW.value]


def _without_path(one: Ending) -> str:
    return one.words.replace(str(one.path), "")
