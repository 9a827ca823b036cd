"""Which part of a labelled set is wanted: only some writers, only some labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mnist_desktop.problems import Problem, ProblemCode

_MOST_NAMED = 12


@dataclass(frozen=True)
class Narrowing:
    """Keeps what has one of the labels and one of the writers; none named means all."""

    labels: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()

    def indices(self, name: str, labels: Sequence[str], writers: Sequence[str | None]) -> list[int]:
        """Which items of the set called `name` are wanted, in their order.

        Raises:
            Problem: DATA_LABEL_UNKNOWN, DATA_WRITER_UNKNOWN or DATA_WITHOUT_WRITERS for a name that does not
                occur; DATA_NONE_WANTED where no item has both.

        """
        self._check(name, set(labels), {writer for writer in writers if writer is not None})
        found = [
            index
            for index, (label, writer) in enumerate(zip(labels, writers, strict=True))
            if (not self.labels or label in self.labels) and (not self.writers or writer in self.writers)
        ]
        if not found:
            raise Problem(ProblemCode.DATA_NONE_WANTED, path=name)
        return found

    def _check(self, name: str, labels: set[str], writers: set[str]) -> None:
        for label in self.labels:
            if label not in labels:
                raise Problem(ProblemCode.DATA_LABEL_UNKNOWN, path=name, label=label, known=_listed(labels))
        if self.writers and not writers:
            raise Problem(ProblemCode.DATA_WITHOUT_WRITERS, path=name)
        for writer in self.writers:
            if writer not in writers:
                raise Problem(
                    ProblemCode.DATA_WRITER_UNKNOWN, path=name, writer=writer, known=_listed(writers)
                )


EVERYTHING = Narrowing()


def _listed(names: set[str]) -> str:
    """The first names, for a sentence."""
    shown = sorted(names)[:_MOST_NAMED]
    return ", ".join(shown) + (", ..." if len(names) > len(shown) else "")
