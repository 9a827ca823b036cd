"""All that a training needs to go on after a break."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training.course import Course
from mnist_desktop.training.images import TrainingImages
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import EpochFinished

Arrays: TypeAlias = tuple[NDArray[Any], ...]
"""Values of variables in Keras's order, each in the shape and type of its variable."""


@dataclass(frozen=True)
class Position:
    """Where a training stands: in epoch `epoch`, from 0, of which `step` steps are made.

    `loss` and `accuracy` are the means over these steps, `seconds` what the training took so far.
    """

    epoch: int = 0
    step: int = 0
    loss: float = 0.0
    accuracy: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class RunState:
    """A training after a step.

    Attributes:
        plan: what is done, with the precision that was chosen.
        data: `data_identity` of what is learnt from.
        position: where it stands.
        history: the finished epochs.
        course: what validation told so far.
        model: the network's variables, those of its random generators included.
        optimizer: the optimiser's variables.
        best: the network's weights after the best epoch, empty before the first.
        before_ink: the network's weights before the epochs for ink, empty before these.

    """

    plan: TrainingPlan
    data: str
    position: Position
    history: tuple[EpochFinished, ...]
    course: Course
    model: Arrays = field(repr=False)
    optimizer: Arrays = field(repr=False)
    best: Arrays = field(default=(), repr=False)
    before_ink: Arrays = field(default=(), repr=False)


def data_identity(images: TrainingImages) -> str:
    """A hash of everything that is learnt from and validated with."""
    digest = hashlib.sha256()
    for part in (images.learn, images.with_ink, images.validation):
        for array in _arrays(part):
            digest.update(f"{array.dtype} {array.shape} ".encode())
            digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _arrays(part: LabelledImages | None) -> Sequence[NDArray[Any]]:
    return () if part is None else (part.images, part.labels)
