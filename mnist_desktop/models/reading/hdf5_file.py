"""An HDF5 file from somebody: its structure is walked and found harmless before a number is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.reading.inspection import damaged, refused
from mnist_desktop.models.reading.limits import (
    DEEPEST_OBJECT,
    FREE_EXPANSION,
    LARGEST_ARRAY,
    LARGEST_CONFIGURATION,
    MOST_EXPANSION,
    MOST_NAMES,
    MOST_OBJECTS,
)
from mnist_desktop.models.reading.packed_pieces import require_pieces_of_claimed_size, require_plain_filters
from mnist_desktop.models.reading.text_heaps import require_walkable_heaps
from mnist_desktop.problems import ProblemCode

# What h5py raises for a damaged file, found by damaging files; a crash of libhdf5 ends the child process.
_TROUBLE = (
    OSError,
    RuntimeError,
    KeyError,
    ValueError,
    TypeError,
    OverflowError,
    SystemError,
    ZeroDivisionError,
)
_NO_ROOM = "memory allocation failed"
_BFLOAT16 = np.dtype("V2")
_LAYOUTS = {h5py.h5d.COMPACT, h5py.h5d.CONTIGUOUS, h5py.h5d.CHUNKED}


@dataclass(frozen=True)
class StoredArray:
    """An array in the file that may be read."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    @property
    def is_float(self) -> bool:
        """Whether it holds floats, bfloat16 among them, which HDF5 keeps as two bytes that mean nothing."""
        return self.dtype.kind == "f" or self.dtype == _BFLOAT16


class Hdf5File:
    """A file whose structure was found harmless. Paths have slashes and no leading one."""

    def __init__(self, file: h5py.File) -> None:
        """Walk through the whole file; NotOpened where something could lead elsewhere or fill the memory."""
        self._file = file
        self._groups: dict[str, h5py.Group] = {"": file}
        self._datasets: dict[str, h5py.Dataset] = {}
        self._seen: set[object] = {_address(file)}
        self._objects = 0
        self._walk(file, "", 1)
        self.arrays = {path: StoredArray(item.shape, item.dtype) for path, item in self._datasets.items()}

    def has_group(self, path: str) -> bool:
        """Whether there is a group at `path`."""
        return path in self._groups

    def text(self, path: str, name: str) -> str | None:
        """The attribute `name` of the group at `path`, where it is a text."""
        with told_as_damage():
            value = self._attribute(path, name)
            if isinstance(value, bytes):
                return value.decode("utf-8")
            return value if isinstance(value, str) else None

    def texts(self, path: str, name: str) -> tuple[str, ...] | None:
        """The attribute `name`, a list of texts; Keras divides a long one into `name0`, `name1`, ..."""
        with told_as_damage():
            whole = self._texts(path, name)
            if whole is not None:
                return whole
            parts: list[str] = []
            number = 0
            while (part := self._texts(path, f"{name}{number}")) is not None:
                parts.extend(part)
                number += 1
                if len(parts) > MOST_NAMES or number > MOST_NAMES:
                    raise refused(ProblemCode.MODEL_HDF5_OBJECTS, limit=MOST_NAMES)
            return tuple(parts) if number else None

    def read(self, path: str) -> NDArray[np.float32]:
        """The array at `path`, one of `arrays` with floats, as float32."""
        dataset = self._datasets[path]
        with told_as_damage():
            require_pieces_of_claimed_size(dataset, shown(path))
            if dataset.dtype == _BFLOAT16:
                halves = np.asarray(dataset[()]).view(np.uint16).astype(np.uint32)
                return (halves << 16).view(np.float32).reshape(dataset.shape)
            values = np.empty(dataset.shape, np.float32)
            if values.size:
                dataset.read_direct(values)
        return values

    def _walk(self, group: h5py.Group, path: str, depth: int) -> None:
        if depth > DEEPEST_OBJECT:
            raise refused(ProblemCode.MODEL_HDF5_DEPTH, limit=DEEPEST_OBJECT)
        self._objects += group.id.get_num_objs()
        if self._objects > MOST_OBJECTS:
            raise refused(ProblemCode.MODEL_HDF5_OBJECTS, limit=MOST_OBJECTS)
        for name in group.id:
            # Keras on Windows once wrote backslashes where it meant slashes.
            inner = f"{path}/{name.decode('utf-8')}".replace("\\", "/").lstrip("/")
            if group.id.links.get_info(name).type != h5py.h5l.TYPE_HARD:
                raise refused(ProblemCode.MODEL_HDF5_LINK, name=shown(inner))
            item = group[name]
            if isinstance(item, h5py.Group):
                self._enter(item, inner, depth)
            elif isinstance(item, h5py.Dataset) and item.shape is not None:
                _require_harmless(item, inner)
                self._datasets[inner] = item

    def _enter(self, group: h5py.Group, path: str, depth: int) -> None:
        address = _address(group)
        if address in self._seen:
            raise refused(ProblemCode.MODEL_HDF5_LINK, name=shown(path))
        self._seen.add(address)
        self._groups[path] = group
        self._walk(group, path, depth + 1)

    def _texts(self, path: str, name: str) -> tuple[str, ...] | None:
        value = self._attribute(path, name)
        if not isinstance(value, np.ndarray):
            return None
        items = value.reshape(-1).tolist()
        texts = (item.decode("utf-8") if isinstance(item, bytes) else item for item in items)
        return tuple(text for text in texts if isinstance(text, str))

    def _attribute(self, path: str, name: str) -> object:
        group = self._groups.get(path)
        if group is None or name not in group.attrs:
            return None
        stored = group.attrs.get_id(name)
        if h5py.check_string_dtype(stored.dtype) is None:
            return None
        count = prod(stored.shape or ())
        if count > MOST_NAMES or count * stored.dtype.itemsize > LARGEST_CONFIGURATION:
            raise refused(ProblemCode.MODEL_CONFIG_TOO_LARGE)
        value: object = group.attrs[name]
        return value


@contextmanager
def opened_hdf5(path: Path) -> Iterator[Hdf5File]:
    """The HDF5 file at `path`, after its structure was found harmless; NotOpened otherwise."""
    require_walkable_heaps(path)
    with told_as_damage():
        file = h5py.File(path, "r", locking=False)
    with file:
        with told_as_damage():
            harmless = Hdf5File(file)
        yield harmless


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Turn what h5py raises for a damaged file into NotOpened; MemoryError where there was no room for it."""
    try:
        yield
    except _TROUBLE as error:
        if _NO_ROOM in str(error):
            raise MemoryError from error
        reason = shown(" ".join(str(error).split())[:100], 100) or type(error).__name__
        raise damaged(ProblemCode.MODEL_FILE_DAMAGED, reason=reason) from error


def shown(name: str, most: int = 60) -> str:
    """The last signs of a name out of a file, in a form that is safe to print."""
    return ascii(name[-most:])[1:-1]


def _address(group: h5py.Group) -> object:
    information = h5py.h5o.get_info(group.id)
    return information.fileno, information.addr


def _require_harmless(dataset: h5py.Dataset, path: str) -> None:
    settings = dataset.id.get_create_plist()
    if settings.get_layout() not in _LAYOUTS or settings.get_external_count():
        raise refused(ProblemCode.MODEL_HDF5_OUTSIDE, name=shown(path))
    require_plain_filters(dataset, shown(path))
    claimed = prod(dataset.shape) * dataset.dtype.itemsize
    stored = dataset.id.get_storage_size()
    piece = prod(dataset.chunks or ()) * dataset.dtype.itemsize
    grows = claimed > max(FREE_EXPANSION, MOST_EXPANSION * stored) or piece > 4 * max(FREE_EXPANSION, claimed)
    if max(claimed, piece) > LARGEST_ARRAY or grows or (claimed and not stored):
        raise refused(
            ProblemCode.MODEL_HDF5_SIZE,
            name=shown(path),
            size_mb=claimed // 1_000_000,
            stored_kb=stored // 1000,
        )
