"""The ink and the weights that a training gets beside its set of images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_collections import read_hands
from mnist_desktop.models.entries import read_entry
from mnist_desktop.models.network import Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.lesson import UNLIKE_DIGITS
from mnist_desktop.training.learnt_set import MNIST
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import TrainingOutcome
from mnist_desktop.training.sources import Sources


def ink_of(sources: Sources, *, rejects: bool) -> list[LabelledDrawing]:
    """The drawings that a training learns from, none where it has no ink.

    Raises:
        Problem: RUN_SOURCE_MISSING or RUN_SOURCE_CHANGED for a file that is not what it was; what
            `ink_to_learn` raises.

    """
    for file in sources.ink:
        file.require_unchanged()
    return ink_to_learn([file.path for file in sources.ink], frozenset(sources.held_out), rejects=rejects)


def start_of(sources: Sources, network: Network) -> list[NDArray[np.float32]] | None:
    """The weights that a training begins with, in Keras's order, None where it has fresh ones.

    Raises:
        Problem: RUN_SOURCE_MISSING or RUN_SOURCE_CHANGED for a model that is not what it was; what
            `learnt_weights` raises.

    """
    if sources.start is None:
        return None
    sources.start.require_unchanged()
    # It brings h5py along, which most trainings and all other uses of the command line do without.
    from mnist_desktop.models.learnt_weights import learnt_weights

    return learnt_weights(read_entry(Path(sources.start.path).parent), network)


def ink_epochs_left_out(plan: TrainingPlan, sources: Sources) -> int:
    """How many epochs of a plan are for ink and left out, since there is none."""
    return plan.ink_epochs.epochs if plan.ink_epochs and not sources.ink else 0


def result_facts(outcome: TrainingOutcome, sources: Sources) -> dict[str, object]:
    """Settings, history and result of a training as JSON values, with the ink by name."""
    record = outcome.record()
    if sources.data.identifier != MNIST.identifier:
        record["data"] = {"identifier": sources.data.identifier, "name": sources.data.name}
    if outcome.ink and sources.ink:
        files = [Path(file.path).name for file in sources.ink]
        record["ink"] = {**asdict(outcome.ink), "files": files, "held_out": list(sources.held_out)}
    return record


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
