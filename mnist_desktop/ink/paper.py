"""Telling ink from paper in a grey image, in whatever light, and whichever of them is the darker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]

_FAINTEST = 12.0
_FAINTEST_UNEVEN = 20.0
_FLAT_TOLERANCE = 8
_FLAT_BORDER = 0.85
_FLAT_SHARE = 0.2
_HALF = 0.5
_TWO_GREYS = 0.95
_COARSE_SIDE = 48
_WINDOW = 0.4
_CLEAR = 5.0
_NOISE_SPREAD = 1.4826
_LEAST_ROOM = 64


@dataclass(frozen=True)
class Contrast:
    """How much each pixel differs from the paper in the ink's direction.

    Attributes:
        ink: (h, w) float32 in 0..1, 0 on paper and 1 in full ink; noise is still in it.
        is_light: whether the ink is lighter than the paper.

    """

    ink: Values
    is_light: bool


def ink_contrast(grey: NDArray[np.uint8], is_light: bool | None = None) -> Contrast | None:
    """Even the paper out, and scale what differs from it so that ink is 1.

    Args:
        grey: (h, w) uint8.
        is_light: Whether the ink is lighter than the paper, where that is known already.

    Returns:
        None where nothing stands out clearly.

    """
    values = grey.astype(np.float32)
    level = flat_paper(grey)
    if level is None:
        values = _smooth(values)
        darkest, lightest = _local_paper(grey)
    else:
        darkest = lightest = np.full_like(values, level)
    darker, lighter = np.maximum(darkest - values, 0), np.maximum(values - lightest, 0)
    if is_light is None:
        weights = _middle_first(grey.shape) if level is None else np.float32(1)
        is_light = float((lighter * weights).sum()) > float((darker * weights).sum())
    # A shadow dims ink and paper by the same share; light that falls on a screen adds to both.
    room = np.maximum(255 - lightest if is_light else darkest, np.float32(_LEAST_ROOM))
    strength = (lighter if is_light else darker) / room
    full = _full_ink(strength)
    faintest = _FAINTEST if level is not None else _FAINTEST_UNEVEN
    if full * float(np.median(room)) < faintest or full < _CLEAR * _spread(values - darkest) / float(
        np.median(room)
    ):
        return None
    return Contrast(np.clip(strength / np.float32(full), 0, 1), is_light)


def flat_paper(grey: NDArray[np.uint8]) -> float | None:
    """The paper's grey where it is the same along the border and in much of the image, else None.

    In a drawing of two greys only, as canvases are exported, strokes may run along much of the border.
    """
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]).astype(np.int16)
    level = int(np.median(border))
    along = float((np.abs(border - level) <= _FLAT_TOLERANCE).mean())
    low, high = max(level - _FLAT_TOLERANCE, 0), min(level + _FLAT_TOLERANCE, 255)
    share = float(((grey >= low) & (grey <= high)).mean())
    if along >= _FLAT_BORDER and share > _FLAT_SHARE:
        return float(level)
    is_drawn = min(along, share) > _HALF and share + _full_share(grey, level) > _TWO_GREYS
    return float(level) if is_drawn else None


def _full_share(grey: NDArray[np.uint8], level: int) -> float:
    """How much of the image is nearly as dark, or as light, as what differs most from the paper."""
    low, high = int(grey.min()), int(grey.max())
    near = grey <= low + _FLAT_TOLERANCE if level - low > high - level else grey >= high - _FLAT_TOLERANCE
    return float(near.mean())


def _smooth(values: Values) -> Values:
    """Each pixel with its neighbours, 1-2-1 both ways, against the noise of cameras."""
    wide = np.pad(values, 1, "edge")
    wide = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    wide = wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]
    smooth: Values = wide / np.float32(16)
    return smooth


def _local_paper(grey: NDArray[np.uint8]) -> tuple[Values, Values]:
    """What is usual around each pixel, at its darkest and its lightest nearby: (h, w) in 0..255 each.

    It is the median of a window that is wider than any stroke; where the paper itself changes at once,
    at a shadow's or the table's edge, the two keep the edge from passing for ink.
    """
    from PIL import Image, ImageFilter

    height, width = grey.shape
    shrink = min(1.0, _COARSE_SIDE / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    coarse = np.asarray(Image.fromarray(np.ascontiguousarray(grey)).resize(size, Image.Resampling.BOX))
    reach = max(2, round(max(coarse.shape) * _WINDOW / 2))
    # Light that fades towards the border is taken to go on fading beyond it.
    wide = np.pad(_without_edge(coarse).astype(np.int16), reach, "reflect", reflect_type="odd")
    windows = np.lib.stride_tricks.sliding_window_view(wide, (2 * reach + 1, 2 * reach + 1))
    windows = windows.reshape(*coarse.shape, -1)
    middle = windows.shape[-1] // 2
    usual = np.partition(windows, middle, axis=-1)[..., middle]
    picture = Image.fromarray(np.clip(usual, 0, 255).astype(np.uint8))
    darkest, lightest = (
        np.asarray(
            picture.filter(nearby(3)).resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32
        )
        for nearby in (ImageFilter.MinFilter, ImageFilter.MaxFilter)
    )
    return darkest, lightest


def _without_edge(coarse: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Each outermost line as usual for it and the two next to it, so that a frame is not carried on."""
    result = coarse.copy()
    for lines in (result, result[::-1], result.T, result.T[::-1]):
        lines[0] = np.median(lines[:3], axis=0)
    return result


def _middle_first(shape: tuple[int, ...]) -> Values:
    """Weights that fall to nothing at the border, where photos show the table around the sheet."""
    down, across = (1 - np.linspace(-1, 1, side, dtype=np.float32) ** 2 for side in shape)
    weights: Values = (down[:, np.newaxis] * across).astype(np.float32)
    return weights


def _full_ink(strength: Values) -> float:
    """The strength of full ink: what is usual where the strokes are, not the darkest speck."""
    peak = float(_smooth(strength).max())
    return float(np.median(strength[strength >= 0.5 * peak])) if peak > 0 else 0.0


def _spread(values: Values) -> float:
    """The usual deviation of the paper's own noise."""
    return _NOISE_SPREAD * float(np.median(np.abs(values - np.median(values))))
