"""Dividing a set that nobody divided into images to learn from and images to be measured on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LEAST_WRITERS = 5
_SEED = 1


def divided(
    labels: NDArray[np.int64], writers: NDArray[np.int64], share: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions to learn from and positions to be measured on, in order; the same ones each time.

    Where every image has a known writer, and at least five are known, whole writers are held out: a network
    is to read hands that it has not seen. Otherwise the share is taken of each class.

    Args:
        labels: (n,) int64.
        writers: (n,) int64, -1 where unknown.
        share: of the images, 0 to below 1, to be measured on.

    """
    chance = np.random.default_rng(_SEED)
    hands = np.unique(writers)
    by_hand = len(hands) >= _LEAST_WRITERS and hands[0] >= 0
    is_test = _whole_writers(writers, hands, share, chance) if by_hand else _of_each(labels, share, chance)
    return np.flatnonzero(~is_test).astype(np.int64), np.flatnonzero(is_test).astype(np.int64)


def _of_each(labels: NDArray[np.int64], share: float, chance: np.random.Generator) -> NDArray[np.bool_]:
    is_test = np.zeros(len(labels), np.bool_)
    for label in np.unique(labels):
        places = chance.permutation(np.flatnonzero(labels == label))
        is_test[places[: round(share * len(places))]] = True
    return is_test


def _whole_writers(
    writers: NDArray[np.int64], hands: NDArray[np.int64], share: float, chance: np.random.Generator
) -> NDArray[np.bool_]:
    is_test = np.zeros(len(writers), np.bool_)
    for hand in chance.permutation(hands):
        if np.count_nonzero(is_test) >= share * len(writers):
            break
        is_test |= writers == hand
    return is_test
