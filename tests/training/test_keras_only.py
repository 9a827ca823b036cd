"""A trained model that LiteRT cannot run: hours of training are kept for Keras all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.models import preparation
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.saved.target import save_target
from mnist_desktop.models.saving import save_copy
from mnist_desktop.places import places_below
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.runs import RunStore
from tests.training.listening import run

pytestmark = pytest.mark.tensorflow


@pytest.fixture(autouse=True)
def not_convertible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "MOST_DIFFERENCE", -1.0)


@pytest.mark.long
def test_it_is_kept_in_the_library_with_its_facts_and_can_be_saved(
    digits: LabelledImages, test_digits: LabelledImages, tmp_path: Path
) -> None:
    import keras

    outcome = run(plan_for("dense-64", epochs=1), digits, test_digits)
    assert outcome.prepared.trouble is not None
    assert outcome.prepared.trouble.code is ProblemCode.MODEL_NOT_CONVERTIBLE
    library = Library(tmp_path / "models", resource_path("models", "reader"))
    library.add(
        outcome.prepared,
        name="For Keras",
        origin=Origin.TRAINED,
        accuracy=outcome.test_accuracy,
        training=outcome.record(),
    )
    model = library.models()[1]
    assert (model.facts.name, model.damage, model.facts.parameters) == ("For Keras", None, 50_890)
    assert model.facts.training is not None
    assert model.facts.training["not_convertible"].startswith("Keras and LiteRT differ")
    save_copy(model, save_target(tmp_path / "saved.keras"))
    assert keras.models.load_model(tmp_path / "saved.keras").count_params() == 50_890
    for use in (
        lambda: Recogniser.of(model),
        lambda: save_copy(model, save_target(tmp_path / "saved.tflite")),
    ):
        with pytest.raises(Problem) as caught:
            use()
        assert caught.value.code is ProblemCode.MODEL_KERAS_ONLY
    assert not (tmp_path / "saved.tflite").exists()


def test_the_command_line_keeps_it_and_says_so(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = ["--preset", "dense-64", "--image-limit", "500", "--epochs", "1", "--json"]
    assert run_command(["train", *quick, "--output", str(tmp_path / "m.keras")]) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert result["trouble"].startswith("the model cannot be converted for fast reading")
    assert (tmp_path / "m.keras").stat().st_size > 100_000
    (kept,) = RunStore(places_below(home).runs).runs()
    assert kept.status is RunStatus.FINISHED
