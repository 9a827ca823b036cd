"""What versions of Keras from 1.2 on wrote is understood, and answers as it did in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.data.mnist import load_mnist_test, probe_digits
from mnist_desktop.models.export import rebuild
from mnist_desktop.models.network import Network
from mnist_desktop.models.reading.look import Look, look
from mnist_desktop.models.reading.plain_network import network_from_record, network_to_record
from mnist_desktop.resource_files import resource_path
from tests.models.reading.older_forms import FORMS, Form, write_older

pytestmark = pytest.mark.tensorflow
MOST_DIFFERENCE = 1e-5
FIRST = (1, 0)
SINCE = {
    "classic": FIRST,
    "pixels": FIRST,
    "branches": FIRST,
    "shared": FIRST,
    "nested": FIRST,
    "nested in a row": FIRST,
    "averages": FIRST,
    "recurrent": FIRST,
    "both ways": FIRST,
    "masked": FIRST,
    "rows": FIRST,
    "subtracting": (2, 0),
    "multiplied": (2, 0),
    "functions": (2, 0),
    "sizes": (2, 0),
    "each step": (2, 0),
    "convolutions": (2, 2),
    "newer rows": (2, 2),
    "layers of functions": (2, 2),
    "gated": (2, 2),
    "cells": (2, 2),
    "rows of rows": FIRST,
    "newer functions": (2, 4),
    "layers as functions": (2, 4),
    "two directions": (2, 4),
    "centred": (2, 13),
    "newer convolutions": (2, 13),
    "normalized": (2, 13),
    "grouped": (2, 13),
    "newest functions": (3, 0),
    "masked values": (3, 0),
    "calculating": (3, 0),
    "attending": (3, 0),
    "operations on shapes": (3, 0),
    "operations on numbers": (3, 0),
    "operations over axes": (3, 0),
    "operations on parts": (3, 0),
}
"""The models, and the version of Keras that had all their layers."""
NETWORKS = ("classic", "pixels", "averages", "nested in a row")
CASES = [(name, form) for name, since in SINCE.items() for form in FORMS if form.number >= since]


def seen(path: Path, folder: Path) -> Look:
    found = look(path, folder)
    assert found.inspection.problem is None
    return found


@pytest.fixture(scope="module")
def proven() -> dict[str, Look]:
    """What was rebuilt and compared: the same layers and arrays need not be so again."""
    return {}


def require_same(found: Look, model: Any, proven: dict[str, Look], name: str) -> None:
    """The file answers as the model does, and its record means the same."""
    from tests.models.reading.keras_models import answers_of

    network = found.inspection.network
    assert network is not None
    assert network_from_record(json.loads(json.dumps(network_to_record(network)))) == network
    counted = sum(int(np.prod(weight.shape)) for weight in model.weights if weight.name != "count")
    assert found.inspection.parameters == counted
    if name not in proven or not is_same(found, proven[name]):
        digits = probe_digits(20)
        difference = np.abs(answers_of(rebuild(network, found.arrays), digits) - answers_of(model, digits))
        assert difference.max() < MOST_DIFFERENCE
        proven[name] = found


def is_same(one: Look, other: Look) -> bool:
    pairs = (
        pair for arrays in zip(one.arrays, other.arrays, strict=False) for pair in zip(*arrays, strict=True)
    )
    same_layers = one.inspection.network == other.inspection.network
    return same_layers and all(first.tobytes() == second.tobytes() for first, second in pairs)


@pytest.mark.long
@pytest.mark.parametrize(("name", "form"), CASES, ids=str)
def test_an_older_form_is_understood(tmp_path: Path, proven: dict[str, Look], name: str, form: Form) -> None:
    from tests.models.reading.keras_models import made_model

    model = made_model(name)
    found = seen(write_older(tmp_path / "model", model, form), tmp_path)
    require_same(found, model, proven, name)
    assert isinstance(found.inspection.network, Network) is (name in NETWORKS)
    assert found.inspection.saved_by == f"Keras {form.version}"


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
@pytest.mark.parametrize("name", SINCE)
def test_the_form_of_today_is_understood(
    tmp_path: Path, proven: dict[str, Look], name: str, suffix: str
) -> None:
    from tests.models.reading.keras_models import made_model

    model = made_model(name)
    path = tmp_path / f"model{suffix}"
    model.save(path)
    require_same(seen(path, tmp_path), model, proven, name)


def test_every_model_is_written_in_some_form() -> None:
    from tests.models.reading.keras_models import MODELS

    assert MODELS.keys() == SINCE.keys()


def test_a_trained_model_reads_as_well_in_every_form(tmp_path: Path) -> None:
    from tests.models.reading.keras_models import answers_of

    bundled = seen(resource_path("models", "reader", "model.keras"), tmp_path)
    network = bundled.inspection.network
    assert network is not None
    model = rebuild(network, bundled.arrays)
    labels = load_mnist_test().labels[:200]
    right = np.mean(answers_of(model, probe_digits(200)).argmax(axis=1) == labels)
    assert right > 0.97
    for form in FORMS:
        found = seen(write_older(tmp_path / "model", model, form), tmp_path)
        assert found.inspection.network == network
        assert is_same(found, bundled)
