"""An export that does not answer as the model does, or cannot be made, is no export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.saved import exporting
from mnist_desktop.models.saved.exporting import Exported, export
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.problems import Problem, ProblemCode

pytestmark = pytest.mark.tensorflow

NETWORK = Network((28, 28), (Flatten(), Dense(10, "softmax")))


def exported(format: ModelFormat, folder: Path) -> Exported:
    random = np.random.default_rng(1)
    weights = (random.normal(size=(784, 10)).astype(np.float32), np.zeros(10, np.float32))
    return export(NETWORK, ((), weights), format, None, folder)


@pytest.mark.parametrize("format", [ModelFormat.KERAS, ModelFormat.H5, ModelFormat.LITERT])
def test_what_was_made_is_told(tmp_path: Path, format: ModelFormat) -> None:
    made = exported(format, tmp_path)
    assert made.name == f"model{format.suffix}"
    assert (tmp_path / made.name).is_file()
    assert made.agreement.same_answers == 200
    assert made.names == {}


def test_the_names_inside_a_saved_model_are_told(tmp_path: Path) -> None:
    assert exported(ModelFormat.SAVED_MODEL, tmp_path).names == {"input": "input", "output": "output_0"}


def test_another_answer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        exporting, "litert_answers", lambda content, inputs: np.full((200, 10), 0.1, np.float32)
    )
    with pytest.raises(Problem) as caught:
        exported(ModelFormat.LITERT, tmp_path)
    assert caught.value.code is ProblemCode.MODEL_SAVED_DIFFERENTLY


def test_what_a_library_cannot_do_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("Unsupported operator Igamma\nand a long story")

    monkeypatch.setattr(exporting, "write_onnx", refuse)
    with pytest.raises(Problem) as caught:
        exported(ModelFormat.ONNX, tmp_path)
    assert caught.value.code is ProblemCode.MODEL_NOT_EXPORTABLE
    assert caught.value.values == {"format": "onnx", "reason": "Unsupported operator Igamma"}
