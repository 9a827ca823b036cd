"""What AutoKeras puts before its networks for pictures is read by its name; no other layers of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.problems import ProblemCode
from tests.models.reading.function_files import wanted_answer, with_answer, write_with_answer
from tests.models.reading.functional_files import Config, calls, layer, write_configuration
from tests.models.reading.hostile_files import require_told
from tests.models.reading.rebuilt_answers import DIGITS, answers_of_file, require_close


def beginning(cast: str, expand: str, **beside: str) -> list[Config]:
    """A picture without channels gets one."""
    first = layer(cast, "cast_to_float32", calls("given"), trainable=True, dtype="float32")
    second = layer(expand, "expand_last_dim", calls("cast_to_float32"), trainable=True, dtype="float32")
    pool = layer("MaxPooling2D", "pool", calls("expand_last_dim"), pool_size=[2, 2], padding="valid")
    named = ({key: text.format(**entry) for key, text in beside.items()} for entry in (first, second))
    return [*({**entry, **more} for entry, more in zip((first, second), named, strict=True)), pool]


FORMS = {
    "Keras 2": beginning("Custom>CastToFloat32", "Custom>ExpandLastDim"),
    "Keras 3": beginning(
        "CastToFloat32",
        "ExpandLastDim",
        module="autokeras.keras_layers",
        registered_name="Custom>{class_name}",
    ),
}


@pytest.mark.tensorflow
@pytest.mark.parametrize("form", FORMS)
def test_its_first_layers_change_no_number(form: str, tmp_path: Path) -> None:
    pooled = DIGITS.reshape(len(DIGITS), 14, 2, 14, 2).max(axis=(2, 4))[..., np.newaxis]
    path = write_with_answer(tmp_path / "model.h5", FORMS[form], (28, 28), pooled[0].size, "2.8.0")
    require_close(answers_of_file(path, tmp_path), wanted_answer(pooled))


@pytest.mark.parametrize(
    "name", ["Custom>MultiCategoryEncoding", "Other>CastToFloat32", "Custom>Cast>ToFloat32"]
)
def test_other_layers_of_ones_own_are_refused_by_name(name: str, tmp_path: Path) -> None:
    described = with_answer(beginning(name, "Custom>ExpandLastDim"), (28, 28))
    make = partial(write_configuration, configuration=described)
    require_told(make, Status.REFUSED, ProblemCode.MODEL_LAYER_CUSTOM, tmp_path)


def test_settings_that_they_do_not_have_are_not_passed_over(tmp_path: Path) -> None:
    entries = FORMS["Keras 2"]
    changed = {**entries[0], "config": {**entries[0]["config"], "scale": 255.0}}
    make = partial(write_configuration, configuration=with_answer([changed, *entries[1:]], (28, 28)))
    require_told(make, Status.UNSUPPORTED, ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, tmp_path)
