"""The most memory that this process has taken."""

from __future__ import annotations

import sys
from pathlib import Path


def peak_megabytes() -> float:
    """Megabytes since the program of this process began.

    On Linux `ru_maxrss` would count what the parent had when it made the process, too.
    """
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        (line,) = (line for line in lines if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
