"""What goes on in the Train place."""

from __future__ import annotations

from enum import Enum, auto


class Phase(Enum):
    """Where a training stands; the buttons, the fields and the story follow it."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()
    FINISHING = auto()
