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
            identifier=name, name=name, class_names=tuple("0123456789"), litert_sha256=f"hash of {name}"
        )
        self.obstacle: Problem | None = None
        self._is_damaged = is_damaged

    def litert_bytes(self) -> bytes:
        if self._is_damaged:
            raise Problem(ProblemCode.MODEL_DAMAGED, name=self.facts.name, reason="changed")
        return str(self.facts.name).encode()


class StandInShelf(QObject):
    """As much of the shelf as is asked for."""

    active_changed = Signal(object)
    models_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.active: Any = StandInModel("First")
        self.models: tuple[Any, ...] = (self.active,)

    def use(self, model: StandInModel) -> None:
        """Let a model be the active one, and join the others where it is not among them."""
        others = (known for known in self.models if known.facts.identifier != model.facts.identifier)
        self.models = (*others, model)
        self.active = model
        self.active_changed.emit(model)

    def add(self, model: StandInModel) -> None:
        """Let a model join the others."""
        self.models = (*self.models, model)
        self.models_changed.emit()

    def remove(self, name: str) -> None:
        """Let a model go."""
        self.models = tuple(known for known in self.models if known.facts.identifier != name)
        self.models_changed.emit()


class Gate:
    """Lets a test hold readers back and count what they read."""

    def __init__(self) -> None:
        self.is_open = threading.Event()
        self.is_open.set()
        self.began: list[str] = []
        self.chunks = 0
