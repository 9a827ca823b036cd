"""What `train` does beside training: other layers, advice, logs, the same weights each time."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.models.library import Library
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.training.plan_record import network_record
from tests.cli.printed import lines
from tests.source_tree import ROOT


@pytest.mark.tensorflow
def test_other_layers_are_trained_and_named_after_their_file(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layers = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    (tmp_path / "straight.json").write_text(json.dumps(network_record(layers)), encoding="utf-8")
    words = ["--network", str(tmp_path / "straight.json"), "--validation", "split", "--keep-best"]
    assert run_command([*quick, *words, "--noise", "0.05", "--bundle", str(tmp_path / "bundle")]) == 0
    result = lines(capsys)[0][-1]
    assert result["parameters"] == 7850
    assert result["settings"]["keep_best"]
    assert result["settings"]["augmentation"]["noise"] == 0.05
    assert result["best_epoch"] in (1, 2)
    assert Library(tmp_path / "none", tmp_path / "bundle").bundled().facts.name == "straight"


@pytest.mark.tensorflow
def test_advice_is_given_unless_it_is_not_wanted(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick += ["--learning-rate", "10", "--optimizer", "sgd", "--image-limit", "3000"]
    run_command(quick)
    advice = [record for record in lines(capsys)[0] if "advice" in record]
    assert advice[0]["advice"] in ("diverging", "rate-too-high", "dead-units")
    assert advice[0]["change"]["learning_rate"] < 10
    (tmp_path / "m.keras").unlink(missing_ok=True)
    run_command([*quick, "--no-advice"])
    assert not any("advice" in record for record in lines(capsys)[0])


@pytest.mark.tensorflow
def test_logs_for_tensorboard_are_written_beside_the_model(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs = tmp_path / "logs"
    assert run_command([*quick, "--tensorboard", str(logs), "--validation", "split"]) == 0
    run = Path(lines(capsys)[0][-1]["tensorboard"])
    assert run.parent == logs
    assert run.name.endswith("_dense-64")
    for part in ("train", "validation"):
        assert [file.name.startswith("events.") for file in (run / part).iterdir()] == [True]


def test_trouble_with_the_logs_is_told_before_training(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert run_command([*quick, "--tensorboard", str(tmp_path / "taken")]) == 1
    assert "logs for TensorBoard cannot be written" in lines(capsys)[1]
    monkeypatch.setattr("mnist_desktop.training.tensorboard_logs.tensorboard_missing", lambda: True)
    assert run_command([*quick, "--tensorboard", str(tmp_path / "logs")]) == 1
    assert 'pip install "mnist-desktop[tensorboard]"' in lines(capsys)[1]
    assert not (tmp_path / "m.keras").exists()


@pytest.mark.long
@pytest.mark.tensorflow
def test_deterministic_trainings_give_the_same_weights(quick: list[str], tmp_path: Path) -> None:
    # In a process of its own, which nothing else has made anything in.
    code = (
        "import sys, tensorflow as tf; from mnist_desktop.cli.main import run_command; "
        "from tensorflow.python.framework import config; off, seen = config.disable_op_determinism, []; "
        "config.disable_op_determinism = lambda: (seen.append(config.is_op_determinism_enabled()), off()); "
        "at = sys.argv.index('--output') + 1; words = sys.argv[1:]; "
        "assert run_command(words) == 0; words[at - 1] += '-again.keras'; assert run_command(words) == 0; "
        "assert seen == [True, True]; assert not config.is_op_determinism_enabled()"
    )
    words = [*quick, "--deterministic", "--precision", "bfloat16", "--augment"]
    words[words.index("dense-64")] = "cnn-32-64"
    subprocess.run([sys.executable, "-c", code, *words], check=True, cwd=ROOT, capture_output=True)
    first, second = (learnt(tmp_path / name) for name in ("m.keras", "m.keras-again.keras"))
    assert all((before == after).all() for before, after in zip(first, second, strict=True))


def learnt(path: Path) -> list[Any]:
    """The weights in a .keras file."""
    import h5py

    with zipfile.ZipFile(path) as archive:
        stored = io.BytesIO(archive.read("model.weights.h5"))
    found: list[Any] = []
    with h5py.File(stored) as weights:
        weights.visititems(lambda _name, item: found.append(item[()]) if hasattr(item, "dtype") else None)
    return found
