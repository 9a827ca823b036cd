"""The ink that `mnist-desktop train` learns from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_collections import read_hands
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.lesson import UNLIKE_DIGITS


def ink_to_learn(
    names: Sequence[str], held_out: frozenset[str], *, rejects: bool = False
) -> list[LabelledDrawing]:
    """The drawings of all ink files without those of some writers.

    Args:
        names: the files.
        held_out: the writers.
        rejects: whether letters that look like no digit are learnt from, too.

    Raises:
        Problem: what reading ink raises; INK_WITHOUT_LABELS for a file without anything to learn from,
            DATA_WRITER_UNKNOWN for a writer who is in none of them.

    """
    learnt = UNLIKE_DIGITS.union(DIGIT_NAMES) if rejects else frozenset(DIGIT_NAMES)
    drawings: list[LabelledDrawing] = []
    for name in names:
        found = read_hands(Path(name))
        if not any(item.label in learnt for item in found):
            raise Problem(ProblemCode.INK_WITHOUT_LABELS, path=name)
        drawings += found
    unknown = held_out - {item.writer for item in drawings}
    if unknown:
        known = ", ".join(sorted({item.writer for item in drawings if item.writer is not None})[:12])
        raise Problem(
            ProblemCode.DATA_WRITER_UNKNOWN,
            path=", ".join(names) or "--ink",
            writer=", ".join(sorted(unknown)),
            known=known or "-",
        )
    return [item for item in drawings if item.writer not in held_out]
