"""Which form of input a model wants is found out by letting it read."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.mnist import load_mnist, load_mnist_test
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.form_finding import PROBE_DIGITS, find_form
from mnist_desktop.models.input_form import Frame, InputForm, Outputs, Pixels
from mnist_desktop.models.litert_runner import LiteRtRunner
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.presets import plan_for
from tests.models.linear_models import guessing_model, linear_model
from tests.training.listening import run

FORMS = [
    InputForm((28, 28)),
    InputForm((784,), Pixels.BYTES),
    InputForm((28, 28, 1), Pixels.SIGNED, outputs=Outputs.LOGITS),
    InputForm((1, 28, 28), Pixels.STANDARDISED),
    InputForm((28, 28), is_dark_on_light=True, outputs=Outputs.SIGMOIDS),
    InputForm((28, 28), Pixels.BYTES, is_dark_on_light=True),
    InputForm((28, 28), is_transposed=True),
    InputForm((28, 28, 3), Pixels.BYTES),
    InputForm((14, 14)),
    InputForm((8, 8, 1), Pixels.SIXTEEN, frame=Frame.FILLED),
    InputForm((32, 32, 1), frame=Frame.PADDED),
    InputForm((32, 32)),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_form_that_a_model_learnt_from_is_found(form: InputForm) -> None:
    found = find_form(LiteRtRunner(linear_model(form).litert()))
    assert found.form == form
    assert found.accuracy > 0.8
    assert (found.count, found.reads_digits) == (PROBE_DIGITS, True)


class SlowRunner(LiteRtRunner):
    """Takes 20 ms an image, by a clock of its own."""

    images = 0

    def run(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        self.images += len(inputs)
        return super().run(inputs)


def test_a_slow_model_reads_fewer_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    form = InputForm((28, 28), Pixels.BYTES, is_dark_on_light=True)
    runner = SlowRunner(linear_model(form).litert())
    monkeypatch.setattr(time, "perf_counter", lambda: runner.images * 0.02)
    assert find_form(runner).form == form
    assert runner.images <= 1100


def test_forms_that_hardly_differ_are_told_by_the_more_usual_one() -> None:
    found = find_form(LiteRtRunner(linear_model(InputForm((28, 28), Pixels.EACH_STANDARDISED)).litert()))
    assert found.form.pixels in (Pixels.STANDARDISED, Pixels.EACH_STANDARDISED)
    assert found.accuracy > 0.9


def test_a_model_reads_in_its_form_what_it_reads_of_mnist() -> None:
    form = InputForm((28, 28), Pixels.BYTES, is_dark_on_light=True, outputs=Outputs.LOGITS)
    recogniser = Recogniser(linear_model(form).litert(), form=form)
    test = load_mnist_test()
    answers = recogniser.read(images_to_inputs(test.images[:1000])).probabilities
    assert answers.sum(axis=1) == pytest.approx(np.ones(1000), abs=1e-4)
    assert (answers.argmax(axis=1) == test.labels[:1000]).mean() > 0.8


def test_the_programs_own_model_wants_the_programs_own_form() -> None:
    litert = resource_path("models", "reader") / "model.tflite"
    found = find_form(LiteRtRunner(litert.read_bytes()))
    assert found.form.is_plain
    assert found.form.outputs is Outputs.SHARES
    assert found.accuracy >= 0.99


@pytest.mark.long
@pytest.mark.tensorflow
def test_a_model_that_learnt_for_a_moment_keeps_the_programs_own_form() -> None:
    """More contrast makes its answers surer, and by chance a little better."""
    mnist = load_mnist()
    few, tested = mnist.train.subset(np.arange(600)), mnist.test.subset(np.arange(100))
    outcome = run(plan_for("cnn-32-64", epochs=1, seed=1), few, tested)
    found = find_form(LiteRtRunner(outcome.prepared.litert_file))
    assert found.form.pixels is Pixels.UNIT


@pytest.mark.parametrize("classes", [2, 10, 26])
def test_a_model_that_learnt_no_digits_reads_none_in_any_form(classes: int) -> None:
    found = find_form(LiteRtRunner(guessing_model((28, 28), classes).litert()))
    assert not found.reads_digits
    assert found.form == InputForm((28, 28))
    assert found.accuracy < (0.35 if classes > 2 else 0.9)


@pytest.mark.parametrize("classes", [5, 11, 36])
def test_digits_are_found_among_fewer_and_more_classes(classes: int) -> None:
    found = find_form(LiteRtRunner(linear_model(InputForm((28, 28), Pixels.BYTES), classes).litert()))
    assert found.form.pixels is Pixels.BYTES
    assert found.reads_digits
