"""Finding the handwriting in a grey image: a scan, a photo, a screenshot, an exported canvas."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.panel import innermost_panel
from mnist_desktop.ink.paper import Contrast, ink_contrast
from mnist_desktop.ink.parts import handwriting
from mnist_desktop.ink.sheet import without_table

_MNIST_SIDE = 28
_MNIST_EXTENT = range(15, 23)
_OFF_CENTRE = 1.5
_NEARLY_BLACK = 8
_DARK = 60
_SEARCH_SIDE = 480
_FINE_SEARCH_SIDE = 960
_SMALL = 0.4
_AROUND = 0.3
_HALF = 0.5
_NOISE = 0.25


@dataclass(frozen=True)
class FoundInk:
    """Ink cut out of an image.

    Attributes:
        ink: (h, w) float32 in 0..1, with some ink in it.
        box: where it was in the image: x, y, width, height in pixels.
        is_input: whether `ink` is not cut out but, as MNIST's own images are, model input already.

    """

    ink: NDArray[np.float32]
    box: tuple[int, int, int, int]
    is_input: bool = False


def as_mnist(grey: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The image as MNIST would have it, where it is one: 28x28, its ink about 20 wide or high and central.

    Dark ink on white is turned round, grey ink is brought to full, and an enlarged image of square blocks is
    made small again.
    """
    factor = grey.shape[0] // _MNIST_SIDE
    if factor < 1 or grey.shape != (factor * _MNIST_SIDE,) * 2:
        return None
    small = grey[::factor, ::factor]
    if factor > 1 and not np.array_equal(np.repeat(np.repeat(small, factor, 0), factor, 1), grey):
        return None
    border = float(np.median(np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])))
    light = 255 - small if border >= 255 - _NEARLY_BLACK else small
    if min(border, 255 - border) > _NEARLY_BLACK or int(light.max()) < _DARK:
        return None
    light = _at_full_strength(light)
    _, _, width, height = _box_of(light > _DARK)
    mass = light.sum(axis=0, dtype=np.int64), light.sum(axis=1, dtype=np.int64)
    centre = [float(np.average(np.arange(_MNIST_SIDE), weights=line)) for line in mass]
    is_central = all(abs(at - _MNIST_SIDE / 2) < _OFF_CENTRE for at in centre)
    return light if is_central and max(width, height) in _MNIST_EXTENT else None


def find_ink(grey: NDArray[np.uint8]) -> FoundInk | None:
    """Separate ink from paper, whichever of them is the darker; None where there is no ink.

    Uneven light, ruled lines fainter than the ink, frames, the table around a sheet and specks are left
    out. Large images are searched at a smaller size, and then looked at closely where the ink is.
    """
    if (ready := _ready(grey)) is not None:
        return ready
    left, top, width, height = innermost_panel(grey)
    panel = grey[top : top + height, left : left + width]
    if (ready := _ready(panel)) is not None:
        return _moved(ready, left, top)
    panel = without_table(panel)
    found = _searched(panel)
    if found is None:
        return None
    ink, is_light = found
    return _moved(_looked_at_closely(panel, ink, is_light), left, top)


def _at_full_strength(light: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Light ink whose strongest pixel is white, as in all of MNIST; unchanged where it nearly is."""
    full = int(light.max())
    return light if full > 255 - _NEARLY_BLACK else np.round(light * (255 / full)).astype(np.uint8)


def _ready(grey: NDArray[np.uint8]) -> FoundInk | None:
    """The image as model input where it is like MNIST's."""
    digit = as_mnist(grey)
    if digit is None:
        return None
    left, top, width, height = (side * (len(grey) // len(digit)) for side in _box_of(digit > 0))
    return FoundInk(digit.astype(np.float32) / np.float32(255), (left, top, width, height), is_input=True)


def _looked_at_closely(grey: NDArray[np.uint8], first: FoundInk, is_light: bool) -> FoundInk:
    """The same ink found once more, in its surroundings only, where it is small in a large image."""
    left, top, width, height = first.box
    if max(grey.shape) <= _SEARCH_SIDE or max(width, height) > _SMALL * max(grey.shape):
        return first
    margin = round(_AROUND * max(width, height))
    x, y = max(left - margin, 0), max(top - margin, 0)
    closer = _found(grey[y : top + height + margin, x : left + width + margin], is_light)
    return first if closer is None else _moved(closer[0], x, y)


def _moved(found: FoundInk, right: int, down: int) -> FoundInk:
    left, top, width, height = found.box
    return replace(found, box=(left + right, top + down, width, height))


def _searched(grey: NDArray[np.uint8]) -> tuple[FoundInk, bool] | None:
    """Ink, box and whether the ink is the lighter; where a quick look finds none, by a finer one."""
    found = _found(grey, None)
    if found is None and max(grey.shape) > _SEARCH_SIDE:
        # Thin pencil fades where many pixels become one.
        found = _found(grey, None, _FINE_SEARCH_SIDE)
    return found


def _found(
    grey: NDArray[np.uint8], is_light: bool | None, side: int = _SEARCH_SIDE
) -> tuple[FoundInk, bool] | None:
    """Ink and box in one look at no more than `side` pixels, and whether the ink is the lighter."""
    small, factor = _shrunk(grey, side)
    contrast = ink_contrast(small, is_light)
    kept = None if contrast is None else handwriting(contrast.ink > _HALF)
    if contrast is None or kept is None:
        return None
    return _cut(contrast, kept, factor, grey.shape), contrast.is_light


def _shrunk(grey: NDArray[np.uint8], side: int) -> tuple[NDArray[np.uint8], int]:
    """The image divided by a whole number so that it can be searched quickly, and that number."""
    from PIL import Image

    factor = -(-max(grey.shape) // side)
    if factor == 1:
        return grey, 1
    return np.asarray(Image.fromarray(np.ascontiguousarray(grey)).reduce(factor)), factor


def _cut(contrast: Contrast, kept: NDArray[np.bool_], factor: int, shape: tuple[int, ...]) -> FoundInk:
    """The ink of the kept parts with their soft edges, in its bounding box."""
    near = np.pad(kept, 1)
    near = near[:-2] | near[1:-1] | near[2:]
    near = near[:, :-2] | near[:, 1:-1] | near[:, 2:]
    ink = np.where(near & (contrast.ink >= _NOISE), contrast.ink, np.float32(0))
    box = _box_of(ink > 0)
    left, top, width, height = box
    cut = np.ascontiguousarray(ink[top : top + height, left : left + width])
    x, y = left * factor, top * factor
    return FoundInk(cut, (x, y, min(width * factor, shape[1] - x), min(height * factor, shape[0] - y)))


def _box_of(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    return left, top, int(columns[-1]) + 1 - left, int(rows[-1]) + 1 - top
