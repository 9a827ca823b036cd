"""How the program's model input becomes what a model takes, and its outputs become shares. No TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum, unique

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE
from mnist_desktop.models.network import Shape
from mnist_desktop.models.picture_shape import PictureShape, picture_shape
from mnist_desktop.models.resampling import filled, padded, resized

MEAN, DEVIATION = 0.1307, 0.3081
"""Of all the pixels of MNIST's training images, in 0..1; many a course subtracts and divides by these."""
_SMALLEST_DEVIATION = 1e-6


@unique
class Pixels(StrEnum):
    """In which values a model takes paper and ink."""

    UNIT = "0-1"
    BYTES = "0-255"
    SIGNED = "-1-1"
    STANDARDISED = "standardised"
    """Less MNIST's mean, by its deviation."""
    EACH_STANDARDISED = "each-standardised"
    """Less the image's own mean, by its own deviation."""
    SIXTEEN = "0-16"
    """As in the 8x8 digits of UCI and scikit-learn."""


@unique
class Frame(StrEnum):
    """How the 28x28 pixels come into a picture of another size."""

    WHOLE = "whole"
    """Resized as they are."""
    PADDED = "padded"
    """Kept, with paper around them."""
    FILLED = "filled"
    """Only the ink, resized until it fills the picture."""


@unique
class Outputs(StrEnum):
    """What a model answers with."""

    SHARES = "shares"
    """Shares of one: it ends with softmax."""
    SIGMOIDS = "sigmoids"
    """A probability for each class by itself; they need not sum to 1."""
    LOGITS = "logits"
    """Any numbers; softmax makes shares of them."""


@dataclass(frozen=True)
class InputForm:
    """The way from (28, 28) float32 in 0..1, ink 1 on paper 0, to a model's input, and from its outputs.

    Attributes:
        shape: what the model takes for one image, without the batch axis.
        pixels: the values of paper and ink.
        is_dark_on_light: whether ink is dark on light paper.
        is_transposed: whether rows and columns are exchanged, as in EMNIST's own files.
        frame: how the pixels come into a picture of another size.
        outputs: what the model answers with.

    """

    shape: Shape
    pixels: Pixels = Pixels.UNIT
    is_dark_on_light: bool = False
    is_transposed: bool = False
    frame: Frame = Frame.WHOLE
    outputs: Outputs = Outputs.SHARES

    def __post_init__(self) -> None:
        found = picture_shape(self.shape)
        if found is None:
            raise ValueError(f"{self.shape} holds no picture")
        if self.frame is Frame.PADDED and min(found.height, found.width) < SIDE:
            raise ValueError(f"{self.shape} has no room for {SIDE} pixels")

    @property
    def picture(self) -> PictureShape:
        """The picture that the model takes."""
        found = picture_shape(self.shape)
        assert found is not None
        return found

    @property
    def is_plain(self) -> bool:
        """Whether the model takes the program's own model input, only laid out in its way."""
        return replace(self, outputs=Outputs.SHARES) == InputForm(self.shape) and self._keeps_size

    def applied(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Inputs (n, 28, 28) in 0..1, ink 1, as the model takes them: (n, *shape) float32."""
        picture = self.picture
        return picture.laid_out(self._valued(self._seen(inputs, picture)), self.shape)

    def seen(self, model_input: NDArray[np.float32]) -> NDArray[np.float32]:
        """The picture (H, W) that the model gets of one input (28, 28), in 0..1 whatever its range."""
        picture: NDArray[np.float32] = self._seen(model_input[np.newaxis], self.picture)[0]
        return picture

    def shares(self, outputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """A model's outputs (n, outputs) as shares of one (n, outputs), float32."""
        match self.outputs:
            case Outputs.SHARES:
                return outputs
            case Outputs.LOGITS:
                raised = np.exp(outputs - outputs.max(axis=1, keepdims=True))
            case Outputs.SIGMOIDS:
                raised = np.maximum(outputs, np.float32(1e-30))
        shared: NDArray[np.float32] = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return shared

    @property
    def _keeps_size(self) -> bool:
        return (self.picture.height, self.picture.width) == (SIDE, SIDE)

    def _seen(self, inputs: NDArray[np.float32], picture: PictureShape) -> NDArray[np.float32]:
        seen = inputs
        if (picture.height, picture.width) != seen.shape[1:] or self.frame is Frame.FILLED:
            seen = _FRAMES[self.frame](seen, picture.height, picture.width)
        if self.is_transposed:
            seen = _turned(seen, picture)
        return 1 - seen if self.is_dark_on_light else seen

    def _valued(self, seen: NDArray[np.float32]) -> NDArray[np.float32]:
        match self.pixels:
            case Pixels.UNIT:
                return seen
            case Pixels.BYTES:
                return seen * np.float32(255)
            case Pixels.SIXTEEN:
                return seen * np.float32(16)
            case Pixels.SIGNED:
                return seen * np.float32(2) - np.float32(1)
            case Pixels.STANDARDISED:
                return (seen - np.float32(MEAN)) / np.float32(DEVIATION)
            case Pixels.EACH_STANDARDISED:
                mean = seen.mean(axis=(1, 2), keepdims=True)
                deviation = np.maximum(seen.std(axis=(1, 2), keepdims=True), _SMALLEST_DEVIATION)
                standardised: NDArray[np.float32] = ((seen - mean) / deviation).astype(np.float32)
                return standardised


def _turned(pictures: NDArray[np.float32], picture: PictureShape) -> NDArray[np.float32]:
    if picture.height != picture.width:
        return pictures
    return np.ascontiguousarray(pictures.transpose(0, 2, 1))


_FRAMES = {Frame.WHOLE: resized, Frame.PADDED: padded, Frame.FILLED: filled}
