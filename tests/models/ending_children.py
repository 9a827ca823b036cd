"""Children that do harm while they read, each under the true limits: what a file might make libhdf5 do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

_SCRIPT = """
import os, sys
from pathlib import Path
from mnist_desktop.models import child_process, child_tasks
def run_task(words, workspace):
    {harm}
child_tasks.run_task = run_task
sys.exit(child_process.run_child_task(Path(sys.argv[1])))
"""
FILLS_THE_MEMORY = "held = [b'x' * (50_000_000 + n) for n in range(100)]"
ONE_LARGE_PIECE = "held = bytearray(3_000_000_000)"
COUNTS_FOREVER = "while True: pass"
WAITS_FOREVER = "os.read(os.open(words['source'], os.O_RDONLY), 1)"
FILLS_THE_DISK = "open('big', 'wb').truncate(2_000_000_000)"
TALKS_FOREVER = "while True: sys.stderr.write('noise ' * 10_000)"
STARTS_TENSORFLOW = "import tensorflow"


def command_that(harm: str) -> Callable[[Path], list[str]]:
    """The command of a child that does this instead of its task."""
    return lambda request: [sys.executable, "-c", _SCRIPT.format(harm=harm), str(request)]
