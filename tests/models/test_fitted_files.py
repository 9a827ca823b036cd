"""Files of models in other forms, opened in the child with TensorFlow: the form is found and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.child import OpenedModel, open_model
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.input_form import InputForm, Outputs, Pixels
from mnist_desktop.models.library import Library
from mnist_desktop.models.recogniser import Recogniser
from tests.models.linear_models import linear_model
from tests.models.reading.sample_files import write_keras

FORM = InputForm((14, 14, 1), Pixels.BYTES, is_dark_on_light=True, outputs=Outputs.LOGITS)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedModel:
    path = tmp_path_factory.mktemp("fitted") / "m.keras"
    (path.parent / "m.classes.txt").write_text("\n".join("abcdefghij"), encoding="utf-8")
    return open_model(write_keras(path, linear_model(FORM).samples(), FORM.shape))


@pytest.fixture
def kept(opened: OpenedModel, tmp_path: Path) -> LibraryModel:
    """The model as the library reads it back."""
    library = Library(tmp_path / "models", tmp_path / "none")
    sha256 = opened.inspection.sha256
    model = library.add(opened.prepared, name="m", origin=Origin.OPENED, accuracy=None, source_sha256=sha256)
    found = library.opened_from(sha256)
    assert found == model
    assert library.opened_from("f" * 64) is None
    return found


@pytest.mark.tensorflow
def test_the_form_is_found_and_kept(kept: LibraryModel) -> None:
    facts = kept.facts
    assert facts.input_form == FORM
    assert facts.probe_accuracy is not None
    assert facts.probe_accuracy > 0.8
    assert facts.reading_ms is not None
    assert 0 < facts.reading_ms < 100
    assert facts.class_names == tuple("abcdefghij")
    # What it answers with stays as it was; the program makes shares of it.
    assert [layer.kind for layer in facts.layers] == ["Flatten", "Dense"]


@pytest.mark.tensorflow
def test_it_reads_as_its_weights_say(kept: LibraryModel) -> None:
    test = load_mnist_test()
    inputs, made = images_to_inputs(test.images[:500]), linear_model(FORM)
    logits = FORM.applied(inputs).reshape(500, -1) @ made.kernel + made.bias
    answers = Recogniser.of(kept).read(inputs).probabilities
    np.testing.assert_allclose(answers, FORM.shares(logits), atol=1e-4)
    assert (answers.argmax(axis=1) == test.labels[:500]).mean() > 0.8
