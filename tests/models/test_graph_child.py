"""Functional and recurrent models through the child processes, into the library and out again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.child import OpenedModel, open_model
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.graph import Graph
from mnist_desktop.models.learnt_weights import learnt_weights
from mnist_desktop.models.library import Library
from mnist_desktop.models.network import Dense, Network
from mnist_desktop.models.reading.look import look
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.saved.target import save_target
from mnist_desktop.models.saving import save_copy, save_file
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from tests.models.reading.older_forms import FORMS, write_older

pytestmark = [pytest.mark.tensorflow, pytest.mark.long]


def old_file(folder: Path, name: str, version: str) -> Path:
    from tests.models.reading.keras_models import made_model

    (form,) = (form for form in FORMS if form.version == version)
    return write_older(folder / f"{name}.h5", made_model(name), form)


def require_answers(opened: OpenedModel, name: str) -> None:
    from tests.models.reading.keras_models import answers_of, made_model

    digits = probe_digits(40)
    read = Recogniser(opened.prepared.litert_file).outputs(digits)
    assert np.abs(read - answers_of(made_model(name), digits)).max() < 1e-5


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedModel:
    return open_model(old_file(tmp_path_factory.mktemp("opened"), "nested", "2.3.1"))


def test_a_model_of_models_answers_as_it_did(opened: OpenedModel) -> None:
    require_answers(opened, "nested")
    network = opened.prepared.network
    assert isinstance(network, Graph)
    assert [fact.kind for fact in opened.prepared.layers].count("Conv2D") == 3
    assert opened.prepared.parameters == opened.inspection.parameters


def test_a_recurrent_model_answers_as_it_did(tmp_path: Path) -> None:
    require_answers(open_model(old_file(tmp_path, "recurrent", "1.2.2")), "recurrent")


@pytest.mark.parametrize("what", ["on numbers", "on parts", "on shapes", "over axes"])
def test_a_model_with_operations_answers_as_it_did(tmp_path: Path, what: str) -> None:
    from tests.models.reading.keras_models import made_model

    name = f"operations {what}"
    made_model(name).save(tmp_path / "model.keras")
    require_answers(open_model(tmp_path / "model.keras"), name)


def test_a_graph_becomes_h5_and_keeps_every_weight(opened: OpenedModel, tmp_path: Path) -> None:
    first, second = tmp_path / "first.keras", tmp_path / "second.h5"
    first.write_bytes(opened.prepared.keras_file)
    save_file(first, save_target(second))
    one, other = look(first, tmp_path), look(second, tmp_path)
    assert one.inspection.network == other.inspection.network == opened.prepared.network
    for mine, theirs in zip(one.arrays, other.arrays, strict=True):
        assert [array.tobytes() for array in mine] == [array.tobytes() for array in theirs]


def test_a_graph_is_kept_and_not_trained_further(opened: OpenedModel, tmp_path: Path) -> None:
    library = Library(tmp_path, resource_path("models", "reader"))
    model = library.add(opened.prepared, name="Nested", origin=Origin.OPENED, accuracy=None)
    assert model.facts.layers == opened.prepared.layers
    assert Recogniser.of(model).read(probe_digits(3)).probabilities.shape == (3, 10)
    save_copy(model, save_target(tmp_path / "copy.tflite"))
    copied = Recogniser((tmp_path / "copy.tflite").read_bytes()).outputs(probe_digits(3))
    np.testing.assert_allclose(copied, Recogniser.of(model).outputs(probe_digits(3)), atol=1e-6)
    with pytest.raises(Problem) as caught:
        learnt_weights(model, Network((28, 28, 1), (Dense(10),)))
    assert caught.value.code is ProblemCode.MODEL_OTHER_NETWORK


@pytest.mark.parametrize(
    "name",
    [
        "attending",
        "branches",
        "cells",
        "centred",
        "convolutions",
        "each step",
        "gated",
        "masked values",
        "multiplied",
        "normalized",
        "operations on numbers",
        "operations on parts",
        "operations on shapes",
        "operations over axes",
        "rows",
    ],
)
def test_a_prepared_graph_is_the_same_again(tmp_path: Path, name: str) -> None:
    from mnist_desktop.models.export import rebuild, require_same, write_h5
    from mnist_desktop.models.preparation import prepare_graph
    from tests.models.reading.keras_models import made_model

    made_model(name).save(tmp_path / "model.keras")
    seen = look(tmp_path / "model.keras", tmp_path)
    graph = seen.inspection.network
    assert isinstance(graph, Graph)
    model = rebuild(graph, seen.arrays)
    prepared = prepare_graph(model, graph, tmp_path)
    (tmp_path / "again.keras").write_bytes(prepared.keras_file)
    write_h5(model, tmp_path / "again.h5")
    for again in ("again.keras", "again.h5"):
        require_same(tmp_path / again, tmp_path, graph, seen.arrays)
