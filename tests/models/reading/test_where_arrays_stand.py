"""Arrays are found where versions of Keras put them, in the numbers that they are stored in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from mnist_desktop.models.reading.entries import read_entries
from mnist_desktop.models.reading.input_shape import described_input
from mnist_desktop.models.reading.look import Look, look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.old_files import OldLayer, last_layer, normal, write_old
from tests.models.reading.older_forms import FORMS, write_older
from tests.models.reading.sample_files import Sample, dense, small, write_h5, write_keras

(KERAS_2_3,) = (form for form in FORMS if form.version == "2.3.1")


def bytes_of(seen: Look) -> list[bytes]:
    return [array.tobytes() for arrays in seen.arrays for array in arrays]


def test_bfloat16_becomes_float32(tmp_path: Path) -> None:
    samples = small()
    halves = [(array.view(np.uint32) >> 16).astype(np.uint16) for array in samples[1].arrays]

    def narrow(file: h5py.File) -> None:
        place = file["layers/dense/vars"]
        for number, half in enumerate(halves):
            del place[str(number)]
            place[str(number)] = half.view("V2")

    seen = look(write_keras(tmp_path / "m", samples, (28, 28), change_weights=narrow), tmp_path)
    assert seen.inspection.problem is None
    wide = [(half.astype(np.uint32) << 16).view(np.float32) for half in halves]
    assert bytes_of(seen) == [array.tobytes() for array in wide]


def rename(file: h5py.File, group: str, order: list[int]) -> None:
    """Give the arrays of a group names that say nothing, and list them in another order."""
    place = file[f"model_weights/{group}"]
    names = [name if isinstance(name, str) else name.decode() for name in place.attrs["weight_names"]]
    for number, name in enumerate(names):
        place.move(name, f"param_{number}")
    place.attrs["weight_names"] = [f"param_{number}".encode() for number in order]


@pytest.mark.tensorflow
@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 6, 7, 4, 5]])
def test_arrays_of_an_inner_model_without_names_are_found_by_order(tmp_path: Path, order: list[int]) -> None:
    """What training changes first, or each layer's together, as where the inner model was frozen."""
    from tests.models.reading.keras_models import made_model

    model = made_model("nested in a row")
    named = look(write_older(tmp_path / "named", model, KERAS_2_3), tmp_path)
    path = write_older(tmp_path / "unnamed", model, KERAS_2_3)
    with h5py.File(path, "r+") as file:
        rename(file, model.layers[0].name, order)
    unnamed = look(path, tmp_path)
    assert named.inspection.problem is None is unnamed.inspection.problem
    assert bytes_of(unnamed) == bytes_of(named)


@pytest.mark.parametrize("number", [2, 5])
def test_groups_by_other_names_are_taken_in_order(tmp_path: Path, number: int) -> None:
    samples = [Sample("Flatten"), dense(784, 6), dense(6, number), dense(number, 10, "softmax")]

    def change(file: h5py.File) -> None:
        root = file["model_weights"]
        root.attrs["layer_names"] = [f"other_{index}".encode() for index in range(4)]
        for index in range(4):
            root.move(f"layer_{index}", f"other_{index}")

    seen = look(write_h5(tmp_path / "m", samples, (28, 28), change_weights=change), tmp_path)
    assert seen.inspection.problem is None
    assert bytes_of(seen) == [array.tobytes() for sample in samples for array in sample.arrays]


@pytest.mark.parametrize("shape", [(), (3,), (28, 7)])
def test_gates_of_other_shapes_do_not_fit(tmp_path: Path, shape: tuple[int, ...]) -> None:
    arrays = {f"{name}_{gate}": normal(28, 6) for gate in "icfo" for name in "WUb"}
    layers = [
        OldLayer("LSTM", {"output_dim": 6}, {**arrays, "U_c": normal(*shape)}),
        last_layer(6, first=True),
    ]
    seen = look(write_old(tmp_path / "m", layers, (28, 28)), tmp_path)
    assert seen.inspection.problem is not None
    assert seen.inspection.problem.code is ProblemCode.MODEL_WEIGHTS_SHAPE


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ([None, None, 784], (1, 784)),
        ([None, None, 28], (28, 28)),
        ([None, 28, None], (28, 28)),
        ([None, None, None, 1], (28, 28, 1)),
        ([None, None, None, 3], (28, 28, 3)),
        ([None, 28, None, 1], (28, 28, 1)),
        ([32, 784], (784,)),
        ([[None, 28, 28]], (28, 28)),
    ],
)
def test_sizes_left_open_become_those_of_a_digit(written: list[Any], shape: tuple[int, ...]) -> None:
    layer = {"class_name": "Dense", "config": {"units": 10, "batch_input_shape": written}}
    configuration = {"class_name": "Sequential", "config": [layer]}
    assert described_input(read_entries(configuration), configuration) == shape


@pytest.mark.parametrize(
    ("settings", "shape"),
    [
        ({"input_shape": [28, 28]}, (28, 28)),
        ({"input_dim": 784}, (784,)),
        ({"input_dim": 28, "input_length": 28}, (28, 28)),
    ],
)
def test_shapes_without_a_batch_are_found(settings: dict[str, Any], shape: tuple[int, ...]) -> None:
    configuration = {"class_name": "Sequential", "config": [{"class_name": "LSTM", "config": settings}]}
    assert described_input(read_entries(configuration), configuration) == shape
