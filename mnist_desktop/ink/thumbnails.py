"""Small pictures of what a file shows, for a person to recognise it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing

if TYPE_CHECKING:
    from PIL import Image

_IN_FULL_COLOUR = ("RGB", "RGBA", "LA", "CMYK", "YCbCr")
_FINER = 4
_PEN_SHARE = 0.06
_FILLED = 0.8
# What is smaller is a dot: scaling it up could overflow.
_SMALLEST = 1e-100


def thumbnail(image: Image.Image, grey: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The image at no more than `side` pixels each way, on white where it is transparent.

    Args:
        image: loaded and upright.
        grey: (height, width) the same as grey values, shown where the image has other than plain colours.
        side: the most pixels each way.

    Returns:
        (h, w, 3) uint8.

    """
    from PIL import Image

    if image.mode == "P":
        # Colours of a palette cannot be averaged; first of few pixels they become plain ones.
        seen = image.copy() if max(image.size) <= _FINER * side else _sampled(image, _FINER * side)
        seen = seen.convert("RGBA")
    else:
        seen = image if image.mode in _IN_FULL_COLOUR else Image.fromarray(np.ascontiguousarray(grey))
    seen = seen.reduce(max(1, -(-max(seen.size) // (_FINER * side))))
    drawn = seen.convert("RGBA")
    if max(drawn.size) > side:
        drawn.thumbnail((side, side), Image.Resampling.BOX)
    paper = Image.new("RGBA", drawn.size, "white")
    return np.asarray(Image.alpha_composite(paper, drawn).convert("RGB"), dtype=np.uint8)


def drawing_thumbnail(drawing: Drawing, side: int) -> NDArray[np.uint8]:
    """The strokes, dark on white.

    Returns:
        (side, side, 3) uint8.

    """
    from PIL import Image, ImageDraw

    size = _FINER * side
    paper = Image.new("L", (size, size), 255)
    pencil, width = ImageDraw.Draw(paper), max(1, round(_PEN_SHARE * size))
    for line in _lines(drawing, size):
        pencil.line(line, fill=0, width=width, joint="curve")
        for x, y in (line[0], line[-1]):
            pencil.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=0)
    return np.asarray(paper.reduce(_FINER).convert("RGB"), dtype=np.uint8)


def _lines(drawing: Drawing, size: int) -> list[list[tuple[float, float]]]:
    """The strokes in the middle of a square of `size` pixels."""
    traces = [np.asarray(stroke.points, np.float64) for stroke in drawing.strokes if stroke.points]
    if not traces:
        return []
    places = np.concatenate(traces)
    low, high = places.min(axis=0), places.max(axis=0)
    extent = float((high - low).max())
    scale = _FILLED * size / extent if extent > _SMALLEST else 0.0
    fitted = ((trace - (low + high) / 2) * scale + size / 2 for trace in traces)
    return [[(float(x), float(y)) for x, y in line] for line in fitted]


def _sampled(image: Image.Image, side: int) -> Image.Image:
    from PIL import Image

    factor = side / max(image.size)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.NEAREST)
