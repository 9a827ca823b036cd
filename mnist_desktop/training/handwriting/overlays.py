"""MNIST's own digits with what other hands add: zeros slashed, ones flagged and footed, sevens crossed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import pen_coverage

_INK = 96
_SPACING = 0.35


def with_additions(digits: LabelledImages, count: int, chance: np.random.Generator) -> LabelledImages:
    """`count` images of 0, 1 and 7 in turn, chosen at random among `digits`, each with its addition."""
    additions: dict[int, Callable[[NDArray[np.uint8], np.random.Generator], list[NDArray[np.float64]]]] = {
        0: _slash,
        1: _flag_and_foot,
        7: _bar,
    }
    images, labels = [], []
    for number in range(count):
        label = (0, 1, 7)[number % 3]
        places = np.flatnonzero(digits.labels == label)
        if not len(places):
            continue
        image = digits.images[chance.choice(places)]
        images.append(_inked(image, additions[label](image, chance), chance.uniform(1.8, 3.2)))
        labels.append(label)
    stacked = np.stack(images) if images else np.empty((0, 28, 28), np.uint8)
    return LabelledImages("additions", stacked, np.array(labels, np.int64), digits.class_names)


def _slash(image: NDArray[np.uint8], chance: np.random.Generator) -> list[NDArray[np.float64]]:
    left, top, right, bottom = _box(image)
    beyond = chance.uniform(-0.25, 0.12)
    width, height = right - left, bottom - top
    low = (left - beyond * width, bottom + beyond * height)
    high = (right + beyond * width, top - beyond * height)
    return [np.array([low, high]) + chance.normal(0, 0.7, (2, 2))]


def _flag_and_foot(image: NDArray[np.uint8], chance: np.random.Generator) -> list[NDArray[np.float64]]:
    _left, top, _right, bottom = _box(image)
    height = bottom - top
    added = []
    kind = chance.integers(3)
    if kind != 1:
        tip = np.array([_middle_of_row(image, top), top + 1.0])
        reach = chance.uniform(0.12, 0.5) * height
        added.append(np.array([tip, tip + np.array([-reach * chance.uniform(0.5, 1.1), reach])]))
    if kind != 0:
        foot = np.array([_middle_of_row(image, bottom), bottom - 0.5])
        before, after = chance.uniform(0.15, 0.4, 2) * height
        added.append(foot + np.array([[-before, chance.normal(0, 0.5)], [after, 0.0]]))
    return added


def _bar(image: NDArray[np.uint8], chance: np.random.Generator) -> list[NDArray[np.float64]]:
    _left, top, _right, bottom = _box(image)
    row = top + chance.uniform(0.42, 0.68) * (bottom - top)
    stem = np.array([_middle_of_row(image, row), row])
    before, after = chance.uniform(2.5, 6.5, 2)
    return [stem + np.array([[-before, chance.normal(0, 0.8)], [after, chance.normal(0, 0.8)]])]


def _box(image: NDArray[np.uint8]) -> tuple[float, float, float, float]:
    rows, columns = np.flatnonzero((image > _INK).any(axis=1)), np.flatnonzero((image > _INK).any(axis=0))
    if not len(rows):
        return 10.0, 4.0, 18.0, 24.0
    return float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1])


def _middle_of_row(image: NDArray[np.uint8], row: float) -> float:
    """Where the ink of a row is, on average; of the whole digit where the row has none."""
    inked = image[round(row)].astype(np.float64)
    if not inked.any():
        inked = image.sum(axis=0, dtype=np.float64)
    return float((inked * np.arange(image.shape[1])).sum() / max(inked.sum(), 1.0))


def _inked(
    image: NDArray[np.uint8], strokes: list[NDArray[np.float64]], pen_width: float
) -> NDArray[np.uint8]:
    """The image with straight strokes (start, end) drawn onto it."""
    points = np.concatenate(
        [np.linspace(start, end, max(2, int(np.hypot(*(end - start)) / _SPACING))) for start, end in strokes]
    )
    added = np.rint(pen_coverage(points.astype(np.float32), pen_width) * 255).astype(np.uint8)
    return np.maximum(image, added)
