"""Between which values a share lies, with a confidence of 95 %."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique

import numpy as np
from numpy.typing import NDArray

FEWEST_WRITERS = 5
_Z = 1.959963984540054
_RESAMPLES = 4000
_FEWEST_RESAMPLES = 1000
_MOST_DRAWS = 40_000_000
_DRAWS_AT_ONCE = 1_000_000
_SEED = 1


@unique
class Unit(StrEnum):
    """What was taken as drawn independently of each other."""

    IMAGES = "images"
    WRITERS = "writers"


@dataclass(frozen=True)
class Interval:
    """Bounds of a share, each in 0..1, and by what they were found."""

    low: float
    high: float
    by: Unit


def share_interval(hits: NDArray[np.bool_], writers: NDArray[np.int64]) -> Interval | None:
    """The interval of the share of hits.

    A writer's images are alike, so whole writers are resampled where each image's writer is known and there
    are at least five. Where all or none are hits, resampling could not tell anything.

    Args:
        hits: (n,) which of the images count.
        writers: (n,) a number for each writer, -1 where unknown.

    Returns:
        None where there is no image.

    """
    if len(hits) == 0:
        return None
    numbers, of_image = np.unique(writers, return_inverse=True)
    is_mixed = 0 < np.count_nonzero(hits) < len(hits)
    if is_mixed and numbers[0] >= 0 and len(numbers) >= FEWEST_WRITERS:
        counts = np.bincount(of_image).astype(np.float64)
        return _by_writers(np.bincount(of_image, weights=hits).astype(np.float64), counts)
    return _wilson(int(np.count_nonzero(hits)), len(hits))


def _wilson(hits: int, count: int) -> Interval:
    """E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927."""
    share, square = hits / count, _Z * _Z
    centre = share + square / (2 * count)
    half = _Z * np.sqrt(share * (1 - share) / count + square / (4 * count * count))
    low, high = (centre - half) / (1 + square / count), (centre + half) / (1 + square / count)
    # Rounding would leave a bound a hair's breadth beside the share where all or none are hits.
    return Interval(
        0.0 if hits == 0 else float(low), 1.0 if hits == count else float(min(high, 1.0)), Unit.IMAGES
    )


def _by_writers(hits: NDArray[np.float64], counts: NDArray[np.float64]) -> Interval:
    """Percentiles of the share over samples of as many writers, drawn with replacement."""
    writers = len(counts)
    random = np.random.default_rng(_SEED)
    resamples = max(_FEWEST_RESAMPLES, min(_RESAMPLES, _MOST_DRAWS // writers))
    at_once = max(1, _DRAWS_AT_ONCE // writers)
    shares = np.empty(resamples)
    for start in range(0, resamples, at_once):
        part = shares[start : start + at_once]
        drawn = random.integers(0, writers, (len(part), writers))
        part[:] = hits[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return Interval(float(low), float(high), Unit.WRITERS)
