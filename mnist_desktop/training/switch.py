"""What lets another thread pause, resume and stop a training."""

from __future__ import annotations

import threading
from collections.abc import Callable

_LOOK_SECONDS = 0.1


class TrainingSwitch:
    """Pause, resume and stop, from any thread; the training looks at it after every step."""

    def __init__(self) -> None:
        """Run."""
        self._stopped = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._is_cancelled: Callable[[], bool] = lambda: False

    def heed(self, is_cancelled: Callable[[], bool]) -> None:
        """Stop as well when `is_cancelled` says so."""
        self._is_cancelled = is_cancelled

    @property
    def is_stopped(self) -> bool:
        """Whether the training shall end and keep what it learnt."""
        return self._stopped.is_set() or self._is_cancelled()

    @property
    def is_paused(self) -> bool:
        """Whether the training shall stand still."""
        return not self._running.is_set() and not self.is_stopped

    def pause(self) -> None:
        """Stand still after the running step."""
        self._running.clear()

    def resume(self) -> None:
        """Go on."""
        self._running.set()

    def stop(self) -> None:
        """End after the running step, also where it stands still."""
        self._stopped.set()

    def wait(self) -> None:
        """Return when the training shall go on or end."""
        while self.is_paused:
            self._running.wait(_LOOK_SECONDS)
