"""Import damaged files one after the other in a process of its own: prints how each ended and the memory."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from mnist_desktop.cli.wording import sentence
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.ink.image_files import SUFFIXES, read_grey
from mnist_desktop.problems import Problem
from tests.data.importing.damage import damaged_sets
from tests.data.importing.hostile import HOSTILE
from tests.peak_memory import peak_megabytes

TAKEN, CRASHED = "taken", "crashed"


def main(folder: str, count: str, seed: str) -> None:
    """Print a JSON object a file: what it is, how it ended, the words told, and the seconds.

    The hostile files come first, and then as many damaged ones as are wanting.
    """
    hostile, rest = list(HOSTILE)[: int(count)], max(int(count) - len(HOSTILE), 0)
    for name, given in chain(_made(Path(folder), hostile), damaged_sets(Path(folder), rest, int(seed))):
        began = time.monotonic()
        ending, words = _ending(name, given)
        seconds = time.monotonic() - began
        _tell(name=name, ending=ending, words=words, seconds=seconds)
    _tell(megabytes=peak_megabytes())


def _made(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for place, name in enumerate(names):
        (folder / f"hostile-{place}").mkdir()
        yield name, HOSTILE[name][0](folder / f"hostile-{place}")


def _tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _ending(name: str, given: Path) -> tuple[str, str]:
    try:
        if Path(name).suffix in SUFFIXES:
            for path in given.rglob(Path(name).name):
                read_grey(path)
        take(survey(given))
    except Problem as problem:
        return problem.code.value, sentence(problem)
    except Exception:  # noqa: BLE001 - this is what is looked for
        return CRASHED, traceback.format_exc()
    return TAKEN, ""


if __name__ == "__main__":
    main(*sys.argv[1:])
