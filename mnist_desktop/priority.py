"""Letting the window's own threads go first where processor cores are short."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

_NICENESS = 10


def give_way() -> None:
    """Lower the priority of the calling thread, and of the threads that it will start.

    Linux keeps niceness by thread and hands it on; elsewhere the system favours the window by itself.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def run_giving_way(work: Callable[[], object]) -> None:
    """Do `work` in a thread of low priority and wait for it; threads that it starts keep the priority."""

    def work_later() -> None:
        give_way()
        work()

    thread = threading.Thread(target=work_later, name="giving-way")
    thread.start()
    thread.join()
