"""A set of the user's goes through training, recognition and evaluation by its name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.training.progress import EpochFinished, TrainingEvent, TrainingOutcome
from mnist_desktop.training.trainer import train
from tests.garments import NAME, NAMES, garments, keep_garments

pytestmark = [pytest.mark.tensorflow, pytest.mark.long]


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    quick = ["--preset", "dense-64", "--epochs", "2", "--validation", "split"]
    return ["train", *quick, "--data", NAME, "--output", str(tmp_path / "m.keras"), "--json"]


def record(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def test_it_is_learnt_kept_with_its_names_and_evaluated_by_them(
    home: Path, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    facts = keep_garments(home)
    bundle = tmp_path / "bundle"
    assert run_command([*words, "--bundle", str(bundle)]) == 0
    result = record(capsys)
    assert isinstance(result["test_accuracy"], float)
    assert result["test_accuracy"] > 0.9
    assert (tmp_path / "m.classes.txt").read_text().splitlines() == list(NAMES)
    kept = json.loads((bundle / "facts.json").read_text())
    assert kept["class_names"] == list(NAMES)
    assert kept["name"] == f"Dense 64, {NAME}"
    assert kept["training"]["data"] == {"identifier": facts.identifier, "name": NAME}
    assert run_command([*words, "--reuse"]) == 0
    assert record(capsys)["test_accuracy"] == result["test_accuracy"]
    for model in (tmp_path / "m.keras", bundle):
        assert run_command(["evaluate", "--model", str(model), "--data", NAME, "--json"]) == 0
        report = record(capsys)
        assert report["accuracy"] == result["test_accuracy"]
        assert report["count"] == facts.test_count
        assert [part["label"] for part in report["per_class"]] == list(NAMES)  # type: ignore[attr-defined]
    assert (
        run_command(["evaluate", "--model", str(bundle), "--data", facts.identifier, "--part", "train"]) == 0
    )
    assert f"{facts.train_count:,} images" in capsys.readouterr().out


def test_a_training_is_repeated_with_its_set_and_not_without_it(
    home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    facts = keep_garments(home, test=0)
    assert run_command(words) == 0
    told = capsys.readouterr()
    assert "60 of its 360 images are kept aside for the test" in told.err
    run = json.loads(told.out.splitlines()[-1])["run"]
    again = ["train", "--repeat", run, "--output", words[-2].replace("m.keras", "again.keras"), "--json"]
    SetLibrary(home / "data" / "sets").remove(facts.identifier)
    assert run_command(again) == 1
    assert f"there is no data set called {NAME}" in capsys.readouterr().err
    keep_garments(home, test=0)
    assert run_command(again) == 0


def test_the_wrong_set_or_digits_beside_it_are_wrong_usage(
    home: Path, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(words) == 2
    assert f"there is no data set called {NAME}" in capsys.readouterr().err
    keep_garments(home)
    assert run_command([*words, "--hold-out", "me"]) == 2
    assert f"{NAME} shows no digits" in capsys.readouterr().err
    layers = {"input_shape": [28, 28], "layers": [{"kind": "Flatten"}, {"kind": "Dense", "units": 10}]}
    layers["layers"][1]["activation"] = "softmax"  # type: ignore[index]
    (tmp_path / "n.json").write_text(json.dumps(layers))
    assert run_command([*words, "--network", str(tmp_path / "n.json")]) == 1
    assert "answers with 10 numbers, but the data has 3 classes" in capsys.readouterr().err


def test_a_set_without_a_test_part_is_evaluated_whole_and_that_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_garments(home, test=0)
    names = home / "names.txt"
    names.write_text("\n".join([*NAMES, *"abcdefg"]))
    command = ["evaluate", "--data", NAME, "--classes", str(names), "--json"]
    assert run_command(command) == 0
    told = capsys.readouterr()
    assert "has no test part" in told.err
    assert json.loads(told.out)["count"] == 360
    assert run_command([*command, "--part", "test"]) == 1
    assert "has no images in its test part" in capsys.readouterr().err


def test_files_are_learnt_from_and_evaluated_where_they_are(
    home: Path, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = garments(), tmp_path / "things.npz"
    np.savez(
        file,
        x_train=data.train.images,
        y_train=np.array(NAMES)[data.train.labels],
        x_test=data.test.images,
        y_test=np.array(NAMES)[data.test.labels],
    )
    words[words.index(NAME)] = str(file)
    assert run_command(words) == 0
    result = record(capsys)
    (_, kept) = SetLibrary(home / "data" / "sets").sets()
    assert isinstance(kept, SetFacts)
    assert (kept.name, kept.train_count, kept.test_count) == ("things", 360, 60)
    assert run_command(["evaluate", "--model", str(tmp_path / "m.keras"), "--data", str(file), "--json"]) == 0
    report = record(capsys)
    assert (report["accuracy"], report["count"]) == (result["test_accuracy"], 60)


def test_a_training_goes_on_with_its_very_set_only(
    home: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped_soon(*given: Any, **named: Any) -> TrainingOutcome | None:
        plan, training, test, listen, switch = given

        def hear(event: TrainingEvent) -> None:
            listen(event)
            if isinstance(event, EpochFinished):
                switch.stop()

        return train(plan, training, test, hear, switch, **named)

    facts = keep_garments(home)
    with monkeypatch.context() as patched:
        patched.setattr("mnist_desktop.cli.train.train", stopped_soon)
        assert run_command(words) == 0
    resume = ["train", "--resume", "--output", words[-2].replace("m.keras", "on.keras"), "--json"]
    sets = SetLibrary(home / "data" / "sets")
    sets.remove(facts.identifier)
    sets.keep(garments(train=300), "made otherwise")
    capsys.readouterr()
    assert run_command(resume) == 1
    assert f"there is no data set called {NAME}" in capsys.readouterr().err
    keep_garments(home)
    assert run_command(resume) == 0
    assert record(capsys)["epochs"] == 2
