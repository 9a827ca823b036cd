"""Drawings as training images: real pen strokes rendered the way a reader will get them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES, LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.model_input import PEN_WIDTH, drawing_to_input
from mnist_desktop.training.handwriting.lesson import THICKEST, THINNEST


def render_ink(
    drawings: Sequence[LabelledDrawing],
    copies: int = 2,
    seed: int = 1,
    class_names: tuple[str, ...] = DIGIT_NAMES,
) -> LabelledImages:
    """Each drawing whose label is a class, rendered `copies` times: once as read, the others in any width.

    Drawings without ink, without a label or with another label are left out; there may be none left.
    """
    places = {name: index for index, name in enumerate(class_names)}
    widths = np.random.default_rng(seed)
    images: list[NDArray[np.uint8]] = []
    labels: list[int] = []
    for item in drawings:
        if item.label not in places or item.drawing.is_empty:
            continue
        for copy in range(copies):
            width = widths.uniform(THINNEST, THICKEST) if copy else PEN_WIDTH
            images.append(np.rint(drawing_to_input(item.drawing, width) * 255).astype(np.uint8))
            labels.append(places[item.label])
    stacked = np.stack(images) if images else np.empty((0, 28, 28), np.uint8)
    return LabelledImages("ink", stacked, np.asarray(labels, np.int64), class_names)
