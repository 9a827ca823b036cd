"""What every verb has in common: exit codes, and one line for whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mnist_desktop.__main__ import main

FAILING = """
import sys
from mnist_desktop.cli import predict
from mnist_desktop.__main__ import main

def fail(*_: object, **__: object) -> None:
    raise RuntimeError("of a kind\\nthat nobody expected")

predict.recogniser_for = fail
sys.exit(main(["predict", "a.png"]))
"""


def test_the_unexpected_is_one_line_and_its_details_are_in_the_log(home: Path) -> None:
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", FAILING],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={**os.environ, "MNIST_DESKTOP_HOME": str(home)},
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert "RuntimeError: of a kind that nobody expected" in run.stderr
    assert "Traceback" in (home / "logs" / "mnist-desktop.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["dance"], ["predict"], ["--json"], ["--child-task"], ["train", "--preset", "none"]]
)
def test_wrong_usage_exits_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_log_that_cannot_be_kept_keeps_nobody_from_reading(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "logs").touch()
    assert main(["presets"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_a_window_without_a_display_is_told_in_one_line(home: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    run = subprocess.run(
        [sys.executable, "-m", "mnist_desktop"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if key not in hidden},
    )
    assert run.returncode == 1
    assert run.stderr.startswith("mnist-desktop: there is no display")
    assert len(run.stderr.splitlines()) == 1
