"""The connected parts of a mask, and which of them are no handwriting: ruled lines, frames, specks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_WHOLE_SIDE = 0.97
_MOST_OF_SIDE = 0.8
_RIM = 0.9
_LONG_TOUCH = 0.5
_MOST_OF_IMAGE = 0.6
_HOLLOW = 0.25
_RULE_WIDTH = 0.02
_WHOLE_DIGIT = 0.95
_SPECK = 0.06
_MOST_PARTS = 40
_DOT = 12
_MOST_DOTS = 4


def label_parts(mask: Mask) -> tuple[NDArray[np.int32], int]:
    """Number the parts whose pixels touch each other, corners included.

    Args:
        mask: (h, w) bool.

    Returns:
        (h, w) int32, 0 outside and 1.. in the parts; and how many there are.

    """
    height, width = mask.shape
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1).ravel()
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    # A row of `edges` is one longer than a row of pixels, so runs of different rows never meet.
    row = width + 1
    first = np.searchsorted(ends, starts + row, side="left")
    last = np.searchsorted(starts, ends + row, side="right")
    counts = np.maximum(last - first, 0)
    above = np.repeat(np.arange(len(starts)), counts)
    below = np.arange(len(above)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    numbers, count = _joined(len(starts), above, below)
    flat = np.zeros(height * row + 1, dtype=np.int32)
    flat[starts] += numbers + 1
    flat[ends] -= numbers + 1
    return np.cumsum(flat[:-1], dtype=np.int32).reshape(height, row)[:, :width], count


def _joined(count: int, one: NDArray[np.intp], other: NDArray[np.intp]) -> tuple[NDArray[np.int32], int]:
    """Groups of things that are tied in pairs: the group's number of each thing, and how many groups."""
    root = np.arange(count)
    while True:
        left, right = root[one], root[other]
        differ = left != right
        if not differ.any():
            break
        np.minimum.at(root, np.maximum(left, right)[differ], np.minimum(left, right)[differ])
        while (root != (shorter := root[root])).any():
            root = shorter
    roots, numbers = np.unique(root, return_inverse=True)
    return numbers.astype(np.int32), len(roots)


def handwriting(mask: Mask) -> Mask | None:
    """Keep the parts that can be handwriting; None where nothing is left or it is only noise."""
    mask = _without_rules(mask)
    labels, count = label_parts(mask)
    if count == 0:
        return None
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    alive = _without_surroundings(labels, sizes)
    if not alive.any():
        return None
    alive &= sizes >= _SPECK * sizes[alive].max()
    few = _MOST_DOTS if sizes[alive].max() <= _DOT else _MOST_PARTS
    if int(alive.sum()) > few:
        return None
    kept: Mask = np.concatenate([[False], alive])[labels]
    return kept


def _without_rules(mask: Mask) -> Mask:
    """Take the lines of ruled or squared paper out; a line from top to bottom that is alone is a 1."""
    level = _without_lines_across(mask)
    clear = _without_lines_across(level.T).T
    is_lone_stroke = level is mask and not clear.any() and len(_lines_across(mask.T)) == 1
    return mask if is_lone_stroke else clear


def _without_lines_across(mask: Mask) -> Mask:
    """Take out thin lines across the whole width, except where ink goes on above or below them.

    A single one stays where the ink reaches from top to bottom: the image is cut to the digit, and the
    line is one of its strokes.
    """
    lines = _lines_across(mask)
    if not lines or (len(lines) == 1 and _reach_down(mask) > _WHOLE_DIGIT):
        return mask
    result = mask.copy()
    around = np.pad(mask, ((1, 1), (0, 0)))
    for first, end in lines:
        result[first:end] &= around[first] | around[end + 1]
    return result


def _lines_across(mask: Mask) -> list[tuple[int, int]]:
    """First row and end of each line that is as thin as a ruled one and as long as the image is wide."""
    filled = mask.mean(axis=1) > _WHOLE_SIDE
    edges = np.flatnonzero(np.diff(np.pad(filled, 1).astype(np.int8))).tolist()
    thickest = max(1, _RULE_WIDTH * len(mask))
    return [
        (first, end) for first, end in zip(edges[::2], edges[1::2], strict=True) if end - first <= thickest
    ]


def _reach_down(mask: Mask) -> float:
    """The part of the image's height from the first row with ink to the last."""
    rows = np.flatnonzero(mask.any(axis=1))
    return (int(rows[-1]) + 1 - int(rows[0])) / len(mask)


def _without_surroundings(labels: NDArray[np.int32], sizes: NDArray[np.intp]) -> Mask:
    """Which parts are no frame and no table top around the sheet.

    Where nothing else is there, all of them, unless it is a frame around nearly the whole image.
    """
    alive = np.ones(len(sizes), dtype=np.bool_)
    sides = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    touched = np.stack([np.bincount(side, minlength=len(sizes) + 1)[1:] / len(side) for side in sides])
    hugging = (touched.sum(axis=0) > _LONG_TOUCH) & ((touched > 0).sum(axis=0) > 1)
    alive &= ~(hugging | (touched > _MOST_OF_SIDE).any(axis=0))
    around = False
    for number in np.flatnonzero(sizes > sum(labels.shape) / 2):
        part = labels == number + 1
        if _is_frame(part):
            alive[number] = False
            around |= _is_around(part)
    return alive if around or alive.any() else ~alive


def _is_frame(part: Mask) -> bool:
    """Whether a part runs along all four sides of its own box and leaves it hollow."""
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    box = part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    deep, wide = (max(1, side // 40) for side in box.shape)
    above, below = box[:deep].any(axis=0), box[-deep:].any(axis=0)
    left, right = box[:, :wide].any(axis=1), box[:, -wide:].any(axis=1)
    runs_along = all(float(rim.mean()) > _RIM for rim in (above, below, left, right))
    return runs_along and float(box.mean()) < _HOLLOW


def _is_around(frame: Mask) -> bool:
    """Whether most of the image is inside a frame."""
    rows, columns = np.flatnonzero(frame.any(axis=1)), np.flatnonzero(frame.any(axis=0))
    return float(np.ptp(rows) + 1) * float(np.ptp(columns) + 1) > _MOST_OF_IMAGE * frame.size
