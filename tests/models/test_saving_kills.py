"""The program may be killed whenever it saves: the old or the new model is there, whole."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from mnist_desktop.models.saved.formats import ModelFormat, has_onnx
from tests.saving_kills import PLACING, WHOLE, kill_once

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"), pytest.mark.long]


def known_formats() -> list[ModelFormat]:
    return [format for format in ModelFormat if format is not ModelFormat.ONNX or has_onnx()]


@pytest.mark.parametrize("format", known_formats())
def test_a_kill_while_a_model_is_put_in_its_place(tmp_path: Path, format: ModelFormat) -> None:
    killed = kill_once(tmp_path / "home", format, PLACING, 0.2, random.Random(format.value))
    assert killed.is_well, killed


def test_a_kill_while_a_model_is_saved_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    killed = kill_once(tmp_path / "home", ModelFormat.KERAS, WHOLE, 1.0, random.Random(1))
    assert killed.is_well, killed


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("format", known_formats())
def test_twenty_kills_of_each_format(tmp_path: Path, format: ModelFormat) -> None:
    chance = random.Random(7)
    for number in range(18):
        killed = kill_once(tmp_path / f"{number}", format, PLACING, 0.3, chance)
        assert killed.is_well, killed
    for number in range(2):
        killed = kill_once(tmp_path / f"whole-{number}", format, WHOLE, 12.0, chance)
        assert killed.is_well, killed
