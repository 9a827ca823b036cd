"""Settings that concern training alone, in the forms in which versions of Keras have written them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.models.layers import Dropout
from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import Look, look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.sample_files import Sample, dense, write_h5

MANY = [0.1] * 400
SEEDS = {"name": "seed_generator", "seed": 7}


def constant(value: Any) -> dict[str, Any]:
    return {"class_name": "Constant", "config": {"value": value}}


def seeded(generator: dict[str, Any]) -> dict[str, Any]:
    return {"module": "keras.initializers", "class_name": "HeNormal", "config": {"seed": generator}}


def seen_with(folder: Path, initializer: Any) -> Look:
    hidden = dense(784, 400, "relu", bias_initializer=initializer)
    return look(write_h5(folder / "file", [hidden, dense(400, 10, "softmax")], (784,)), folder)


@pytest.mark.parametrize(
    "initializer",
    [
        constant(MANY),
        constant({"type": "ndarray", "value": MANY}),
        constant({"class_name": "__numpy__", "config": {"value": [MANY], "dtype": "float32"}}),
        constant({"class_name": "__tensor__", "config": {"value": 0.1, "dtype": "float32"}}),
        seeded({"module": "keras.random", "class_name": "SeedGenerator", "config": SEEDS}),
    ],
)
def test_what_the_weights_began_with_does_not_matter(tmp_path: Path, initializer: Any) -> None:
    seen = seen_with(tmp_path, initializer)
    assert seen.inspection.problem is None
    assert seen.inspection.network == seen_with(tmp_path, "zeros").inspection.network


@pytest.mark.parametrize(
    "initializer",
    [
        constant({"type": "ndarray", "value": ["/etc/passwd"]}),
        constant({"class_name": "__numpy__", "config": {"value": [[{"class_name": "Evil"}]]}}),
        constant({"class_name": "__numpy__", "config": "Evil>start"}),
        constant([MANY, ["Evil>start"]]),
        constant({"class_name": "Evil", "config": {"value": MANY}}),
        seeded({"module": "evil", "class_name": "SeedGenerator", "config": SEEDS}),
        seeded({"module": "keras.random", "class_name": "SeedGenerator", "config": {"seed": {"a": "b"}}}),
        seeded({"registered_name": "Evil>SeedGenerator", "class_name": "SeedGenerator", "config": SEEDS}),
    ],
)
def test_what_is_no_number_stays_outside(tmp_path: Path, initializer: Any) -> None:
    inspection = seen_with(tmp_path, initializer).inspection
    assert inspection.status is Status.REFUSED
    assert inspection.problem is not None
    assert inspection.problem.code is ProblemCode.MODEL_ARGUMENT_REFUSED


@pytest.mark.parametrize(("rate", "wanted"), [("0.5", 0.5), ("0", 0.0)])
def test_a_number_given_as_text_is_one(tmp_path: Path, rate: str, wanted: float) -> None:
    layers = [Sample("Dropout", {"rate": rate}), dense(784, 10, "softmax")]
    network = look(write_h5(tmp_path / "file", layers, (784,)), tmp_path).inspection.network
    assert network is not None
    assert network.layers[0] == Dropout(wanted)


@pytest.mark.parametrize("rate", ["", "1e9", "-0.5", "0x1", "nan", "0.5 ", "half"])
def test_other_text_is_none(tmp_path: Path, rate: str) -> None:
    layers = [Sample("Dropout", {"rate": rate}), dense(784, 10, "softmax")]
    inspection = look(write_h5(tmp_path / "file", layers, (784,)), tmp_path).inspection
    assert inspection.status is Status.UNSUPPORTED
