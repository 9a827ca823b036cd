from __future__ import annotations

import os
import signal
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.models.child import inspect
from mnist_desktop.models.library import Library
from mnist_desktop.places import places_below
from mnist_desktop.training import trainer
from mnist_desktop.training.plan_record import network_from
from mnist_desktop.training.presets import PRESETS
from mnist_desktop.training.progress import EpochFinished
from tests.cli.printed import lines

DIGIT = '{"label": "1", "strokes": [[[50, 0], [50, 50], [50, 100]]]}\n'


def test_presets_are_listed_with_their_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["presets", "--json"]) == 0
    records, err = lines(capsys)
    assert err == ""
    express = next(preset for preset in PRESETS if preset.key == "express")
    assert [(record["preset"], record["parameters"]) for record in records] == [
        ("dense-64", 50_890),
        ("dense-64-1024", 127_050),
        ("dense-512-regularised", 671_754),
        ("cnn-32-64", 225_034),
        ("cnn-32-64-64", 130_890),
        ("express", express.network.parameters),
        ("reader", 512_699),
    ]
    assert records[2]["not_trainable"] == 1024
    assert records[3]["layers"][0] == "Conv2D 32 3x3 relu"
    assert network_from(records[3]["network"], "") == PRESETS[3].network
    assert run_command(["presets"]) == 0
    assert "225,034 parameters" in capsys.readouterr().out


def test_a_damaged_preset_is_told_beside_the_others(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = places_below(home).presets
    folder.mkdir(parents=True)
    (folder / "own-mine.json").write_text("{", encoding="utf-8")
    assert run_command(["presets", "--json"]) == 0
    records, err = lines(capsys)
    assert len(records) == len(PRESETS)
    assert err == (
        "mnist-desktop: the preset own-mine.json cannot be used: "
        "the settings in own-mine.json are damaged (no JSON)\n"
    )


@pytest.mark.tensorflow
def test_a_line_an_epoch_a_result_and_a_file(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ink = tmp_path / "ink.jsonl"
    ink.write_text(DIGIT * 3 + DIGIT.replace('"1"', '"Q"'), encoding="utf-8")
    words = [*quick, "--validation", "split", "--ink", str(ink), "--bundle", str(tmp_path / "bundle")]
    words += ["--history", str(tmp_path / "epochs.csv")]
    assert run_command(words) == 0
    records = [record for record in lines(capsys)[0] if "advice" not in record]
    assert [record.get("epoch") for record in records] == [1, 2, None]
    assert records[1]["validation_accuracy"] > 0.3
    assert set(records[1]) == {"event", *(field.name for field in fields(EpochFinished))}
    assert [record["event"] for record in records] == ["epoch", "epoch", "result"]
    result = records[2]
    assert result["output"] == str(tmp_path / "m.keras")
    assert result["parameters"] == 50_890
    assert 0.3 < result["test_accuracy"] < 1
    assert not result["stopped"]
    bundled = Library(tmp_path / "none", tmp_path / "bundle").bundled()
    assert bundled.facts.accuracy == pytest.approx(result["test_accuracy"])
    assert bundled.keras_bytes() == (tmp_path / "m.keras").read_bytes()
    assert bundled.facts.calibration is not None
    assert inspect(tmp_path / "m.keras").calibration == bundled.facts.calibration
    assert bundled.litert_bytes()
    assert bundled.facts.training is not None
    assert len(bundled.facts.training["history"]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bundle",
        "epochs.csv",
        "ink.jsonl",
        "m.keras",
    ]
    rows = (tmp_path / "epochs.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[:2] for row in rows[:3]] == [["kind", "epoch"], ["epoch", "1"], ["epoch", "2"]]
    assert {row.split(",")[0] for row in rows[3:]} == {"step"}


@pytest.mark.tensorflow
def test_without_a_terminal_the_lines_are_json_unasked(
    quick: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    quick.remove("--json")
    assert run_command(quick) == 0
    records, err = lines(capsys)
    assert records[-1]["parameters"] == 50_890
    assert err == ""


@pytest.mark.tensorflow
def test_reuse_measures_what_is_there(quick: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(quick) == 0
    trained = lines(capsys)[0][-1]
    assert run_command([*quick, "--reuse"]) == 0
    records, _ = lines(capsys)
    assert len(records) == 1
    assert records[0]["reused"]
    assert records[0]["parameters"] == 50_890
    assert records[0]["test_accuracy"] == pytest.approx(trained["test_accuracy"])
    assert records[0]["test_loss"] == pytest.approx(trained["test_loss"], rel=1e-3)


@pytest.mark.tensorflow
def test_ctrl_c_stops_and_keeps_what_was_learnt(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, before = trainer.train, signal.getsignal(signal.SIGINT)

    def interrupted(plan: Any, training: Any, test: Any, listen: Any, *others: Any, **named: Any) -> Any:
        def heard(event: object) -> None:
            listen(event)
            if isinstance(event, EpochFinished) and event.epoch == 1:
                os.kill(os.getpid(), signal.SIGINT)

        return real(plan, training, test, heard, *others, **named)

    monkeypatch.setattr("mnist_desktop.cli.train.train", interrupted)
    quick[quick.index("--epochs") + 1] = "1000"
    assert run_command(quick) == 0
    result = lines(capsys)[0][-1]
    assert result["stopped"]
    assert 0 < result["epochs"] < 100
    assert (tmp_path / "m.keras").is_file()
    assert signal.getsignal(signal.SIGINT) is before


def test_an_existing_output_is_an_error_and_stays(
    quick: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    output = Path(quick[quick.index("--output") + 1])
    output.write_bytes(b"mine")
    assert run_command(quick) == 1
    records, err = lines(capsys)
    assert records == []
    assert "exists already" in err
    assert len(err.splitlines()) == 1
    assert output.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--epochs", "0"], "epochs"),
        (["--batch-size", "100000"], "batch_size"),
        (["--image-limit", "100", "--batch-size", "4096"], "larger than the 100 images"),
        (["--image-limit", "11", "--validation", "split"], "too few"),
        (["--learning-rate", "nan"], "learning_rate"),
        (["--l2", "0.1"], "--l2"),
        (["--optimizer", "lion"], "lion"),
        (["--preset", "cnn"], "cnn"),
        (["--output", "m.h5"], ".keras"),
        (["--history", "epochs.txt"], ".csv or .json"),
        (["--data", "fashion"], "fashion"),
        (["--share", "2"], "share"),
        (["--patience", "3"], "--validation"),
        (["--keep-best"], "--validation"),
        (["--schedule", "plateau"], "--validation"),
        (["--rotation", "100"], "rotation"),
        (["--no-augment", "--shear", "0.1"], "--shear"),
    ],
)
def test_wrong_usage_exits_with_2(
    words: list[str], hint: str, quick: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = run_command([*quick, *words])
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert hint in err


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("", "empty"),
        (DIGIT.replace('"1"', '"Q"'), "label"),
        ('{"strokes": 5}\n', "line 1"),
    ],
)
def test_ink_that_cannot_be_learnt_from_is_told_before_training(
    content: str, hint: str, quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ink = tmp_path / "ink.jsonl"
    ink.write_text(content, encoding="utf-8")
    assert run_command([*quick, "--ink", str(ink)]) == 1
    records, err = lines(capsys)
    assert records == []
    assert hint in err
    assert not (tmp_path / "m.keras").exists()


def test_a_place_that_cannot_be_written_is_told_before_training(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command([*quick, "--output", str(tmp_path / "no" / "m.keras")]) == 1
    assert "no such folder" in capsys.readouterr().err
    (tmp_path / "there.csv").mkdir()
    for option in ("--bundle", "--history"):
        assert run_command([*quick, option, str(tmp_path / "there.csv")]) == 1
        assert "exists already" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told_before_training(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's own answer is always yes for root.
    monkeypatch.setattr("mnist_desktop.cli.train.os.access", lambda path, _mode: path != tmp_path)
    assert run_command(quick) == 1
    records, err = lines(capsys)
    assert records == []
    assert "read-only" in err


def test_going_on_from_no_model_or_another_network_is_told(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command([*quick, "--start", "nobody"]) == 1
    assert "nobody" in lines(capsys)[1]
    assert run_command([*quick, "--start", "reader"]) == 1
    assert "do not fit this network" in lines(capsys)[1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
@pytest.mark.tensorflow
def test_a_training_goes_on_from_a_bundle(
    quick: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = str(tmp_path / "first")
    assert run_command([*quick, "--bundle", first]) == 0
    reached = lines(capsys)[0][-1]["test_accuracy"]
    words = [word if word != quick[8] else str(tmp_path / "second.keras") for word in quick]
    words += ["--start", first, "--learning-rate", "0.000001"]
    assert run_command(words) == 0
    assert lines(capsys)[0][-1]["test_accuracy"] == pytest.approx(reached, abs=0.001)
