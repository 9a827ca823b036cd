"""Images of sets that were put on the board: what each became, and the pixels that it was."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.model_input import ModelInput, images_to_inputs
from mnist_desktop.ink.tracing import traced
from mnist_desktop.ui.draw.files import fitted

_MOST_KEPT = 50


class OpenedImages:
    """Knows the model input of a drawing that nobody has changed since it was made of an image."""

    def __init__(self) -> None:
        """Know none."""
        self._known: list[tuple[Drawing, ModelInput]] = []

    def opened(self, pixels: NDArray[np.uint8]) -> Drawing:
        """The drawing, in board units, of an image (28, 28) uint8, ink 255; empty where it has no ink."""
        drawing = traced(pixels)
        if drawing.is_empty:
            return drawing
        drawing = fitted(drawing)
        model_input = images_to_inputs(pixels)
        model_input.setflags(write=False)
        self._known = [*self._known, (drawing, model_input)][-_MOST_KEPT:]
        return drawing

    def input_of(self, drawing: Drawing) -> ModelInput | None:
        """The pixels (28, 28) float32 in 0..1, ink 1, that a drawing was made of; None for any other one."""
        # By identity: undo brings back the very object, and comparing strokes would hold up the pen.
        return next((pixels for known, pixels in self._known if known is drawing), None)
