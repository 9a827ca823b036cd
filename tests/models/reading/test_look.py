"""Files as Keras 2 and 3 write them are understood: layers, shapes, and every weight in its place."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Network,
)
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.models.reading.look import Look, look
from tests.models.reading.sample_files import (
    Config,
    Sample,
    batch_norm,
    cnn,
    conv,
    dense,
    small,
    write_h5,
    write_keras,
)

NETWORK = Network(
    (28, 28, 1),
    (
        Conv2D(2, activation="relu"),
        MaxPooling2D(),
        Conv2D(3),
        BatchNormalization(0.9),
        Activation("relu"),
        Flatten(),
        Dropout(0.25),
        Dense(8, l2=0.02),
        Activation("relu"),
        Dense(10, "softmax"),
    ),
)


@pytest.fixture
def see(tmp_path: Path) -> Callable[[Path], Look]:
    def seen(path: Path) -> Look:
        workspace = tmp_path / "workspace"
        workspace.mkdir(exist_ok=True)
        result = look(path, workspace)
        assert list(workspace.iterdir()) == []
        return result

    return seen


def require_arrays(seen: Look, samples: list[Sample]) -> None:
    for ours, sample in zip(seen.arrays, samples, strict=True):
        assert len(ours) == len(sample.arrays)
        for array, wanted in zip(ours, sample.arrays, strict=True):
            assert array.dtype == np.float32
            assert array.tobytes() == np.ascontiguousarray(wanted, np.float32).tobytes()


def write_keras_2_13(path: Path) -> Path:
    return write_keras(path, container="_layer_checkpoint_dependencies", counted_twice=True)


def write_keras_windows(path: Path) -> Path:
    def with_backslashes(file: h5py.File) -> None:
        for name in list(file["layers"]):
            file.move(f"layers/{name}", rf"layers\{name}")
        del file["layers"]

    return write_keras(path, change_weights=with_backslashes)


def write_packed(path: Path) -> Path:
    return write_keras(path, packing=zipfile.ZIP_DEFLATED)


def write_compressed_h5(path: Path) -> Path:
    return write_h5(path, compression="gzip", shuffle=True, fletcher32=True, chunks=True)


def write_byte_text_h5(path: Path) -> Path:
    return write_h5(path, as_bytes=True)


@pytest.mark.parametrize(
    "write",
    [
        write_keras,
        write_h5,
        write_keras_2_13,
        write_keras_windows,
        write_packed,
        write_compressed_h5,
        write_byte_text_h5,
    ],
)
def test_the_network_and_its_weights_are_found(
    tmp_path: Path, see: Callable[[Path], Look], write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "file")
    seen = see(path)
    inspection = seen.inspection
    assert inspection.problem is None
    assert inspection.status is Status.OK
    assert inspection.network == NETWORK
    assert inspection.layers == NETWORK.facts()
    assert (inspection.input_shape, inspection.classes) == ((28, 28, 1), 10)
    assert inspection.rejects is False
    assert inspection.parameters == NETWORK.parameters == sum(a.size for s in cnn() for a in s.arrays)
    assert inspection.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert inspection.saved_by in ("Keras 3.8.0", "Keras 2.3.1")
    require_arrays(seen, cnn())


@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 1), (1, 28, 28)])
def test_inputs_of_28_by_28_are_taken(
    tmp_path: Path, see: Callable[[Path], Look], shape: tuple[int, ...]
) -> None:
    for write in (write_keras, write_h5):
        seen = see(write(tmp_path / "file", small(), shape))
        assert (seen.inspection.status, seen.inspection.input_shape) == (Status.OK, shape)
        require_arrays(seen, small())


def test_a_row_of_pixels_and_a_fixed_batch_are_taken(tmp_path: Path, see: Callable[[Path], Look]) -> None:
    def fix_batch(config: Config) -> None:
        config["config"]["layers"][0]["config"]["batch_input_shape"] = [32, 784]

    seen = see(write_h5(tmp_path / "file", [dense(784, 10, "softmax")], (784,), change=fix_batch))
    assert seen.inspection.input_shape == (784,)


def change_to_list(config: Config) -> None:
    config["config"] = config["config"]["layers"]


def change_to_input_layer(config: Config) -> None:
    first = config["config"]["layers"][0]["config"]
    entry = {"class_name": "InputLayer", "config": {"batch_input_shape": first.pop("batch_input_shape")}}
    config["config"]["layers"].insert(0, entry)


def change_to_build_shape(config: Config) -> None:
    del config["config"]["layers"][0]["config"]["batch_input_shape"]
    config["config"]["build_input_shape"] = [None, 28, 28, 1]


def change_axis_to_list(config: Config) -> None:
    config["config"]["layers"][3]["config"]["axis"] = [3]


def change_to_half_precision(config: Config) -> None:
    policy = {"class_name": "Policy", "config": {"name": "mixed_bfloat16"}}
    for entry in config["config"]["layers"]:
        entry["config"]["dtype"] = policy


def change_activation_to_function(config: Config) -> None:
    function = {
        "module": "builtins",
        "class_name": "function",
        "config": "relu",
        "registered_name": "function",
    }
    config["config"]["layers"][0]["config"]["activation"] = function


@pytest.mark.parametrize(
    "change",
    [
        change_to_list,
        change_to_input_layer,
        change_to_build_shape,
        change_axis_to_list,
        change_to_half_precision,
        change_activation_to_function,
    ],
)
def test_what_other_versions_wrote_means_the_same(
    tmp_path: Path, see: Callable[[Path], Look], change: Callable[[Config], None]
) -> None:
    seen = see(write_h5(tmp_path / "file", change=change))
    assert seen.inspection.problem is None
    assert seen.inspection.network == NETWORK
    require_arrays(seen, cnn())


def test_layers_of_one_kind_keep_their_order_beyond_ten(tmp_path: Path, see: Callable[[Path], Look]) -> None:
    samples = [Sample("Flatten"), dense(784, 5)]
    samples += [dense(5, 5) for _ in range(12)]
    samples += [dense(5, 10, "softmax")]
    for number, sample in enumerate(samples):
        sample.arrays = [array + number for array in sample.arrays]
    for write in (write_keras, write_h5):
        require_arrays(see(write(tmp_path / "file", samples, (28, 28))), samples)


def test_a_layer_without_bias_has_one_array(tmp_path: Path, see: Callable[[Path], Look]) -> None:
    bare = dense(784, 10, "softmax", use_bias=False)
    bare.arrays = bare.arrays[:1]
    for write in (write_keras, write_h5):
        seen = see(write(tmp_path / "file", [Sample("Flatten"), bare], (28, 28)))
        assert seen.inspection.network == Network((28, 28), (Flatten(), Dense(10, "softmax", use_bias=False)))
        require_arrays(seen, [Sample("Flatten"), bare])


@pytest.mark.parametrize("dtype", ["float16", "float64"])
def test_other_floats_become_float32(tmp_path: Path, see: Callable[[Path], Look], dtype: str) -> None:
    samples = small()
    samples[1].arrays = [array.astype(dtype) for array in samples[1].arrays]
    require_arrays(see(write_h5(tmp_path / "file", samples, (28, 28))), samples)


def test_logits_stay_as_they_are(tmp_path: Path, see: Callable[[Path], Look]) -> None:
    samples = [Sample("Flatten"), dense(784, 10)]
    network = see(write_h5(tmp_path / "file", samples, (28, 28))).inspection.network
    assert network == Network((28, 28), (Flatten(), Dense(10)))


@pytest.mark.parametrize(
    ("outputs", "classes", "rejects"), [(10, 10, False), (11, 10, True), (12, 12, False)]
)
def test_an_eleventh_output_is_taken_for_no_digit(
    tmp_path: Path, see: Callable[[Path], Look], outputs: int, classes: int, rejects: bool
) -> None:
    samples = [Sample("Flatten"), dense(784, outputs, "softmax")]
    inspection = see(write_keras(tmp_path / "file", samples)).inspection
    assert (inspection.classes, inspection.rejects) == (classes, rejects)
    assert inspection.status is Status.OK
    assert Inspection.from_record(json.loads(json.dumps(inspection.to_record()))).rejects is rejects


def test_the_name_of_a_file_does_not_matter(tmp_path: Path, see: Callable[[Path], Look]) -> None:
    assert see(write_h5(tmp_path / "wrong.keras")).inspection.format == "h5"
    assert see(write_keras(tmp_path / "wrong.h5")).inspection.format == "keras"
    assert see(write_keras(tmp_path / "Ünïcode 7.tar.gz")).inspection.status is Status.OK


def test_a_stride_of_its_own_and_same_padding_are_kept(tmp_path: Path, see: Callable[[Path], Look]) -> None:
    samples = [
        conv(1, 2, strides=[2, 2], padding="same"),
        Sample("MaxPooling2D", {"pool_size": [3, 3], "strides": [2, 2], "padding": "same"}),
        Sample("GlobalAveragePooling2D", {"data_format": "channels_last", "keepdims": False}),
        Sample("Reshape", {"target_shape": [2, -1]}),
        Sample("Flatten"),
        batch_norm(2, axis=[1]),
        dense(2, 10),
        Sample("Softmax", {"axis": -1}),
    ]
    seen = see(write_keras(tmp_path / "file", samples))
    assert [fact.output_shape for fact in seen.inspection.layers] == [
        (14, 14, 2),
        (7, 7, 2),
        (2,),
        (2, 1),
        (2,),
        (2,),
        (10,),
        (10,),
    ]


@pytest.mark.parametrize("write", [write_keras, write_h5])
def test_an_inspection_survives_the_way_through_json(
    tmp_path: Path, see: Callable[[Path], Look], write: Callable[..., Path]
) -> None:
    whole = see(write(tmp_path / "whole")).inspection
    assert Inspection.from_record(whole.to_record()) == whole
    shutil.copyfile(tmp_path / "whole", tmp_path / "cut")
    with (tmp_path / "cut").open("r+b") as stream:
        stream.truncate(3000)
    cut = see(tmp_path / "cut").inspection
    again: Any = Inspection.from_record(cut.to_record())
    assert again.to_record() == cut.to_record()
    assert again.status is Status.DAMAGED
