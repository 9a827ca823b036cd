"""What is trained: anew, or from where a kept training stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.places import user_places
from mnist_desktop.training.runs import RunStore
from tests.cli.printed import lines
from tests.training.test_runs import broken_off


@pytest.fixture
def kept(home: Path) -> str:
    """A training that broke off."""
    return broken_off(RunStore(user_places().runs))


@pytest.mark.parametrize("how", ["--resume", "--further"])
@pytest.mark.parametrize(
    "words",
    [
        ["--learning-rate", "0.1"],
        ["--network", "other.json"],
        ["--start", "reader"],
        ["--no-augment"],
        ["--no-keep-best"],
        ["--leave-out", "letters"],
        ["--seed", "0"],
    ],
)
def test_settings_beside_a_training_that_has_its_own_are_refused(
    how: str, words: list[str], kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["train", how, kept, *words, "--output", str(tmp_path / "m.keras")]) == 2
    records, err = lines(capsys)
    assert records == []
    assert f"leave out: {words[0]}" in err


def test_the_epochs_of_a_training_that_goes_on_are_its_own(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--resume", kept, "--epochs", "9", "--batch-size", "7", "--output", str(tmp_path / "m.keras")]
    assert run_command(["train", *words]) == 2
    assert "leave out: --epochs, --batch-size" in lines(capsys)[1]
