from __future__ import annotations

import errno
import io
import json
import tempfile
import zipfile

import numpy as np
import pytest

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models import preparation
from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Network,
    Reshape,
)
from mnist_desktop.models.preparation import prepare
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem, ProblemCode

pytestmark = pytest.mark.tensorflow

EVERYTHING = Network(
    (784,),
    (
        Reshape((28, 28, 1)),
        Conv2D(4, strides=(2, 2), use_bias=False),
        BatchNormalization(0.9),
        Activation("relu"),
        GlobalAveragePooling2D(),
        Dropout(0.2),
        Dense(10, "softmax"),
    ),
)


def test_litert_answers_as_keras_does_and_the_model_is_not_changed() -> None:
    model = build_keras(EVERYTHING, 1)
    # Batch normalisation must matter for the comparison.
    model.set_weights([weight + 0.1 for weight in model.get_weights()])
    before = model.get_weights()
    prepared = prepare(model, EVERYTHING)
    digits = probe_digits(50)
    theirs = np.asarray(model(digits.reshape(50, 784), training=False))
    np.testing.assert_allclose(Recogniser(prepared.litert_file).read(digits).probabilities, theirs, atol=1e-4)
    for left, right in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(left, right)
    assert prepared.parameters == EVERYTHING.parameters == model.count_params()
    assert prepared.layers == EVERYTHING.facts()
    assert prepared.input_shape == (784,)


def test_the_keras_file_is_whole_uncompiled_and_float32() -> None:
    model = build_keras(EVERYTHING, 1)
    model.compile("adam", "mse")
    with zipfile.ZipFile(io.BytesIO(prepare(model, EVERYTHING).keras_file)) as archive:
        assert archive.testzip() is None
        config = json.loads(archive.read("config.json"))
    assert not config.get("compile_config")
    assert "bfloat16" not in json.dumps(config)


def test_nothing_goes_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk must not cost a model at the end of its training."""

    def full(*_words: object, **_named: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("mkdtemp", "mkstemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, full)
    assert prepare(build_keras(EVERYTHING, 1), EVERYTHING).keras_file


def test_weights_that_are_no_numbers_are_refused() -> None:
    network = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    model = build_keras(network, 1)
    kernel, bias = model.get_weights()
    kernel[0, 0] = np.nan
    model.set_weights([kernel, bias])
    with pytest.raises(Problem) as caught:
        prepare(model, network)
    assert caught.value.code is ProblemCode.TRAINING_DIVERGED


@pytest.fixture
def disagreeing(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    other = write_litert(network, build_keras(network, 2).get_weights())
    monkeypatch.setattr(preparation, "write_litert", lambda _network, _weights: other)


@pytest.mark.usefixtures("disagreeing")
def test_a_converted_model_that_answers_differently_is_refused() -> None:
    network = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    with pytest.raises(Problem) as caught:
        prepare(build_keras(network, 1), network)
    assert caught.value.code is ProblemCode.MODEL_NOT_CONVERTIBLE
    assert "differ" in str(caught.value.values["reason"])


def test_preparing_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    network = Network((28, 28, 1), (Conv2D(2), Flatten(), Dense(10, "softmax")))
    prepare(build_keras(network, 1), network)
    assert capfd.readouterr() == ("", "")
