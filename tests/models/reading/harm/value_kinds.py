"""HDF5 files whose values are not what they should be: kinds of numbers, attributes, names."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np

from mnist_desktop.problems import ProblemCode
from tests.models.reading.harm.kinds import SECRET, Hostile, not_opened, refused
from tests.models.reading.harm.structure_kinds import h5, inside_keras, instead_of_kernel
from tests.models.reading.sample_files import normal, write_h5

CODE = ProblemCode
_SHAPE = (8, 10)


def _data(value: object, dtype: object = None) -> Callable[[Path], None]:
    return instead_of_kernel(lambda group, name, _: group.create_dataset(name, data=value, dtype=dtype))


def _region_references(group: h5py.Group, name: str, folder: Path) -> None:
    target = group.create_dataset("target", data=normal(10, 10))
    data = group.create_dataset(name, _SHAPE, h5py.regionref_dtype)
    data[0, 0] = target.regionref[0:2, 0:2]


def _references(group: h5py.Group, name: str, folder: Path) -> None:
    data = group.create_dataset(name, _SHAPE, h5py.ref_dtype)
    data[0, 0] = group.ref


def _committed_type(group: h5py.Group, name: str, folder: Path) -> None:
    group[name] = np.dtype("f4")


def _nothing(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, data=h5py.Empty("f4"))


def _spoilt(value: float) -> Callable[[Path], None]:
    array = normal(*_SHAPE)
    array[5, 5] = value
    return _data(array)


def _filled_with_nan(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, _SHAPE, "f4", fillvalue=np.nan)


def _attribute(name: str, value: object) -> Callable[[Path], None]:
    """Another attribute on the group of weights, or another configuration where that is its name."""

    def change(file: h5py.File, folder: Path) -> None:
        place = file if name in ("model_config", "keras_version") else file["model_weights"]
        place.attrs.pop(name, None)
        place.attrs[name] = value

    return h5(change)


def _long_text(file: h5py.File, folder: Path) -> None:
    del file.attrs["model_config"]
    file.attrs["model_config"] = '{"a":"' + "x" * 60_000_000 + '"}'


def one_text_many_times(path: Path) -> None:
    """A list of 4,000 names that all are one text of 4 MB: 16 GB out of a file of 4 MB."""
    count, size = 4_000, 4_000_000
    names = np.array(["a" * size, *["bb"] * (count - 1)], dtype=object)

    def change(file: h5py.File) -> None:
        del file["model_weights"].attrs["layer_names"]
        kind = h5py.string_dtype()
        file["model_weights"].attrs.create("layer_names", names, dtype=kind)

    write_h5(path, change_weights=change)
    content = bytearray(path.read_bytes())
    # A variable-length text is kept as its length, the address of its heap and a number in that heap.
    start = content.find(struct.pack("<I", size))
    while start >= 0 and struct.unpack_from("<I", content, start + 16)[0] != 2:
        start = content.find(struct.pack("<I", size), start + 1)
    assert start >= 0
    reference = bytes(content[start : start + 16])
    for number in range(1, count):
        content[start + 16 * number : start + 16 * number + 16] = reference
    path.write_bytes(content)


def _names(*names: str) -> Callable[[Path], None]:
    """Other names of the last layer's arrays."""

    def change(file: h5py.File, folder: Path) -> None:
        given = [name.replace("SECRET", str(folder / SECRET)).encode() for name in names]
        file["model_weights/layer_9"].attrs["weight_names"] = given

    return h5(change)


def _odd_group(file: h5py.File, folder: Path) -> None:
    file["model_weights/\x1b[2J\x07owned"] = h5py.SoftLink("/")


def _odd_layer(file: h5py.File, folder: Path) -> None:
    file["model_weights"].attrs["layer_names"] = [b"\x1b[31mlayer\r\n"] * 4


def _nan_inside(file: h5py.File, folder: Path) -> None:
    file["layers/dense/vars/0"][0, 0] = np.nan


_COMPOUND = np.dtype([("a", "f4"), ("b", [("c", "f4", (3,)), ("d", "S8")])])

VALUE_KINDS: dict[str, Hostile] = {
    "not a number": not_opened(_spoilt(np.nan), CODE.MODEL_WEIGHTS_NOT_FINITE),
    "infinite": not_opened(_spoilt(-np.inf), CODE.MODEL_WEIGHTS_NOT_FINITE),
    "not a number inside": not_opened(inside_keras(_nan_inside), CODE.MODEL_WEIGHTS_NOT_FINITE),
    "filled with no number": not_opened(instead_of_kernel(_filled_with_nan)),
    "whole numbers": not_opened(_data(np.ones(_SHAPE, "i8")), CODE.MODEL_WEIGHTS_SHAPE),
    "complex numbers": not_opened(_data(np.ones(_SHAPE, "c8")), CODE.MODEL_WEIGHTS_SHAPE),
    "truth": not_opened(_data(np.ones(_SHAPE, "?")), CODE.MODEL_WEIGHTS_SHAPE),
    "texts": not_opened(_data(np.full(_SHAPE, b"x" * 40)), CODE.MODEL_WEIGHTS_SHAPE),
    "texts of any length": not_opened(_data(np.full(_SHAPE, "x", object), h5py.string_dtype())),
    "lists of any length": not_opened(
        instead_of_kernel(lambda group, name, _: group.create_dataset(name, _SHAPE, h5py.vlen_dtype("f4")))
    ),
    "opaque": not_opened(_data(np.zeros(_SHAPE, "V16")), CODE.MODEL_WEIGHTS_SHAPE),
    "records": not_opened(_data(np.zeros(_SHAPE, _COMPOUND)), CODE.MODEL_WEIGHTS_SHAPE),
    "choices": not_opened(_data(np.zeros(_SHAPE, "i4"), h5py.enum_dtype({"A": 0}, "i4"))),
    "references": not_opened(instead_of_kernel(_references)),
    "references to regions": not_opened(instead_of_kernel(_region_references)),
    "a type and no array": not_opened(instead_of_kernel(_committed_type)),
    "a group and no array": not_opened(
        instead_of_kernel(lambda group, name, _: group.create_group(name)), CODE.MODEL_WEIGHTS_SHAPE
    ),
    "no space": not_opened(instead_of_kernel(_nothing)),
    "one number": not_opened(_data(np.float32(1)), CODE.MODEL_WEIGHTS_SHAPE),
    "no numbers": not_opened(_data(np.zeros((0, 10), "f4")), CODE.MODEL_WEIGHTS_SHAPE),
    "numbers of 16 bytes": not_opened(_data(np.full(_SHAPE, np.longdouble("1e4000")))),
    "many names": refused(_attribute("layer_names", np.array([b"x"] * 7_000)), CODE.MODEL_CONFIG_TOO_LARGE),
    "long configuration": not_opened(h5(_long_text), CODE.MODEL_CONFIG_TOO_LARGE),
    "one text many times": not_opened(one_text_many_times, CODE.MODEL_READING_MEMORY),
    "configuration of numbers": not_opened(_attribute("model_config", np.arange(1_000))),
    "configuration of bytes": not_opened(_attribute("model_config", np.bytes_(b"\xff\xfe\x00{"))),
    "configuration of records": not_opened(_attribute("model_config", np.zeros(3, _COMPOUND))),
    "names that are numbers": not_opened(_attribute("layer_names", np.arange(10.0))),
    "names that lead up": not_opened(
        _names("../../../../../SECRET", "/etc/passwd"), CODE.MODEL_WEIGHTS_SHAPE
    ),
    "one array for all": not_opened(_names(*["layer_9/kernel:0"] * 2), CODE.MODEL_WEIGHTS_SHAPE),
    "signs for the terminal in a group": refused(h5(_odd_group), CODE.MODEL_HDF5_LINK),
    "signs for the terminal in a name": not_opened(h5(_odd_layer)),
}
