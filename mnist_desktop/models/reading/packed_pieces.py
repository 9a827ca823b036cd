"""The packed pieces of an array in an HDF5 file: how they are packed, and what they unpack to.

libhdf5 makes room for as much as a piece unpacks to, however little it should be.
"""

from __future__ import annotations

import zlib
from math import prod

import h5py

from mnist_desktop.models.reading.inspection import damaged, refused, unsupported
from mnist_desktop.problems import ProblemCode

_SHUFFLE, _DEFLATE, _SUM = h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_FLETCHER32
_IN_ORDER = (_SHUFFLE, _DEFLATE, _SUM)
_BYTES_OF_SUM = 4


def require_plain_filters(dataset: h5py.Dataset, name: str) -> None:
    """Let an array pass whose pieces are shuffled, deflated, summed up: each at most once, in this order.

    Raises:
        NotOpened: For other ways to pack; `name` is the array's, for the sentence.

    """
    filters = _filters(dataset)
    if filters != [step for step in _IN_ORDER if step in filters]:
        raise unsupported(ProblemCode.MODEL_HDF5_FILTER, name=name)


def require_pieces_of_claimed_size(dataset: h5py.Dataset, name: str) -> None:
    """Unpack each deflated piece of an array, with a bound, and let none pass that holds more than it should.

    Raises:
        NotOpened: Where a piece is damaged or unpacks to more.

    """
    filters = _filters(dataset)
    if _DEFLATE not in filters:
        return
    skipped = 1 << filters.index(_DEFLATE)
    size = prod(dataset.chunks) * dataset.id.get_type().get_size()
    places: list[tuple[int, ...]] = []
    dataset.id.chunk_iter(lambda stored: places.append(stored.chunk_offset))
    for place in places:
        left_out, content = dataset.id.read_direct_chunk(place)
        if left_out & skipped:
            # Numbers that deflating would not shrink are stored as they are.
            if len(content) > size + _BYTES_OF_SUM:
                raise refused(ProblemCode.MODEL_HDF5_UNPACKS, name=name)
        else:
            _require_unpacking_to(content, size, name)


def _require_unpacking_to(content: bytes, size: int, name: str) -> None:
    unpacking = zlib.decompressobj()
    try:
        unpacked = len(unpacking.decompress(content, size + 1))
    except zlib.error as error:
        raise damaged(ProblemCode.MODEL_FILE_DAMAGED, reason=f"{name}: {error}") from error
    if unpacked > size:
        raise refused(ProblemCode.MODEL_HDF5_UNPACKS, name=name)


def _filters(dataset: h5py.Dataset) -> list[int]:
    settings = dataset.id.get_create_plist()
    return [settings.get_filter(number)[0] for number in range(settings.get_nfilters())]
