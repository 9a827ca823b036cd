"""Damaged and huge images: each ends as read or in one sentence, and in little memory."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFile, PngImagePlugin

from mnist_desktop.cli.wording import sentence
from mnist_desktop.gallery.entries import entries_of
from mnist_desktop.ink.image_files import read_grey
from mnist_desktop.problems import ProblemCode
from tests.benchmarks.damaged_images import write_hostile


def test_each_ends_in_one_sentence_or_is_read(tmp_path: Path) -> None:
    write_hostile(tmp_path, 120, seed=7, with_huge=False)
    with warnings.catch_warnings(record=True) as told:
        entries = [entry for path in tmp_path.iterdir() for entry in entries_of(path)]
    assert told == []
    problems = [entry.problem for entry in entries if entry.problem is not None]
    assert len(entries) == 120
    assert 60 < len(problems) < 120
    assert all(len(sentence(problem).splitlines()) == 1 for problem in problems)


@pytest.mark.parametrize(
    "error", [struct.error("x"), KeyError(4), IndexError("x"), ZeroDivisionError("x"), TypeError("x")]
)
def test_whatever_a_reader_of_a_format_stumbles_over_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def stumble(_self: ImageFile.ImageFile) -> None:
        raise error

    Image.new("L", (30, 30)).save(tmp_path / "x.png")
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", stumble)
    (entry,) = entries_of(tmp_path / "x.png")
    assert entry.problem is not None
    assert entry.problem.code is ProblemCode.IMAGE_DAMAGED


def test_bands_are_as_the_whole(tmp_path: Path) -> None:
    height = 700  # more than two bands
    ramp = np.linspace(0, 1, height * 40).reshape(height, 40)
    colours = np.stack([ramp * 255, ramp[::-1] * 255, ramp * 90, ramp * 255], 2).astype(np.uint8)
    image = Image.fromarray(colours, "RGBA")
    image.save(tmp_path / "clear.png")
    paper = Image.new("RGBA", image.size, "white")
    expected = np.asarray(Image.alpha_composite(paper, image).convert("RGB").getchannel(1))
    found = read_grey(tmp_path / "clear.png")
    assert np.array_equal(found, expected) or np.array_equal(
        found, np.asarray(Image.alpha_composite(paper, image).convert("L"))
    )
    deep = (ramp * 65535).astype(np.uint16)
    Image.fromarray(deep).save(tmp_path / "deep.png")
    assert np.array_equal(read_grey(tmp_path / "deep.png"), np.round(deep * (255 / 65535)).astype(np.uint8))
