"""From images as somebody keeps them to MNIST's form: 28x28, grey, ink 255 on 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE
from mnist_desktop.data.importing.understood import Polarity, Sizing, value_range
from mnist_desktop.ink.model_input import image_to_input
from mnist_desktop.problems import Problem, ProblemCode

# ITU-R 601, as Pillow makes colours grey.
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_WHITE = 255.0


@dataclass(frozen=True)
class Conversion:
    """How the images of one set are brought to 28x28.

    Attributes:
        path: the set's file, for sentences.
        black: the value of black, 0 in a byte.
        white: the value of white, 255 in a byte.
        polarity: whether ink is the lighter.
        sizing: what is done to get 28x28.
        transposed: whether rows and columns are exchanged first.

    """

    path: Path
    black: float
    white: float
    polarity: Polarity
    sizing: Sizing
    transposed: bool = False

    def apply(self, images: NDArray[Any] | Sequence[NDArray[Any]]) -> NDArray[np.uint8]:
        """Bring images to MNIST's form.

        Args:
            images: (k, height, width), (k, height, width, 3) or (..., 4), or k arrays of any sizes.

        Returns:
            (k, 28, 28) uint8, ink 255 on 0.

        Raises:
            Problem: DATA_VALUES where values are beyond those that the survey found, or are no numbers.

        """
        if isinstance(images, np.ndarray):
            turned = images.swapaxes(1, 2) if self.transposed else images
            return self._sized(self._light_on_dark(self.grey(turned)))
        return np.concatenate([self.apply(image[np.newaxis]) for image in images])

    def grey(self, images: NDArray[Any]) -> NDArray[np.uint8]:
        """Grey images (k, height, width) uint8, black 0 and white 255, of (k, height, width[, colours])."""
        if images.dtype == np.uint8 and images.ndim == 3 and (self.black, self.white) == (0.0, _WHITE):
            return images
        values = (images.astype(np.float32) - np.float32(self.black)) * np.float32(
            _WHITE / (self.white - self.black)
        )
        if not (-0.5 < values.min() <= values.max() < _WHITE + 0.5):
            raise Problem(ProblemCode.DATA_VALUES, path=str(self.path), low=self.black, high=self.white)
        if values.ndim == 4:
            values = _without_colour(values)
        return np.clip(np.round(values), 0, _WHITE).astype(np.uint8)

    def _light_on_dark(self, grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return grey if self.polarity is Polarity.LIGHT_ON_DARK else 255 - grey

    def _sized(self, grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self.sizing is Sizing.FIT:
            return np.stack([np.round(image_to_input(image) * _WHITE).astype(np.uint8) for image in grey])
        if grey.shape[1:] == (SIDE, SIDE):
            return grey
        return np.stack([_scaled(image) for image in grey])


def conversion_for(
    path: Path, span: tuple[float, float], polarity: Polarity, sizing: Sizing, transposed: bool = False
) -> Conversion:
    """The conversion of images whose values go from `span[0]` to `span[1]`."""
    black, white = value_range(*span)
    return Conversion(path, black, white, polarity, sizing, transposed)


def found_polarity(conversion: Conversion, images: NDArray[Any] | Sequence[NDArray[Any]]) -> Polarity:
    """What the borders say: paper is what is there, and it is light or dark."""
    lights = []
    for image in images:
        grey = conversion.grey(image[np.newaxis])[0]
        lights.append(float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))))
    return Polarity.DARK_ON_LIGHT if float(np.median(lights)) > _WHITE / 2 else Polarity.LIGHT_ON_DARK


def _without_colour(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """(k, h, w, 3 or 4) in 0..255 to (k, h, w); on white where it is transparent."""
    light: NDArray[np.float32] = values[..., :3] @ _LUMA
    if values.shape[-1] == 3:
        return light
    opacity = values[..., 3] / np.float32(_WHITE)
    on_white: NDArray[np.float32] = light * opacity + np.float32(_WHITE) * (1 - opacity)
    return on_white


def _scaled(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One image (height, width), ink light, to 28x28: its longer side fills it, the rest is paper."""
    from PIL import Image

    height, width = grey.shape
    scale = SIDE / max(height, width)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    small = Image.fromarray(np.ascontiguousarray(grey)).resize(size, Image.Resampling.BILINEAR)
    sheet = np.zeros((SIDE, SIDE), np.uint8)
    left, top = (SIDE - size[0]) // 2, (SIDE - size[1]) // 2
    sheet[top : top + size[1], left : left + size[0]] = np.asarray(small)
    return sheet
