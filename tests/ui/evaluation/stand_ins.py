"""Stand-ins for the shelf, its models and a recogniser that a test can hold back."""

import threading
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mnist_desktop.problems import Problem, ProblemCode


class StandInModel:
    """As much of a library model as is asked for."""

    def __init__(self, name: str, *, is_damaged: bool = False, can_reject: bool = False) -> None:
        self.can_reject = can_reject
        self.facts = SimpleNamespace(
            name=name, class_names=tuple("0123456789"), litert_sha256=f"hash of {name}"
        )
        self._is_damaged = is_damaged

    def litert_bytes(self) -> bytes:
        if self._is_damaged:
            raise Problem(ProblemCode.MODEL_DAMAGED, name=self.facts.name, reason="changed")
        return str(self.facts.name).encode()


class StandInShelf(QObject):
    """As much of the shelf as is asked for."""

    active_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.active: Any = StandInModel("First")

    def use(self, model: StandInModel) -> None:
        self.active = model
        self.active_changed.emit(model)


class Gate:
    """Lets a test hold readers back and count what they read."""

    def __init__(self) -> None:
        self.is_open = threading.Event()
        self.is_open.set()
        self.began: list[str] = []
        self.chunks = 0
