"""Drawings painted as pixels, the way a drawing program or a camera would show them."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from mnist_desktop.ink.drawing import Drawing

_FINER = 4


def painted(drawing: Drawing, side: int, brush: float, height: float) -> NDArray[np.float32]:
    """How much of each pixel a round brush covers, the digit `height` pixels high in the middle: 0..1.

    Args:
        drawing: A digit of `tests.hand`, in a box of 100 of which it fills the middle 86.
        side: Width and height of the result.
        brush: Its width in pixels.
        height: Height of the path in pixels, about.

    """
    scale, finer = height / 86 * _FINER, side * _FINER
    picture = Image.new("L", (finer, finer), 0)
    pen = ImageDraw.Draw(picture)
    radius = brush * _FINER / 2
    for stroke in drawing.strokes:
        points = [(finer / 2 + (x - 50) * scale, finer / 2 + (y - 50) * scale) for x, y in stroke.points]
        pen.line(points, fill=255, width=round(2 * radius))
        for x, y in points:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(picture.reduce(_FINER), dtype=np.float32) / np.float32(255)


def shades(paper: float | NDArray[np.float32], ink: float, covered: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Paper and ink in grey values."""
    result: NDArray[np.uint8] = np.clip(np.round(paper + (ink - paper) * covered), 0, 255).astype(np.uint8)
    return result


def as_jpeg(image: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """The image as it comes back from a JPEG file."""
    stream = io.BytesIO()
    Image.fromarray(image).save(stream, "JPEG", quality=quality)
    return np.asarray(Image.open(stream))
