"""A picture of 28x28 pixels as a drawing: strokes along the middle of its ink, with a pen as wide."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing, Stroke
from mnist_desktop.ink.parts import Mask
from mnist_desktop.ink.thinning import centre_line, depth, without_spurs

Pixel: TypeAlias = tuple[int, int]
"""Row and column."""
_Links: TypeAlias = dict[Pixel, set[Pixel]]

_TIMES = 5
_HALF = 0.5
_LEAST_INK = 8
_STRAIGHT = math.cos(math.radians(70))
_LOOK_BACK = 6
_SMOOTH = 2
_EVERY = 3
_FAT = 1.4


def traced(pixels: NDArray[np.uint8]) -> Drawing:
    """Find strokes that look like the ink of a picture.

    Args:
        pixels: (h, w) uint8, ink 255 on 0.

    Returns:
        Strokes in the picture's pixels; none where there is hardly any ink.

    """
    strongest = int(pixels.max(initial=0))
    if strongest < _LEAST_INK:
        return Drawing()
    mask = np.pad(_enlarged(pixels.astype(np.float32) / np.float32(strongest)) > _HALF, 1)
    deep = depth(mask, max(mask.shape) // 2)
    line = centre_line(mask)
    width = _width(deep, line)
    line = without_spurs(line, round(width / 2))
    width = _width(deep, line)
    paths = [_smoothed(path) for path in _paths(_links(line))]
    # A pen of this width leaves blots bare, such as loops that a fat pen filled.
    paths += [np.asarray(run, np.float64) for run in _runs(deep > width / 2 * _FAT, max(1, round(width / 2)))]
    return Drawing(tuple(Stroke(_in_pixels(path), width / _TIMES) for path in paths))


def _enlarged(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    from PIL import Image

    height, width = ink.shape
    size = (width * _TIMES, height * _TIMES)
    return np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BICUBIC), dtype=np.float32)


def _width(deep: NDArray[np.float32], line: Mask) -> float:
    """The usual width along the line; half a pixel lies between a pixel's middle and its edge."""
    return max(1.0, 2 * float(np.median(deep[line])) - 1)


def _in_pixels(path: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    """Places (row, column) in the padded, enlarged picture as (x, y) in the picture's own pixels."""
    places = (path[:, ::-1] - _HALF) / _TIMES - _HALF
    return tuple((float(x), float(y)) for x, y in places)


def _links(line: Mask) -> _Links:
    """Which pixels of the line touch; diagonally only where no third one joins the two."""
    pixels = {(int(row), int(column)) for row, column in np.argwhere(line)}
    links: _Links = {}
    for row, column in pixels:
        straight = {(row + down, column + right) for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1))}
        diagonal = {
            (row + down, column + right)
            for down in (-1, 1)
            for right in (-1, 1)
            if (row + down, column) not in pixels and (row, column + right) not in pixels
        }
        links[row, column] = (straight | diagonal) & pixels
    return links


def _paths(links: _Links) -> Iterator[list[Pixel]]:
    """Dots, then lines that use every link once: from ends first, then from forks, then closed ones."""
    yield from ([pixel] for pixel, others in sorted(links.items()) if not others)
    for start in sorted(links, key=lambda pixel: (_rank(len(links[pixel])), pixel)):
        while links[start]:
            yield _walked(links, start)


def _rank(degree: int) -> int:
    """Where lines begin best: at an end, at a fork, and last in the middle of a closed line."""
    return {1: 0, 2: 2}.get(degree, 1)


def _walked(links: _Links, start: Pixel) -> list[Pixel]:
    """Go on as straight as can be, using up the links, until there is none or only sharp turns."""
    path = [start]
    while following := _straightest(path, links[path[-1]]):
        links[path[-1]].discard(following)
        links[following].discard(path[-1])
        path.append(following)
    return path


def _straightest(path: list[Pixel], choices: set[Pixel]) -> Pixel | None:
    here = path[-1]
    if not choices:
        return None
    if len(path) == 1 or len(choices) == 1:
        return min(choices)
    before = path[-min(len(path), _LOOK_BACK)]
    heading = (here[0] - before[0], here[1] - before[1])
    best = max(sorted(choices), key=lambda pixel: _cosine(heading, here, pixel))
    return best if _cosine(heading, here, best) > _STRAIGHT else None


def _cosine(heading: Pixel, here: Pixel, there: Pixel) -> float:
    step = (there[0] - here[0], there[1] - here[1])
    lengths = math.hypot(*heading) * math.hypot(*step)
    return (heading[0] * step[0] + heading[1] * step[1]) / lengths if lengths else 1.0


def _smoothed(path: list[Pixel]) -> NDArray[np.float64]:
    """The path without the steps of its pixels and with fewer points; its ends stay."""
    points = np.asarray(path, np.float64)
    if len(points) <= 2:
        return points
    kept = [*range(0, len(points) - 1, _EVERY), len(points) - 1]
    reach = [min(_SMOOTH, at, len(points) - 1 - at) for at in kept]
    means = [points[at - near : at + near + 1].mean(axis=0) for at, near in zip(kept, reach, strict=True)]
    return np.asarray(means)


def _runs(fat: Mask, spacing: int) -> Iterator[list[Pixel]]:
    """Lines across the parts of a mask, so many rows apart."""
    for row in range(spacing // 2, len(fat), spacing):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], fat[row].astype(np.int8), [0]])))
        yield from ([(row, int(a)), (row, int(b) - 1)] for a, b in zip(edges[::2], edges[1::2], strict=True))
