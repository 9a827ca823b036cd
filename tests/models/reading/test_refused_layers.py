"""Layers that could be read if they were set otherwise: each gets its own sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.problems import ProblemCode
from tests.models.reading.functional_files import Config, calls, given, layer, model, write_configuration
from tests.models.reading.hostile_files import require_told

CODE = ProblemCode
UNSUPPORTED, DAMAGED = Status.UNSUPPORTED, Status.DAMAGED
OPERATIONS = "keras.src.ops.numpy"
LAYERS: dict[str, tuple[Config, Status, ProblemCode]] = {
    "a mean for each row": (
        model(
            [
                given([None, 28, 28]),
                layer("Normalization", "answer", calls("given"), axis=1, mean=[0.5] * 28, variance=[1] * 28),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "scales of the images that are read together": (
        model([given(), layer("BatchNormalization", "answer", calls("given"), mode=2)]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "an operation with the name of a layer": (
        model(
            [
                given(),
                {**layer("Reshape", "answer", calls("given"), newshape=[28, 28]), "module": OPERATIONS},
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_LAYER_UNSUPPORTED,
    ),
}


@pytest.mark.parametrize("name", LAYERS)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    configuration, status, code = LAYERS[name]
    require_told(lambda path: write_configuration(path, configuration), status, code, tmp_path)
