"""Letting the window's own threads go first where processor cores are short."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

BEHIND_THE_WINDOW = 5
"""For a thread of Python: it holds Python's lock, so it must not wait behind the threads that calculate."""
BEHIND_ALL = 10
"""For threads that only calculate."""


def give_way(niceness: int = BEHIND_ALL) -> None:
    """Lower the priority of the calling thread, and of the threads that it will start.

    Linux keeps niceness by thread and hands it on; elsewhere the system favours the window by itself.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        # A program that was started behind others may not move forward.
        os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))


def run_giving_way(work: Callable[[], object]) -> None:
    """Do `work` in a thread of low priority and wait for it; threads that it starts keep the priority."""

    def work_later() -> None:
        give_way()
        work()

    thread = threading.Thread(target=work_later, name="giving-way")
    thread.start()
    thread.join()
