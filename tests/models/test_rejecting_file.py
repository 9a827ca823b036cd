"""A file with an output for "no digit": opened, kept, read with, saved and opened again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.model_choice import recogniser_for
from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.answers import Calibration, Caution, Rejection
from mnist_desktop.models.child import inspect, open_model
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.saved.target import save_target
from mnist_desktop.models.saving import save_copy
from tests.models.reading.sample_files import Sample, dense, write_keras

pytestmark = pytest.mark.long

LAST = dense(784, 11)
# Clear enough, and ready enough to say "no digit", that some digits fall on every side of the thresholds.
LAST.arrays[0] *= 3
LAST.arrays[1][10] += 5


def expected(inputs: NDArray[np.float32]) -> NDArray[np.float64]:
    """What the network answers, computed by NumPy alone: (n, 28, 28) to (n, 11)."""
    logits = inputs.reshape(len(inputs), -1).astype(np.float64) @ LAST.arrays[0] + LAST.arrays[1]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def require_answers(recogniser: Recogniser) -> None:
    """It reads as the weights say, and turns away what they call no digit."""
    digits = probe_digits(200)
    shares = expected(digits)
    answers = recogniser.read(digits)
    assert recogniser.can_reject
    assert answers.digit_probabilities is not None
    np.testing.assert_allclose(answers.digit_probabilities, 1 - shares[:, 10], atol=1e-4)
    likely = 1 - shares[:, 10] > 1e-3
    given_a_digit = shares[likely, :10] / (1 - shares[likely, 10:])
    np.testing.assert_allclose(answers.probabilities[likely], given_a_digit, atol=1e-3)
    counts = [int(answers.rejected(recogniser.threshold(caution)).sum()) for caution in Caution]
    assert 0 < counts[0] < counts[1] < counts[2] < len(digits)


@pytest.mark.tensorflow
def test_a_model_that_can_reject_comes_in_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    library = Library(tmp_path / "library", tmp_path / "none")

    def keep(path: Path) -> LibraryModel:
        opened = open_model(path)
        assert (opened.inspection.classes, opened.inspection.rejects) == (10, True)
        return library.add(opened.prepared, name=path.name, origin=Origin.OPENED, accuracy=None)

    # It answers with logits, which is found out.
    first = keep(write_keras(tmp_path / "foreign.keras", [Sample("Flatten"), LAST], (28, 28)))
    again = library.find(first.facts.identifier)
    assert again.facts.can_reject
    assert again.facts.calibration == Calibration(rejection=Rejection())
    assert again.facts.class_names == tuple("0123456789")
    require_answers(Recogniser.of(again))
    for name in ("copy.keras", "copy.h5", "copy.tflite"):
        save_copy(again, save_target(tmp_path / name))
    assert inspect(tmp_path / "copy.keras").rejects is True
    require_answers(Recogniser.of(keep(tmp_path / "copy.h5")))
    require_answers(recogniser_for(str(tmp_path / "copy.tflite")))


@pytest.mark.tensorflow
def test_a_calibrated_file_is_read_with_its_calibration_and_converted_with_it(tmp_path: Path) -> None:
    import keras

    kept = Calibration(1.5, Rejection(0.9, 0.1, lenient=0.2, balanced=0.3, careful=0.4), 2000)
    source, target = tmp_path / "m.keras", tmp_path / "again.keras"
    write_keras(source, [Sample("Flatten"), dense(784, 11, "softmax")], (28, 28))
    source.write_bytes(with_calibration(source.read_bytes(), kept))
    assert recogniser_for(str(source)).threshold(Caution.LENIENT) == 0.2
    assert run_command(["convert", str(source), str(target)]) == 0
    assert inspect(target).calibration == kept
    opened = keras.saving.load_model(target)
    assert opened.output_shape == (None, 11)


@pytest.mark.tensorflow
def test_reading_with_a_calibration_left_aside_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_keras(tmp_path / "m.keras", [Sample("Flatten"), dense(784, 10, "softmax")], (28, 28))
    source.write_bytes(with_calibration(source.read_bytes(), Calibration(1.5, Rejection(), 2000)))
    (tmp_path / "one.jsonl").write_text('{"strokes": [[[5, 0], [5, 9]]]}\n', encoding="utf-8")
    assert run_command(["predict", "--model", str(source), str(tmp_path / "one.jsonl")]) == 0
    assert "its calibration is left aside, because it was fitted to another model" in capsys.readouterr().err
