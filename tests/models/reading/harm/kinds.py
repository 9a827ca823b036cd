"""What a hostile file is to the tests: how it is made, and how a look at it may end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.problems import ProblemCode

SECRET = "secret.txt"
SECRET_WORDS = "the launch code is 0000"
WEIGHTS_ELSEWHERE = "elsewhere.h5"
WRITTEN = "written.txt"

REFUSED, UNSUPPORTED, DAMAGED = Status.REFUSED, Status.UNSUPPORTED, Status.DAMAGED


@dataclass(frozen=True)
class Hostile:
    """A file that `make` makes at a path, beside the files named above.

    A look at it ends with one of `statuses` (none: it cannot be read at all), and one of `codes` where some
    are given.
    """

    make: Callable[[Path], object]
    statuses: tuple[Status, ...]
    codes: tuple[ProblemCode, ...] = ()
    name: str = "model.keras"


def refused(make: Callable[[Path], object], *codes: ProblemCode, name: str = "model.keras") -> Hostile:
    """A file that is refused with one of these codes."""
    return Hostile(make, (REFUSED,), codes, name)


def unreadable(make: Callable[[Path], object], name: str = "model.keras") -> Hostile:
    """What the system does not let anybody read."""
    return Hostile(make, (), (ProblemCode.FILE_UNREADABLE,), name)


def not_opened(make: Callable[[Path], object], *codes: ProblemCode, name: str = "model.keras") -> Hostile:
    """A file that is refused, not supported, found damaged, or without a network."""
    return Hostile(make, (REFUSED, UNSUPPORTED, DAMAGED, Status.WEIGHTS_ONLY), codes, name)
