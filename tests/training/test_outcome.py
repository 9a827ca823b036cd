"""What a training leaves: calibration, rejection, float32, and what it went on from."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.training.plan import InkEpochs
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import HandwritingMaking, StepProgress, TrainingStarted
from mnist_desktop.training.trainer import train
from mnist_desktop.training.weights import averaged
from tests.hand import DIGITS
from tests.training.listening import Listener, run

pytestmark = [pytest.mark.tensorflow, pytest.mark.long]


@pytest.mark.parametrize(("validation", "examples"), [("split", 300), ("test", None), ("none", None)])
def test_confidence_is_calibrated_on_validation_and_never_on_the_test_set(
    validation: str, examples: int | None, digits: LabelledImages, test_digits: LabelledImages
) -> None:
    plan = plan_for("dense-64", validation=validation, epochs=1, image_limit=1500)
    calibration = run(plan, digits, test_digits).calibration
    assert (calibration.examples if calibration else None) == examples
    assert calibration is None or calibration.rejection is None


def test_the_reader_learns_what_is_no_digit(digits: LabelledImages, test_digits: LabelledImages) -> None:
    listener = Listener()
    outcome = run(plan_for("reader", epochs=1, image_limit=400), digits, test_digits, listener)
    assert isinstance(listener.events[0], HandwritingMaking)
    calibration = outcome.calibration
    assert calibration is not None
    assert calibration.rejection is not None
    recogniser = Recogniser(outcome.prepared.litert_file, calibration=calibration)
    assert recogniser.can_reject
    answers = recogniser.read(images_to_inputs(test_digits.images))
    right = answers.probabilities.argmax(axis=1) == test_digits.labels
    assert right.mean() == pytest.approx(outcome.test_accuracy, abs=1e-6)


def test_a_training_in_bfloat16_gives_a_float32_model(
    digits: LabelledImages, test_digits: LabelledImages, tmp_path: Path
) -> None:
    plan = plan_for("cnn-32-64-64", epochs=1, precision="bfloat16", validation="none")
    outcome = run(plan, digits, test_digits)
    assert outcome.test_accuracy > 0.5
    outputs = Recogniser(outcome.prepared.litert_file).outputs(images_to_inputs(test_digits.images))
    shares = outputs[np.arange(test_digits.count), test_digits.labels]
    assert outcome.test_accuracy == (outputs.argmax(axis=1) == test_digits.labels).mean()
    assert outcome.test_loss == pytest.approx(-np.log(shares).mean(), rel=1e-5), "that of the kept model"
    (tmp_path / "m.keras").write_bytes(outcome.prepared.keras_file)
    with zipfile.ZipFile(tmp_path / "m.keras") as archive:
        assert b"bfloat16" not in archive.read("config.json")


def test_a_training_goes_on_from_given_weights(digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=4, validation="none", learning_rate=0.005)
    first = run(plan, digits, test_digits)
    with zipfile.ZipFile(io.BytesIO(first.prepared.keras_file)) as archive:
        stored = h5py.File(io.BytesIO(archive.read("model.weights.h5")))
        layers = [stored["layers"][name]["vars"] for name in ("dense", "dense_1")]
        weights = [np.asarray(layer[place]) for layer in layers for place in ("0", "1")]
    hardly = replace(plan, epochs=1, learning_rate=1e-6)
    gone_on = train(hardly, digits, test_digits, lambda _event: None, start=weights)
    assert gone_on is not None
    assert gone_on.test_accuracy == pytest.approx(first.test_accuracy, abs=0.01)


def test_what_was_known_is_averaged_with_what_was_learnt() -> None:
    before, after = [np.array([1.0, 2.0], np.float32)], [np.array([3.0, -2.0], np.float32)]
    assert averaged(before, after, 0.25)[0].tolist() == [2.5, -1.0]
    assert averaged(before, after, 0.0)[0].tolist() == [3.0, -2.0]


def test_ink_is_learnt_in_epochs_of_its_own(digits: LabelledImages, test_digits: LabelledImages) -> None:
    ink = [
        LabelledDrawing(drawing, label, f"writer {writer}")
        for writer in range(10)
        for label, drawing in DIGITS.items()
    ]
    plan = replace(plan_for("reader", epochs=1, image_limit=300), ink_epochs=InkEpochs(epochs=2))
    listener = Listener()
    outcome = train(plan, digits, test_digits, listener.listen, ink=ink)
    assert outcome is not None
    assert [started.epochs for started in listener.of(TrainingStarted)] == [3]
    assert [epoch.epoch for epoch in outcome.history] == [1, 2, 3]
    assert outcome.record()["ink"] == {"drawings": 100, "writers": 10}
    assert listener.of(StepProgress)[-1].done == pytest.approx(1, abs=0.2)
