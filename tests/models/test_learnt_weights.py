"""Going on from a model of the library: its weights, and nothing of a file that was changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.entries import KERAS_NAME, LibraryModel, read_entry
from mnist_desktop.models.input_form import InputForm, Pixels
from mnist_desktop.models.learnt_weights import learnt_weights, network_of
from mnist_desktop.models.library import Library
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import Dense, Network
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.weight_shapes import weights_fit
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.presets import plan_for


@pytest.fixture
def bundled() -> LibraryModel:
    return Library(resource_path("none"), resource_path("models", "reader")).bundled()


def test_the_weights_answer_as_the_model_does(bundled: LibraryModel) -> None:
    network = plan_for("reader").network
    again = Recogniser(write_litert(network, learnt_weights(bundled, network)))
    digits = probe_digits(50)
    np.testing.assert_allclose(again.outputs(digits), Recogniser.of(bundled).outputs(digits), atol=1e-6)


def test_other_layers_are_told(bundled: LibraryModel) -> None:
    with pytest.raises(Problem) as caught:
        learnt_weights(bundled, plan_for("cnn-32-64").network)
    assert caught.value.code is ProblemCode.MODEL_OTHER_NETWORK


def test_a_file_that_was_changed_is_not_gone_on_from(bundled: LibraryModel, tmp_path: Path) -> None:
    shutil.copytree(bundled.folder, tmp_path / "reader")
    file = tmp_path / "reader" / KERAS_NAME
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(Problem) as caught:
        learnt_weights(read_entry(tmp_path / "reader"), plan_for("reader").network)
    assert caught.value.code is ProblemCode.MODEL_DAMAGED


def test_layers_without_weights_and_their_settings_may_differ(bundled: LibraryModel) -> None:
    network = plan_for("reader", l2=0.01).network
    fewer = Network(network.input_shape, tuple(layer for layer in network.layers if layer.kind != "Dropout"))
    assert len(fewer.layers) < len(network.layers)
    kept = learnt_weights(bundled, plan_for("reader").network)
    assert all((one == other).all() for one, other in zip(learnt_weights(bundled, fewer), kept, strict=True))


def test_weights_of_another_shape_do_not_fit(bundled: LibraryModel) -> None:
    network = network_of(bundled)
    assert network is not None
    assert weights_fit(network, plan_for("reader").network)
    wider = (*network.layers[:-1], Dense(12, "softmax"))
    assert not weights_fit(network, Network(network.input_shape, wider))


def test_a_model_that_takes_another_input_is_told(bundled: LibraryModel) -> None:
    form = InputForm(bundled.facts.input_shape, Pixels.BYTES)
    other = replace(bundled, facts=replace(bundled.facts, input_form=form))
    with pytest.raises(Problem) as caught:
        learnt_weights(other, plan_for("reader").network)
    assert caught.value.code is ProblemCode.MODEL_OTHER_INPUT
