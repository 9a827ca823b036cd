"""What a child process may use, set by itself before it touches a file."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

_MEGABYTE = 1_000_000
_POLITE = 5


@dataclass(frozen=True)
class Limits:
    """Seconds on the clock (the parent watches), seconds of processor time, and megabytes.

    Windows and macOS do not limit the memory; there the checks before reading have to do.
    """

    seconds: int
    processor_seconds: int
    memory_megabytes: int
    file_megabytes: int


LOOKING = Limits(seconds=10, processor_seconds=10, memory_megabytes=560, file_megabytes=1_100)
TRYING = Limits(seconds=10, processor_seconds=20, memory_megabytes=2_000, file_megabytes=1)
BUILDING = Limits(seconds=180, processor_seconds=600, memory_megabytes=24_000, file_megabytes=2_000)
"""TensorFlow reserves far more addresses than it ever fills."""


def apply_limits(limits: Limits) -> None:
    """Limit this process for the rest of its life and let others go first."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, limits.processor_seconds)
    _lower(resource.RLIMIT_FSIZE, limits.file_megabytes * _MEGABYTE)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, limits.memory_megabytes * _MEGABYTE)
    os.nice(_POLITE)


def _lower(kind: int, value: int) -> None:
    import resource

    _, most = resource.getrlimit(kind)
    allowed = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (allowed, most))
