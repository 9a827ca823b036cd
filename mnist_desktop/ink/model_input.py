"""The one way from a drawing, or from a grey image, to the 28x28 array that a model reads.

The recipe is MNIST's own (LeCun, Cortes, Burges, "The MNIST database"): the digit is fitted into a box of
20x20 pixels keeping its aspect, anti-aliased, and its centre of mass is put at the centre of 28x28. Ink is
drawn from its vectors with a pen as wide as MNIST's, whatever the brush on the screen was.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.image_input import FoundInk, find_ink
from mnist_desktop.ink.image_strokes import pen_path

ModelInput: TypeAlias = NDArray[np.float32]

SIDE = 28
BOX = 20.0
PEN_WIDTH = 2.6
# The centre of mass of MNIST's own digits, in pixel indices, measured over its test set.
CENTRE = 14.0
SMALLEST_EXTENT = 1e-100
"""What is smaller is a dot: it could not be scaled up without an overflow."""
_SPACING = 0.35
_MOST_POINTS = 1500
_POINTS_AT_ONCE = 4096

_NUMBERS = np.arange(_MOST_POINTS + 2, dtype=np.float64)
_PIXELS = np.arange(SIDE, dtype=np.float32)


def drawing_to_input(drawing: Drawing, pen_width: float = PEN_WIDTH) -> ModelInput:
    """Render a drawing as model input.

    Args:
        drawing: Strokes in any unit. Where the pen's width is known, a drawing smaller than the pen is
            not blown up: a dot stays a dot.
        pen_width: Width of the rendered pen in model pixels.

    Returns:
        (28, 28) float32 in 0..1, ink = 1, read-only; all zero for an empty drawing.

    """
    traces = [np.asarray(stroke.points, dtype=np.float64) for stroke in drawing.strokes if stroke.points]
    if not traces:
        return _finished(np.zeros((SIDE, SIDE), dtype=np.float32))
    points = _resampled(_fitted(traces, drawing.pen_width, pen_width))
    return _centred(points, pen_width)


def image_to_input(grey: NDArray[np.uint8]) -> ModelInput:
    """Bring a grey image with one digit to model input.

    Args:
        grey: (height, width) uint8; dark ink on light paper or light ink on dark.

    Returns:
        (28, 28) float32 in 0..1, ink = 1, read-only; all zero where there is no ink. An image that
        already is like MNIST's (28x28, light ink on black) passes unchanged.

    """
    return found_to_input(find_ink(grey))


def found_to_input(found: FoundInk | None) -> ModelInput:
    """Render the ink found in an image as if it had been drawn: the path of its pen, with the model's pen.

    Returns:
        As `image_to_input`.

    """
    if found is None:
        return _finished(np.zeros((SIDE, SIDE), dtype=np.float32))
    if found.is_input:
        return _finished(found.ink.copy())
    path = pen_path(found.ink)
    low, high = _soft_box(found.ink)
    extent = float((high - low).max()) - path.width
    scale = (BOX - PEN_WIDTH) / max(extent, path.width)
    points = ((path.points - (low + high) / 2) * scale + CENTRE).astype(np.float32)
    # Where the points are all of the ink, and not the middle of it, they have its width already.
    return _centred(points, PEN_WIDTH - path.covered * scale)


def _soft_box(ink: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where cut-out ink begins and ends, as (x, y) each; its outermost pixels are often covered in part."""
    height, width = ink.shape
    first = np.array([0.5 - ink[:, 0].max(), 0.5 - ink[0].max()], dtype=np.float64)
    last = np.array([width - 1.5 + ink[:, -1].max(), height - 1.5 + ink[-1].max()], dtype=np.float64)
    return first, last


def images_to_inputs(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Model input of a set that is already like MNIST: (n, 28, 28) uint8 to float32 in 0..1."""
    return images.astype(np.float32) / np.float32(255)


def _finished(array: NDArray[np.float32]) -> ModelInput:
    array.setflags(write=False)
    return array


def _centred(points: NDArray[np.float32], pen_width: float) -> ModelInput:
    """Ink the points twice: to find the centre of mass, and with it in the middle."""
    first = pen_coverage(points, pen_width)
    return _finished(pen_coverage(points + (CENTRE - _centre_of_mass(first)), pen_width))


def _fitted(
    traces: list[NDArray[np.float64]], drawn_width: float, pen_width: float
) -> list[NDArray[np.float64]]:
    """Scale the traces so that the inked box is 20 pixels, and put them in the middle."""
    everything = np.concatenate(traces)
    low, high = everything.min(axis=0), everything.max(axis=0)
    extent = max(float((high - low).max()), drawn_width)
    scale = (BOX - pen_width) / extent if extent > SMALLEST_EXTENT else 0.0
    middle = (low + high) / 2
    return [(trace - middle) * scale + CENTRE for trace in traces]


def _resampled(traces: list[NDArray[np.float64]]) -> NDArray[np.float32]:
    """Points close enough to each other that discs on them make a smooth line: (n, 2) float32.

    All traces at once, laid behind each other on one scale: Numpy lets go of Python's lock in most calls, and
    a training that waits for it keeps it for a while each time.
    """
    points = np.concatenate(traces)
    ends = np.cumsum([len(trace) for trace in traces])
    steps = np.hypot(*np.diff(points, axis=0).T)
    # From the end of a trace to the start of the next one nothing is drawn; any way between them will do.
    steps[ends[:-1] - 1] = 1.0
    along = np.concatenate([[0.0], np.cumsum(steps)])
    starts, stops = along[np.concatenate([[0], ends[:-1]])], along[ends - 1]
    spacing = max(_SPACING, float((stops - starts).sum()) / _MOST_POINTS)
    at = np.concatenate(
        [_evenly(start, stop, spacing) for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
    )
    across, down = (np.interp(at, along, points[:, axis]) for axis in (0, 1))
    return np.stack([across, down], axis=1).astype(np.float32)


def _evenly(start: float, stop: float, spacing: float) -> NDArray[np.float64]:
    """Places from start to stop, both included, no farther from each other than the spacing."""
    count = max(2, math.ceil((stop - start) / spacing) + 1)
    places = _NUMBERS[:count] * ((stop - start) / (count - 1)) + start
    places[-1] = stop
    return places


def pen_coverage(points: NDArray[np.float32], pen_width: float) -> NDArray[np.float32]:
    """How much of each pixel a round pen covers, from the distance to the nearest point of its path.

    Args:
        points: (n, 2) float32, x and y in pixels of the model's input, close to each other.
        pen_width: in the same pixels.

    Returns:
        (28, 28) float32 in 0..1.

    """
    reach = np.float32(pen_width / 2 + 0.5)
    rows, columns = (_pixels_within(points[:, axis], reach) for axis in (1, 0))
    squares = _nearest_squares(points[:_POINTS_AT_ONCE], rows, columns)
    # A file may have any number of strokes, and each has a point at least.
    for start in range(_POINTS_AT_ONCE, len(points), _POINTS_AT_ONCE):
        more = _nearest_squares(points[start : start + _POINTS_AT_ONCE], rows, columns)
        np.minimum(squares, more, out=squares)
    covered = np.zeros((SIDE, SIDE), dtype=np.float32)
    covered[rows, columns] = np.clip(reach - np.sqrt(squares), 0, 1)
    return covered


def _pixels_within(places: NDArray[np.float32], reach: np.float32) -> slice:
    """The rows or columns that a pen at these places can touch."""
    first, last = math.ceil(places.min() - reach), math.floor(places.max() + reach)
    return slice(min(max(first, 0), SIDE), max(min(last + 1, SIDE), 0))


def _nearest_squares(points: NDArray[np.float32], rows: slice, columns: slice) -> NDArray[np.float32]:
    """Of each pixel in these rows and columns the squared distance to the nearest of the points."""
    # Squares by row and by column, and no matrix product, whose library would wait for every core.
    across = (points[:, 0, np.newaxis] - _PIXELS[columns]) ** 2
    down = (points[:, 1, np.newaxis] - _PIXELS[rows]) ** 2
    nearest: NDArray[np.float32] = (down[:, :, np.newaxis] + across[:, np.newaxis, :]).min(axis=0)
    return nearest


def _centre_of_mass(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Centre of mass as (x, y) in pixel indices."""
    mass = float(image.sum())
    if mass == 0:
        return np.full(2, CENTRE, dtype=np.float32)
    across, down = (image.sum(axis=0) * _PIXELS).sum() / mass, (image.sum(axis=1) * _PIXELS).sum() / mass
    return np.array([across, down], dtype=np.float32)
