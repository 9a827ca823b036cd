"""The grey of paper that is the same all over, as in scans, exported canvases and screenshots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.thinning import depth

_TOLERANCE = 8
_BORDER = 0.85
_SHARE = 0.2
_NARROW = 4
_NARROW_SHARE = 0.3
_MOST_BEYOND = 0.02
_COARSE_SIDE = 64
_HALF = 0.5
_WIDEST_STROKE = 0.6


def flat_paper(grey: NDArray[np.uint8]) -> float | None:
    """The paper's grey where it is the same along the border or wherever there is no stroke, else None.

    Args:
        grey: (h, w) uint8.

    """
    level = _level_along_border(grey)
    return _level_between_strokes(grey) if level is None else level


def _level_along_border(grey: NDArray[np.uint8]) -> float | None:
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]).astype(np.int16)
    level = int(np.median(border))
    along = float((np.abs(border - level) <= _TOLERANCE).mean())
    low, high = max(level - _TOLERANCE, 0), min(level + _TOLERANCE, 255)
    share = float(((grey >= low) & (grey <= high)).mean())
    return float(level) if along >= _BORDER and share > _SHARE else None


def _level_between_strokes(grey: NDArray[np.uint8]) -> float | None:
    """The commonest grey where all that differs is strokes to one side of it: they may fill the border."""
    shares = np.bincount(grey.ravel(), minlength=256) / grey.size
    nearby = np.convolve(shares, np.ones(2 * _NARROW + 1), "same")
    middle = int(nearby.argmax())
    first = max(middle - _NARROW, 0)
    level = first + int(shares[first : middle + _NARROW + 1].argmax())
    darker, lighter = shares[: max(level - _TOLERANCE, 0)].sum(), shares[level + _TOLERANCE + 1 :].sum()
    is_flat = nearby[middle] > _NARROW_SHARE and min(darker, lighter) < _MOST_BEYOND
    return float(level) if is_flat and _differs_by_strokes(grey, level) else None


def _differs_by_strokes(grey: NDArray[np.uint8], level: int) -> bool:
    """Whether what differs from the paper is nowhere as wide as a shadow or a surface."""
    from PIL import Image

    shrink = min(1.0, _COARSE_SIDE / max(grey.shape))
    height, width = (max(1, round(side * shrink)) for side in grey.shape)
    image = Image.fromarray(np.ascontiguousarray(grey)).resize((width, height), Image.Resampling.BOX)
    difference = np.abs(np.asarray(image, dtype=np.int16) - level)
    wide = difference > _HALF * max(int(difference.max()), 1)
    widest = 2 * float(depth(wide, _COARSE_SIDE // 2).max())
    is_stroke: bool = widest < _WIDEST_STROKE * max(height, width)
    return is_stroke
