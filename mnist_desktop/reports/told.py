"""What a report is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs
from mnist_desktop.evaluation.measuring import Measurement
from mnist_desktop.evaluation.robustness import Robustness
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.facts import ModelFacts


def images_of(data: LabelledImages | LabelledInputs) -> NDArray[np.uint8]:
    """The images (n, 28, 28) of a set as uint8, ink 255."""
    if isinstance(data, LabelledImages):
        return data.images
    images = np.empty(data.inputs.shape, np.uint8)
    for index, model_input in enumerate(data.inputs):  # all at once would take four times the room
        images[index] = np.rint(model_input * 255)
    return images


@dataclass(frozen=True, eq=False)
class EvaluationTold:
    """One model on one set.

    Attributes:
        model: what a person calls the model.
        facts: what the library knows of it; None where it is in no library.
        set_name: what a person calls the set.
        images: (n, 28, 28) uint8, ink 255: what was read, in the order of the measurement.
        measurement: what was found, at `caution`.
        caution: how readily an image was called none of the classes.
        cautions: the threshold of each caution.
        seconds: how long it took.
        written: when, with its time zone.
        version: the program's.
        unlabelled: how many items of the set were left out because they have no label.
        unreadable: how many because they could not be read.
        robustness: what changed images did, None where nobody looked.

    """

    model: str
    facts: ModelFacts | None
    set_name: str
    images: NDArray[np.uint8]
    measurement: Measurement
    caution: Caution
    cautions: dict[Caution, float]
    seconds: float
    written: datetime
    version: str
    unlabelled: int = 0
    unreadable: int = 0
    robustness: Robustness | None = None
