"""Images of the rarer kinds of TIFF are read as any other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from mnist_desktop.ink.digit_files import read_digits


def page() -> Image.Image:
    image = Image.new("L", (120, 160), 255)
    ImageDraw.Draw(image).line([(60, 30), (58, 130)], fill=0, width=9)
    return image


def model_input(path: Path) -> np.ndarray:
    (found,) = read_digits(path)
    assert found.box is not None
    return found.model_input


def test_a_big_tiff_is_an_image(tmp_path: Path) -> None:
    page().save(tmp_path / "plain.tif")
    page().save(tmp_path / "big.tif", big_tiff=True)
    assert (tmp_path / "big.tif").read_bytes().startswith(b"II+")
    assert np.array_equal(model_input(tmp_path / "big.tif"), model_input(tmp_path / "plain.tif"))


def test_a_tiff_in_lab_colours_is_read_by_its_lightness(tmp_path: Path) -> None:
    none = Image.new("L", page().size, 0)
    Image.merge("LAB", [page(), none, none]).save(tmp_path / "lab.tif")
    page().save(tmp_path / "plain.tif")
    assert np.array_equal(model_input(tmp_path / "lab.tif"), model_input(tmp_path / "plain.tif"))
