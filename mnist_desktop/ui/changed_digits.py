"""Digits changed at random as training will change them, made in the thread of a lane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.jobs.job import Cancelled, JobControl
from mnist_desktop.leavable import do_leavable
from mnist_desktop.models.keras_network import is_keras_loaded
from mnist_desktop.training.augmentation_preview import augmented
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.progress import TensorFlowLoading


def changed_digits(
    images: NDArray[np.uint8], augmentation: Augmentation, seed: int, control: JobControl
) -> NDArray[np.uint8]:
    """Change each image by random amounts of its own; reports `TensorFlowLoading` where that comes first.

    Args:
        images: (n, 28, 28) uint8, ink 255.
        augmentation: how far each change may go.
        seed: equal seeds change equal images equally.
        control: of the job that this is a part of.

    Returns:
        (n, 28, 28) uint8, ink 255.

    Raises:
        Cancelled: the user asked to stop.

    """
    control.check()
    if not is_keras_loaded():
        control.report(TensorFlowLoading())
    # A training may follow, and what is loaded here is loaded for it too.
    inputs = do_leavable(
        lambda _stay: augmented(images, augmentation, seed, gives_way=True), control.is_cancelled
    )
    if inputs is None:
        raise Cancelled
    return np.rint(np.clip(inputs, 0, 1) * 255).astype(np.uint8)
