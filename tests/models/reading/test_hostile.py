"""Files made to do harm, files that are something else, files that are broken: each gets its own sentence."""

from __future__ import annotations

import json
import os
import pickle
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.reading.sample_files import (
    ChangeWeights,
    Config,
    Sample,
    dense,
    small,
    write_h5,
    write_keras,
)

Maker = Callable[[Path], object]


def inspect(path: Path, workspace: Path) -> Inspection:
    workspace.mkdir(exist_ok=True)
    seen = look(path, workspace)
    assert list(workspace.iterdir()) == []
    assert seen.arrays == ()
    return seen.inspection


def bytes_of(content: bytes) -> Maker:
    return lambda path: path.write_bytes(content)


def config(change: Callable[[Config], None]) -> Maker:
    return lambda path: write_keras(path, change=change)


def setting(layer: int, **settings: Any) -> Maker:
    """A layer of the sample network with another setting."""

    def change(config: Config) -> None:
        config["config"]["layers"][layer + 1]["config"].update(settings)

    return lambda path: write_keras(path, change=change)


def layer(kind: str, settings: dict[str, Any] | None = None, **entry: Any) -> Maker:
    """The sample network with one more layer."""

    def change(config: Config) -> None:
        more = {
            "module": "keras.layers",
            "class_name": kind,
            "config": settings or {},
            "registered_name": None,
        }
        config["config"]["layers"].append({**more, **entry})

    return lambda path: write_keras(path, change=change)


def weights(change: ChangeWeights) -> Maker:
    return lambda path: write_h5(path, change_weights=change)


def top(**entries: Any) -> Maker:
    return lambda path: write_keras(path, change=lambda config: config.update(entries))


def zipped(*members: tuple[str, bytes], packing: int = zipfile.ZIP_STORED) -> Maker:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", packing) as archive:
            for name, content in members:
                archive.writestr(zipfile.ZipInfo(name), content, packing)

    return make


def with_member(name: str, content: bytes = b"x") -> Maker:
    return lambda path: write_keras(path, more={name: content})


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"\x89HDF\r\n\x1a\n")
        stream.truncate(600_000_000)


def make_config_bomb(path: Path) -> None:
    content = b'{"class_name":"Sequential","config":"' + b" " * 5_000_000 + b'"}'
    zipped(("config.json", content), packing=zipfile.ZIP_STORED)(path)


def make_deep_config(path: Path) -> None:
    content = b'{"class_name":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    zipped(("config.json", content))(path)


def make_zip_bomb(path: Path) -> None:
    write_keras(path, packing=zipfile.ZIP_DEFLATED, more={"assets/big": bytes(30_000_000)})


def make_overlap(path: Path) -> None:
    """Two entries of the directory that point to one member."""
    write_keras(path)
    content = bytearray(path.read_bytes())
    directory = struct.unpack_from("<I", content, content.rfind(b"PK\x05\x06") + 16)[0]
    first = content.find(b"PK\x01\x02", directory)
    second = content.find(b"PK\x01\x02", first + 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    path.write_bytes(content)


def make_doubled(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped(("config.json", b"{}"), ("config.json", b"{}"))(path)


def make_encrypted(path: Path) -> None:
    write_keras(path)
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    path.write_bytes(content)


def make_wrong_sum(path: Path) -> None:
    write_keras(path)
    content = bytearray(path.read_bytes())
    at = content.find(b"glorot") if b"glorot" in content else content.find(b"GlorotUniform")
    content[at] ^= 1
    path.write_bytes(content)


def add_external_link(file: h5py.File) -> None:
    file["model_weights/secret"] = h5py.ExternalLink("/etc/passwd", "/")


def add_soft_link(file: h5py.File) -> None:
    file["model_weights/again"] = h5py.SoftLink("/model_weights/layer_0")


def add_loop(file: h5py.File) -> None:
    file["model_weights/layer_0/loop"] = file["model_weights"]


def add_external_data(file: h5py.File) -> None:
    file.create_dataset("stolen", (64,), "u1", external=[("/etc/passwd", 0, 64)])


def add_virtual_data(file: h5py.File) -> None:
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", (4,))
    file.create_virtual_dataset("stolen", layout)


def add_data_bomb(file: h5py.File) -> None:
    file.create_dataset("big", (1_200_000_000,), "f4", chunks=(1_000_000,), compression="gzip")


def replace_by_unwritten(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group.create_dataset("kernel:0", (8, 10), "f4")


def replace_by_compressed_zeros(file: h5py.File) -> None:
    file.create_dataset("zeros", data=np.zeros(20_000_000, "f4"), chunks=(1_000_000,), compression="gzip")


def add_foreign_filter(file: h5py.File) -> None:
    file.create_dataset("odd", data=np.arange(1000.0), chunks=(100,), compression="lzf")


def add_many_objects(file: h5py.File) -> None:
    for number in range(6000):
        file.create_group(f"crowd/{number}")


def add_depth(file: h5py.File) -> None:
    file.create_group("/".join(["d"] * 60))


def add_long_list(file: h5py.File) -> None:
    del file["model_weights"].attrs["layer_names"]
    file["model_weights"].attrs["layer_names0"] = np.array([b"x"] * 5001)


def drop_layer(file: h5py.File) -> None:
    file["model_weights"].attrs["layer_names"] = [b"layer_0"]


def drop_kernel(file: h5py.File) -> None:
    del file["model_weights/layer_9/layer_9/kernel:0"]


def change_shape(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group["kernel:0"] = np.ones((10, 8), "f4")


def change_to_whole_numbers(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group["kernel:0"] = np.ones((8, 10), "i4")


def change_to_nan(file: h5py.File) -> None:
    file["model_weights/layer_9/layer_9/kernel:0"][3, 3] = np.nan


def change_to_infinity(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group["kernel:0"] = np.full((8, 10), 1e300)


def drop_configuration(file: h5py.File) -> None:
    del file.attrs["model_config"]


def drop_everything(file: h5py.File) -> None:
    del file.attrs["model_config"], file["model_weights"]


def many_layers(config: Config) -> None:
    entry = {"class_name": "Activation", "config": {"activation": "relu"}}
    config["config"]["layers"].extend([entry] * 5000)


def wide_values(config: Config) -> None:
    config["config"]["layers"][1]["config"]["note"] = [0] * 300_000


def deep_values(config: Config) -> None:
    config["config"]["layers"][1]["config"]["note"] = deep(60)


FUNCTION = {
    "module": "builtins",
    "class_name": "function",
    "config": "system",
    "registered_name": "os>system",
}
LAMBDA = {"class_name": "__lambda__", "config": {"value": "4wEAAAA="}}
REFUSED, UNSUPPORTED, DAMAGED = Status.REFUSED, Status.UNSUPPORTED, Status.DAMAGED
CODE = ProblemCode

HOSTILE: dict[str, tuple[Maker, Status, ProblemCode]] = {
    # what is no file, or no model
    "empty": (bytes_of(b""), DAMAGED, CODE.FILE_EMPTY),
    "folder": (lambda path: path.mkdir(), REFUSED, CODE.FILE_IS_FOLDER),
    "huge": (make_huge, REFUSED, CODE.FILE_TOO_LARGE),
    "git lfs": (bytes_of(b"version https://git-lfs.github.com/spec/v1\n"), DAMAGED, CODE.MODEL_FILE_POINTER),
    "pickle": (lambda path: path.write_bytes(pickle.dumps([1])), REFUSED, CODE.MODEL_FILE_PICKLE),
    "old pickle": (bytes_of(b"cos\nsystem\n(S'ls'\ntR."), REFUSED, CODE.MODEL_FILE_PICKLE),
    "numpy": (bytes_of(b"\x93NUMPY\x01\x00v\x00"), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "web page": (bytes_of(b"\n<!DOCTYPE html><html>"), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "litert": (bytes_of(b"\x1c\0\0\0TFL3" + bytes(50)), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "json": (bytes_of(b'{"class_name": "Sequential"}'), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "text": (bytes_of(b"Hello"), UNSUPPORTED, CODE.MODEL_FILE_UNKNOWN),
    "noise": (bytes_of(bytes(range(1, 256))), UNSUPPORTED, CODE.MODEL_FILE_UNKNOWN),
    "one byte": (bytes_of(b"P"), DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "head of hdf5": (bytes_of(b"\x89HDF\r\n\x1a\n"), DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "head of zip": (bytes_of(b"PK\x03\x04" + bytes(40)), DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "pytorch": (zipped(("m/data.pkl", b"x")), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "saved model": (zipped(("m/saved_model.pb", b"x")), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "other zip": (zipped(("a.txt", b"x")), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "empty zip": (zipped(), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "other hdf5": (weights(drop_everything), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "weights only": (weights(drop_configuration), Status.WEIGHTS_ONLY, CODE.MODEL_WEIGHTS_ONLY),
    "weights in a zip": (zipped(("model.weights.h5", b"x")), Status.WEIGHTS_ONLY, CODE.MODEL_WEIGHTS_ONLY),
    # archives
    "crowd of members": (zipped(*[(f"{n}", b"") for n in range(300)]), REFUSED, CODE.MODEL_ZIP_MEMBERS),
    "path upwards": (with_member("../../.bashrc"), REFUSED, CODE.MODEL_ZIP_NAME),
    "path upwards for Windows": (with_member("a\\..\\..\\x"), REFUSED, CODE.MODEL_ZIP_NAME),
    "absolute path": (with_member("/etc/cron.d/x"), REFUSED, CODE.MODEL_ZIP_NAME),
    "drive": (with_member("C:/x"), REFUSED, CODE.MODEL_ZIP_NAME),
    "long name": (with_member("x" * 1000), REFUSED, CODE.MODEL_ZIP_NAME),
    "zip bomb": (make_zip_bomb, REFUSED, CODE.MODEL_ZIP_BOMB),
    "overlap": (make_overlap, REFUSED, CODE.MODEL_ZIP_OVERLAP),
    "doubled member": (make_doubled, REFUSED, CODE.MODEL_ZIP_OVERLAP),
    "encrypted": (make_encrypted, UNSUPPORTED, CODE.MODEL_ZIP_PACKING),
    "bzip2": (zipped(("config.json", b"{}"), packing=zipfile.ZIP_BZIP2), UNSUPPORTED, CODE.MODEL_ZIP_PACKING),
    "wrong checksum": (make_wrong_sum, DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "no weights": (zipped(("config.json", json.dumps({}).encode())), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    # HDF5
    "external link": (weights(add_external_link), REFUSED, CODE.MODEL_HDF5_LINK),
    "soft link": (weights(add_soft_link), REFUSED, CODE.MODEL_HDF5_LINK),
    "loop": (weights(add_loop), REFUSED, CODE.MODEL_HDF5_LINK),
    "external data": (weights(add_external_data), REFUSED, CODE.MODEL_HDF5_OUTSIDE),
    "virtual data": (weights(add_virtual_data), REFUSED, CODE.MODEL_HDF5_OUTSIDE),
    "claimed gigabytes": (weights(add_data_bomb), REFUSED, CODE.MODEL_HDF5_SIZE),
    "never written": (weights(replace_by_unwritten), REFUSED, CODE.MODEL_HDF5_SIZE),
    "compressed zeros": (weights(replace_by_compressed_zeros), REFUSED, CODE.MODEL_HDF5_SIZE),
    "foreign filter": (weights(add_foreign_filter), UNSUPPORTED, CODE.MODEL_HDF5_FILTER),
    "crowd of groups": (weights(add_many_objects), REFUSED, CODE.MODEL_HDF5_OBJECTS),
    "deep groups": (weights(add_depth), REFUSED, CODE.MODEL_HDF5_DEPTH),
    "long list": (weights(add_long_list), REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    # weights
    "weights of one layer": (weights(drop_layer), DAMAGED, CODE.MODEL_WEIGHTS_MISSING),
    "missing kernel": (weights(drop_kernel), DAMAGED, CODE.MODEL_WEIGHTS_SHAPE),
    "turned kernel": (weights(change_shape), DAMAGED, CODE.MODEL_WEIGHTS_SHAPE),
    "whole numbers": (weights(change_to_whole_numbers), DAMAGED, CODE.MODEL_WEIGHTS_SHAPE),
    "nan": (weights(change_to_nan), DAMAGED, CODE.MODEL_WEIGHTS_NOT_FINITE),
    "beyond float32": (weights(change_to_infinity), DAMAGED, CODE.MODEL_WEIGHTS_NOT_FINITE),
    # the configuration as text
    "no json": (zipped(("config.json", b"{" * 20)), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "no unicode": (zipped(("config.json", b"\xff\xfe")), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "a list": (zipped(("config.json", b"[]")), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "not a number": (zipped(("config.json", b'{"a": NaN}')), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "endless number": (
        zipped(("config.json", b'{"a": ' + b"9" * 9000 + b"}")),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "long text": (make_config_bomb, REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    "deep text": (make_deep_config, REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    "deep value": (config(deep_values), REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    "wide value": (config(wide_values), REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    # the architecture
    "functional": (top(class_name="Functional"), UNSUPPORTED, CODE.MODEL_ARCHITECTURE),
    "own class": (top(class_name="MyModel", module="my.code"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "module for the model": (top(module="os"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "no class": (top(class_name=None), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "no settings": (top(config="x"), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "no layers": (top(config={"layers": []}), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "crowd of layers": (config(many_layers), REFUSED, CODE.NETWORK_TOO_LARGE),
    # layers
    "lambda": (layer("Lambda", {"function": ["4wEAAAA=", None, None]}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "saved model layer": (layer("TFSMLayer", {"filepath": "/x"}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "vocabulary": (layer("StringLookup", {"vocabulary": "/etc/passwd"}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "operation": (layer("TFOpLambda", {"function": "io.write_file"}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "module of a layer": (layer("system", module="os"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "module like Keras": (layer("Dense", module="keras_evil.layers"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "registered": (layer("Dense", registered_name="evil>Dense"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "registered long ago": (layer("evil>Dense"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "recurrent": (layer("LSTM", {"units": 8}), UNSUPPORTED, CODE.MODEL_LAYER_UNSUPPORTED),
    "repeat bomb": (layer("RepeatVector", {"n": 2**33}), UNSUPPORTED, CODE.MODEL_LAYER_UNSUPPORTED),
    "second input": (
        layer("InputLayer", {"batch_shape": [None, 10]}),
        UNSUPPORTED,
        CODE.MODEL_LAYER_UNSUPPORTED,
    ),
    "class is no text": (layer("Dense", class_name=["Dense"]), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "layer is no record": (layer("Dense", config="units"), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    # settings of layers
    "function": (setting(0, activation=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "named function": (setting(0, activation="os.system"), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "lambda initialiser": (setting(0, kernel_initializer=LAMBDA), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "initialiser by module": (
        setting(0, kernel_initializer={"module": "os", "class_name": "Zeros", "config": {}}),
        REFUSED,
        CODE.MODEL_ARGUMENT_REFUSED,
    ),
    "initialiser with a function": (
        setting(0, kernel_initializer={"class_name": "Constant", "config": {"value": FUNCTION}}),
        REFUSED,
        CODE.MODEL_ARGUMENT_REFUSED,
    ),
    "regulariser": (setting(7, kernel_regularizer=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "unknown object": (setting(7, extra=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "unknown setting": (setting(7, sparsity=0.5), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "channels first": (
        setting(0, data_format="channels_first"),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "dilation": (setting(0, dilation_rate=[2, 2]), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "dtype": (setting(0, dtype="string"), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "unit bomb": (setting(7, units=2**30), REFUSED, CODE.NETWORK_TOO_LARGE),
    "unit bomb beyond": (setting(7, units=10**4000), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "negative units": (setting(7, units=-1), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "no units": (setting(7, units=0), DAMAGED, CODE.NETWORK_SETTING),
    "units missing": (setting(7, units=None), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "units as text": (setting(7, units="8"), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "units as truth": (setting(7, units=True), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "activation bomb": (setting(0, filters=100_000), REFUSED, CODE.NETWORK_TOO_LARGE),
    "kernel larger than image": (setting(0, kernel_size=[99, 99]), DAMAGED, CODE.NETWORK_SHAPE),
    "padding": (setting(0, padding="causal"), DAMAGED, CODE.NETWORK_SETTING),
    "other shape": (setting(-1, batch_shape=[None, 32, 32, 3]), UNSUPPORTED, CODE.MODEL_INPUT_UNSUPPORTED),
    "open shape": (setting(-1, batch_shape=[None, None, 28]), UNSUPPORTED, CODE.MODEL_INPUT_UNSUPPORTED),
    "shape is no list": (setting(-1, batch_shape="28"), UNSUPPORTED, CODE.MODEL_INPUT_UNSUPPORTED),
    "no shape": (setting(-1, batch_shape=None), UNSUPPORTED, CODE.MODEL_INPUT_UNKNOWN),
    "one output": (
        lambda path: write_keras(path, [Sample("Flatten"), dense(784, 1, "sigmoid")]),
        UNSUPPORTED,
        CODE.MODEL_OUTPUT_UNSUPPORTED,
    ),
}
if sys.platform != "win32":
    HOSTILE["pipe"] = (make_fifo, REFUSED, CODE.FILE_NOT_REGULAR)


@pytest.mark.parametrize("name", HOSTILE)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    make, status, code = HOSTILE[name]
    path = tmp_path / "model.keras"
    make(path)
    inspection = inspect(path, tmp_path / "workspace")
    assert inspection.problem is not None
    words = sentence(inspection.problem)
    assert (inspection.status, inspection.problem.code) == (status, code), words
    assert len(words) < 400 + len(str(path))
    assert words.isprintable()


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        look(tmp_path / "nothing.keras", tmp_path)
    assert caught.value.code is CODE.FILE_MISSING


def test_what_was_understood_is_told_with_the_reason(tmp_path: Path) -> None:
    path = write_h5(tmp_path / "model.h5", change_weights=change_to_nan)
    inspection = inspect(path, tmp_path / "workspace")
    assert inspection.saved_by == "Keras 2.3.1"
    assert [fact.kind for fact in inspection.layers][-1] == "Dense"
    assert inspection.parameters == 3091


def test_the_compile_part_is_never_read(tmp_path: Path) -> None:
    def change(config: Config) -> None:
        config["compile_config"] = {"loss": FUNCTION, "optimizer": LAMBDA}

    assert (
        look(write_keras(tmp_path / "m", small(), (28, 28), change=change), tmp_path).inspection.problem
        is None
    )
