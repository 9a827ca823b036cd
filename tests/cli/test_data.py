"""The verb `data`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.places import user_places
from tests.data.importing.made_sets import made_images, made_labels, made_set, write_quartet, write_table


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[list[dict[str, Any]], str]:
    """The JSON lines on stdout, and stderr."""
    assert run_command(["data", *words, "--json"]) == code
    printed = capsys.readouterr()
    return [json.loads(line) for line in printed.out.splitlines()], printed.err


def test_import_list_export_remove(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_quartet(tmp_path, packed=True)
    (facts,), error = run(capsys, "import", str(tmp_path), "--name", "Mine")
    assert error == ""
    assert (facts["name"], facts["train_count"], facts["test_count"]) == ("Mine", 12, 6)
    assert facts["identifier"] == made_set().identifier
    listed, _ = run(capsys, "list")
    assert [entry["name"] for entry in listed] == ["MNIST", "Mine"]
    (record,), _ = run(capsys, "export", "mine", str(tmp_path / "out.npz"))
    assert record["format"] == "npz"
    with np.load(tmp_path / "out.npz") as arrays:
        np.testing.assert_array_equal(arrays["x_train"], made_set().train.images)
    run(capsys, "export", "Mine", str(tmp_path / "png"), "--format", "images")
    assert len(list((tmp_path / "png").rglob("*.png"))) == 18
    (removed,), _ = run(capsys, "remove", "Mine", "--yes")
    assert removed["removed"] == facts["identifier"]
    assert len(run(capsys, "list")[0]) == 1


def test_looking_takes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_table(tmp_path / "a.csv", made_images(9, side=8), made_labels(9), label_last=True)
    (record,), _ = run(capsys, "import", str(tmp_path / "a.csv"), "--look", "--labels", "last")
    assert (record["format"], record["shape"], record["label_column"]) == ("csv", [8, 8], "last")
    assert record["steps"] == ["resized", "divided"]
    assert len(SetLibrary(user_places().data_sets).sets()) == 1


def test_choices_are_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_table(tmp_path / "a.csv", 255 - made_images(12), made_labels(12))
    (tmp_path / "names.txt").write_text("hat\nshoe\nsock\n")
    words = ["--polarity", "light-on-dark", "--test-share", "0.25", "--classes", str(tmp_path / "names.txt")]
    (facts,), _ = run(capsys, "import", str(tmp_path / "a.csv"), *words)
    assert (facts["class_names"], facts["test_count"]) == (["hat", "shoe", "sock"], 3)
    kept = SetLibrary(user_places().data_sets).open(facts["identifier"])
    assert kept.train.images[0, 0, 0] == 255


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_quartet(tmp_path)
    assert run_command(["data", "import", str(tmp_path), "--name", "Mine"]) == 0
    printed = capsys.readouterr()
    assert "12 training and 6 test images" in printed.out
    assert "taken as they are" in printed.err
    assert run_command(["data", "list"]) == 0
    assert "60,000 training" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["import", "nothing.npz"], "no such file"),
        (["export", "nothing", "out"], "no data set called nothing"),
        (["remove", "nothing", "--yes"], "no data set called nothing"),
        (["remove", "mnist", "--yes"], "belongs to the program"),
    ],
)
def test_trouble_is_one_line(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines, error = run(capsys, *words, code=1)
    assert lines == []
    assert told in error
    assert error.count("\n") == 1


def test_nobody_is_asked_without_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_quartet(tmp_path)
    run(capsys, "import", str(tmp_path), "--name", "Mine")
    assert "--yes" in run(capsys, "remove", "Mine", code=2)[1]
    assert len(run(capsys, "list")[0]) == 2


def test_a_damaged_set_is_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_quartet(tmp_path)
    (facts,), _ = run(capsys, "import", str(tmp_path))
    (user_places().data_sets / facts["identifier"] / "facts.json").write_text("{")
    assert "damaged" in run(capsys, "list")[0][1]["damage"]
    run(capsys, "remove", facts["identifier"], "--yes")
    assert len(run(capsys, "list")[0]) == 1


@pytest.mark.parametrize("share", ["1", "-0.1", "x"])
def test_an_impossible_share_is_wrong_usage(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run_command(["data", "import", "a", "--test-share", share])
    assert caught.value.code == 2
    assert "share" in capsys.readouterr().err


def test_what_exists_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out.npz").write_text("mine")
    assert "exists" in run(capsys, "export", "mnist", str(tmp_path / "out.npz"), code=1)[1]
    assert (tmp_path / "out.npz").read_text() == "mine"
