"""Telling ink from paper in a grey image, in whatever light, and whichever of them is the darker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.flat_paper import flat_paper

Values = NDArray[np.float32]

_FAINTEST = 12.0
_FAINTEST_UNEVEN = 20.0
_HALF = 0.5
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
    clearest = full * float(np.median(room))
    is_paper = strength < _HALF * full
    if clearest < faintest or not is_paper.any() or clearest < _CLEAR * _spread((values - darkest)[is_paper]):
        return None
    return Contrast(np.clip(strength / np.float32(full), 0, 1), is_light)


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
