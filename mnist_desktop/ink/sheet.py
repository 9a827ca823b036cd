"""A photographed sheet of paper on a darker table: the table is left out before ink is looked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.parts import Mask, label_parts

_COARSE_SIDE = 64
_LEAST_CONTRAST = 40
_AREA = (0.12, 0.95)
_MOST_BORDER = 0.15
_FILLED = 0.55
_RECTANGULAR = 0.86
_LONGEST = 3.0
_ANGLES = np.radians(np.arange(0, 90, 3))


def without_table(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same image, with the sheet's own grey where the table was; unchanged where there is no sheet.

    Args:
        grey: (h, w) uint8.

    """
    from PIL import Image

    height, width = grey.shape
    if min(height, width) < _COARSE_SIDE:
        return grey
    shrink = _COARSE_SIDE / max(height, width)
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    coarse = np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX))
    sheet = _sheet(coarse)
    if sheet is None:
        return grey
    # The sheet's edge runs through the outermost pixels.
    inner = np.pad(sheet, 1)
    inner = inner[:-2] & inner[1:-1] & inner[2:]
    inner = inner[:, :-2] & inner[:, 1:-1] & inner[:, 2:]
    level = np.uint8(np.median(coarse[inner])) if inner.any() else np.uint8(255)
    large = Image.fromarray(inner).resize((width, height), Image.Resampling.NEAREST)
    return np.where(np.asarray(large), grey, level)


def _sheet(coarse: NDArray[np.uint8]) -> Mask | None:
    """The large light rectangle away from the border, with what is written on it."""
    if np.ptp(coarse) < _LEAST_CONTRAST:
        return None
    light = coarse > _between(coarse)
    if float(np.median(coarse[light])) - float(np.median(coarse[~light])) < _LEAST_CONTRAST:
        return None
    labels, count = label_parts(light)
    largest = labels == 1 + int(np.argmax(np.bincount(labels.ravel(), minlength=count + 1)[1:]))
    sheet = _spanned(largest, 0) & _spanned(largest, 1)
    border = np.concatenate([sheet[0], sheet[-1], sheet[:, 0], sheet[:, -1]])
    is_sheet = (
        _AREA[0] < sheet.mean() < _AREA[1]
        and border.mean() < _MOST_BORDER
        and largest.sum() > _FILLED * sheet.sum()
        and _is_rectangle(sheet)
    )
    return sheet if is_sheet else None


def _between(coarse: NDArray[np.uint8]) -> int:
    """The grey that parts light and dark best (Otsu 1979); below the lightest grey."""
    share = np.bincount(coarse.ravel(), minlength=256) / coarse.size
    below = np.cumsum(share)
    mean = np.cumsum(share * np.arange(256))
    apart = (mean[-1] * below - mean) ** 2 / np.maximum(below * (1 - below), 1e-12)
    return min(int(np.argmax(apart)), int(coarse.max()) - 1)


def _spanned(mask: Mask, axis: int) -> Mask:
    """Everything between the first and the last set pixel of each line."""
    forth = np.logical_or.accumulate(mask, axis=axis)
    back = np.flip(np.logical_or.accumulate(np.flip(mask, axis), axis=axis), axis)
    result: Mask = forth & back
    return result


def _is_rectangle(mask: Mask) -> bool:
    """Whether it fills the tightest rectangle around it, at whatever angle, and is no bar."""
    rows, columns = np.nonzero(mask)
    along = np.outer(np.cos(_ANGLES), columns) + np.outer(np.sin(_ANGLES), rows)
    beside = np.outer(np.cos(_ANGLES), rows) - np.outer(np.sin(_ANGLES), columns)
    sides = np.stack([np.ptp(along, axis=1) + 1, np.ptp(beside, axis=1) + 1])
    long, short = (float(side) for side in sorted(sides[:, int(np.argmin(sides.prod(axis=0)))], reverse=True))
    return len(rows) > _RECTANGULAR * long * short and long < _LONGEST * short
