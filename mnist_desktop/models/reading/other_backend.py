"""A file of Keras 1 as it would be if Theano had calculated: Keras 1 does not say what did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mnist_desktop.models.graph import Architecture
from mnist_desktop.models.reading.configuration import read_model
from mnist_desktop.models.reading.hdf5_file import Hdf5File
from mnist_desktop.models.reading.inspection import NotOpened
from mnist_desktop.models.reading.weights import Arrays, read_legacy_weights
from mnist_desktop.models.reading.writer import Writer

_LARGEST = 100_000_000
"""Bytes of arrays; a larger network was not made for digits, and both readings would fill the memory."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A network, and the arrays of each of its layers."""

    network: Architecture
    arrays: tuple[Arrays, ...]


def reading_of_theano(
    file: Hdf5File, configuration: dict[str, Any], writer: Writer, plain: Reading
) -> Reading | None:
    """What the file holds if its kernels were learnt with Theano.

    Args:
        file: What was found harmless.
        configuration: That of its model.
        writer: Who wrote the file.
        plain: What it holds if they were not.

    Returns:
        The other reading; None where the file says who calculated, where both are the same, and for a network
        that is too large to be read twice.

    """
    if not writer.may_be_theano or sum(array.nbytes for few in plain.arrays for array in few) > _LARGEST:
        return None
    try:
        understood = read_model(configuration, writer.with_theano())
        arrays = read_legacy_weights(file, understood)
    except NotOpened:
        return None
    other = Reading(understood.architecture, arrays)
    return None if _is_same(plain, other) else other


def _is_same(first: Reading, second: Reading) -> bool:
    pairs = zip(first.arrays, second.arrays, strict=True)
    return first.network == second.network and all(
        all(map(np.array_equal, mine, theirs)) for mine, theirs in pairs
    )
