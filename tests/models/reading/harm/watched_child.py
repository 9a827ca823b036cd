"""What a child process that reads a file costs and touches: its order, its memory, the files it opened."""

from __future__ import annotations

import ctypes
import json
import os
import re
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_EVENT = struct.Struct("iIII")
_IN_ACCESS, _IN_MODIFY, _IN_ATTRIB, _IN_OPEN = 0x1, 0x2, 0x4, 0x20
_IN_MOVED, _IN_CREATE, _IN_DELETE, _IN_IS_FOLDER = 0xC0, 0x100, 0x200, 0x40000000
_WATCHED = _IN_ACCESS | _IN_MODIFY | _IN_ATTRIB | _IN_OPEN | _IN_MOVED | _IN_CREATE | _IN_DELETE


@dataclass
class Children:
    """The tasks of the children that were started, and the most megabytes that one of them had resident."""

    tasks: list[str] = field(default_factory=list)
    peak_megabytes: float = 0.0


def watched_children(monkeypatch: pytest.MonkeyPatch) -> Children:
    """Record every child process from now on, with the memory that Linux says it has."""
    children = Children()

    class Measured(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **named: Any) -> None:
            children.tasks.append(json.loads(Path(command[-1]).read_text(encoding="utf-8"))["task"])
            super().__init__(command, **named)

        def _try_wait(self, flags: int) -> object:
            # Called every few milliseconds. What the system counts up to the end, `ru_maxrss`, would count
            # the memory of this process in.
            children.peak_megabytes = max(children.peak_megabytes, _peak_megabytes(self.pid))
            return super()._try_wait(flags)  # type: ignore[misc]

    monkeypatch.setattr(subprocess, "Popen", Measured)
    return children


@contextmanager
def opened_in(folder: Path) -> Iterator[set[str]]:
    """The names of the files in `folder` that anybody opens, reads or changes meanwhile (Linux only)."""
    names: set[str] = set()
    library = ctypes.CDLL(None, use_errno=True)
    watch = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert watch >= 0
    try:
        assert library.inotify_add_watch(watch, os.fsencode(folder), _WATCHED) >= 0
        yield names
        names |= _names(watch)
    finally:
        os.close(watch)


def _peak_megabytes(pid: int) -> float:
    """The most that a process ever had resident, 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def _names(watch: int) -> set[str]:
    names: set[str] = set()
    while True:
        try:
            events = os.read(watch, 65_536)
        except BlockingIOError:
            return names
        start = 0
        while start < len(events):
            _, kind, _, length = _EVENT.unpack_from(events, start)
            name = events[start + _EVENT.size : start + _EVENT.size + length].rstrip(b"\0")
            if name and not kind & _IN_IS_FOLDER:
                names.add(os.fsdecode(name))
            start += _EVENT.size + length
