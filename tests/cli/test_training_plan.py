"""From the words on the command line to a plan."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mnist_desktop.cli.training_options import add_training_options
from mnist_desktop.cli.training_plan import plan_name, plan_of, preset_called
from mnist_desktop.models.network import Dense, Dropout, Flatten, Network
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.plan import Augmentation, TrainingPlan
from mnist_desktop.training.plan_record import network_record
from mnist_desktop.training.presets import PRESETS, plan_for

CHANGED = Network((28, 28), (Flatten(), Dense(32, "relu", l2=0.01), Dropout(0.3), Dense(10, "softmax")))


def understood(*words: str, preset: str = "dense-64") -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_training_options(parser)
    return parser.parse_args(["--preset", preset, "--output", "m.keras", *words])


def plan(*words: str, preset: str = "dense-64") -> TrainingPlan:
    return plan_of(understood(*words, preset=preset), preset_called(preset))


def called(*words: str, preset: str = "dense-64") -> str:
    return plan_name(understood(*words, preset=preset), preset_called(preset))


def trouble(*words: str, preset: str = "dense-64") -> Problem:
    with pytest.raises(Problem) as caught:
        plan(*words, preset=preset)
    return caught.value


@pytest.mark.parametrize("preset", [preset.key for preset in PRESETS])
def test_without_further_words_it_is_the_preset(preset: str) -> None:
    assert plan(preset=preset) == plan_for(preset)


def test_every_setting_has_its_word() -> None:
    words = (
        "--epochs 3 --batch-size 16 --learning-rate 0.01 --optimizer sgd --schedule plateau --seed 7 "
        "--validation split --validation-share 0.3 --labels one-hot --image-limit 900 --precision measured "
        "--patience 4 --keep-best --leave-out letters"
    )
    made = plan(*words.split())
    assert (made.epochs, made.batch_size, made.learning_rate, made.optimizer) == (3, 16, 0.01, "sgd")
    assert (made.schedule, made.validation, made.validation_share) == ("plateau", "split", 0.3)
    assert (made.one_hot, made.seed, made.image_limit, made.precision) == (True, 7, 900, "measured")
    assert (made.patience, made.keep_best) == (4, True)
    assert made.left_out == {"letters"}


def test_a_share_is_a_number_of_images() -> None:
    assert plan("--share", "0.25").image_limit == 15_000
    assert plan("--share", "1").image_limit == 60_000
    for share in ("0", "1.1", "-1", "nan"):
        assert trouble("--share", share).values["setting"] == "share"
    with pytest.raises(SystemExit):
        understood("--share", "0.5", "--image-limit", "100")


def test_ranges_switch_changes_on_and_leave_the_others_as_they_are() -> None:
    assert not plan().augment
    assert plan("--augment").augmentation == Augmentation()
    made = plan("--rotation", "20", "--noise", "0.1")
    assert made.augment
    assert made.augmentation == replace(Augmentation(), rotation=20, noise=0.1)
    reader = plan("--elastic", "0", preset="reader")
    assert reader.augmentation == replace(plan_for("reader").augmentation, elastic=0)
    words = "--rotation 1 --shift 1 --zoom 0.1 --shear 0.1 --thickness 0.1 --elastic 1 --noise 0.1"
    assert plan(*words.split()).augmentation == Augmentation(1, 1, 0.1, 0.1, 0.1, 1, 0.1)
    assert not plan("--no-augment", preset="reader").augment


def test_ranges_that_cannot_be_are_told() -> None:
    assert trouble("--rotation", "90").values["setting"] == "rotation"
    refused = trouble("--no-augment", "--zoom", "0.1")
    assert refused.code is ProblemCode.PLAN_CHOICE
    assert "--zoom" in str(refused.values["choices"])


@pytest.mark.parametrize("words", [["--patience", "2"], ["--keep-best"], ["--schedule", "plateau"]])
def test_what_goes_by_validation_needs_it(words: list[str]) -> None:
    assert trouble(*words).code is ProblemCode.PLAN_WITHOUT_VALIDATION
    plan(*words, "--validation", "test")


def test_layers_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "narrow.json"
    path.write_text(json.dumps(network_record(CHANGED)), encoding="utf-8")
    words = ["--network", str(path), "--l2", "0.02"]
    made = plan(*words)
    assert made.network.layers[1] == Dense(32, "relu", l2=0.02)
    assert made.epochs == plan_for("dense-64").epochs
    assert called(*words) == "narrow"
    assert called() == "Dense 64"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", ProblemCode.FILE_EMPTY),
        ("layers: 3", ProblemCode.PLAN_DAMAGED),
        ("[" * 100_000, ProblemCode.PLAN_DAMAGED),
        ('{"layers": []}', ProblemCode.PLAN_DAMAGED),
        ('{"input_shape": [28, 28], "layers": []}', ProblemCode.NETWORK_EMPTY),
        (json.dumps(network_record(Network((28, 28), (Flatten(), Dense(5))))), ProblemCode.PLAN_CLASSES),
        (json.dumps(network_record(Network((32, 32), CHANGED.layers))), ProblemCode.NETWORK_SHAPE),
    ],
)
def test_a_file_without_layers_for_digits_is_told(content: str, code: ProblemCode, tmp_path: Path) -> None:
    path = tmp_path / "network.json"
    path.write_text(content, encoding="utf-8")
    assert trouble("--network", str(path)).code is code
    assert trouble("--network", str(tmp_path / "none.json")).code is ProblemCode.FILE_MISSING
    assert trouble("--network", str(tmp_path)).code is ProblemCode.FILE_IS_FOLDER


def test_presets_of_ones_own_are_known_by_their_name(home: Path) -> None:
    kept = OwnPresets(user_places().presets).keep(
        "My narrow one", replace(plan_for("dense-64"), network=CHANGED)
    )
    for name in ("My narrow one", kept.key):
        assert plan("--epochs", "2", preset=name) == replace(kept.plan, epochs=2)
    assert called(preset=kept.key) == "My narrow one"
    assert trouble(preset="nothing").code is ProblemCode.PRESET_UNKNOWN


def test_the_patience_of_a_preset_can_be_switched_off(home: Path) -> None:
    patient = replace(plan_for("dense-64"), patience=3, validation="split")
    kept = OwnPresets(user_places().presets).keep("Patient", patient)
    assert plan(preset=kept.key).patience == 3
    assert plan("--no-patience", "--validation", "none", preset=kept.key).patience is None
    with pytest.raises(SystemExit):
        understood("--patience", "2", "--no-patience")
