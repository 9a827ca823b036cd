from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.ink.image_files import read_grey
from mnist_desktop.problems import Problem, ProblemCode


def page() -> Image.Image:
    image = Image.new("L", (40, 60), 255)
    image.paste(0, (10, 20, 20, 50))
    return image


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "gif", "tif", "webp"])
def test_common_formats(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"digit.{suffix}"
    page().save(path)
    grey = read_grey(path)
    assert grey.shape == (60, 40)
    assert grey[35, 15] < 40
    assert grey[5, 5] > 215


def test_ink_on_transparency_is_ink_on_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (40, 60), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (10, 20, 20, 50))
    image.save(tmp_path / "a.png")
    grey = read_grey(tmp_path / "a.png")
    assert grey[5, 5] == 255
    assert grey[35, 15] == 0


def test_sixteen_bits_are_scaled_not_cut(tmp_path: Path) -> None:
    values = np.full((30, 30), 65535, dtype=np.uint16)
    values[10:20, 10:20] = 32768
    Image.fromarray(values).save(tmp_path / "a.png")
    grey = read_grey(tmp_path / "a.png")
    assert grey[0, 0] == 255
    assert grey[15, 15] == pytest.approx(128, abs=1)


def test_the_camera_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    page().save(tmp_path / "a.jpg", exif=exif)
    assert read_grey(tmp_path / "a.jpg").shape == (40, 60)


def test_the_first_frame_of_an_animation(tmp_path: Path) -> None:
    page().save(tmp_path / "a.gif", save_all=True, append_images=[Image.new("L", (40, 60), 0)])
    assert read_grey(tmp_path / "a.gif")[5, 5] > 215


def test_each_trouble_has_its_code(tmp_path: Path) -> None:
    whole = tmp_path / "whole.png"
    Image.effect_noise((80, 80), 50).save(whole)
    cases = {
        "missing.png": ProblemCode.FILE_MISSING,
        "empty.png": ProblemCode.FILE_EMPTY,
        "cut.png": ProblemCode.IMAGE_DAMAGED,
        "words.png": ProblemCode.IMAGE_UNKNOWN,
        "pdf.png": ProblemCode.IMAGE_UNKNOWN,
        "folder": ProblemCode.FILE_IS_FOLDER,
    }
    (tmp_path / "empty.png").touch()
    (tmp_path / "cut.png").write_bytes(whole.read_bytes()[:2000])
    (tmp_path / "words.png").write_text("not an image")
    page().save(tmp_path / "pdf.png", format="PDF")
    (tmp_path / "folder").mkdir()
    for name, code in cases.items():
        with pytest.raises(Problem) as caught:
            read_grey(tmp_path / name)
        assert caught.value.code == code, name


def test_a_huge_image_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    Image.new("1", (12000, 12000)).save(tmp_path / "huge.png")
    with pytest.raises(Problem) as caught:
        read_grey(tmp_path / "huge.png")
    assert caught.value.code == ProblemCode.IMAGE_TOO_LARGE


def test_light_ink_alone_on_transparency_can_be_seen(tmp_path: Path) -> None:
    image = Image.new("RGBA", (40, 60), (255, 255, 255, 0))
    image.paste((255, 255, 255, 255), (10, 20, 20, 50))
    image.save(tmp_path / "a.png")
    grey = read_grey(tmp_path / "a.png")
    assert grey[5, 5] == 0
    assert grey[35, 15] == 255


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ((200, 30, 30), (40, 90, 200)),
        ((220, 40, 40), (105, 105, 105)),
        ((240, 130, 20), (160, 160, 160)),
        ((150, 60, 180), (100, 100, 100)),
    ],
    ids=["red on blue", "red on grey", "orange on grey", "purple on grey"],
)
@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_ink_as_light_as_its_paper_is_told_by_its_colour(
    tmp_path: Path, ink: tuple[int, int, int], paper: tuple[int, int, int], suffix: str
) -> None:
    image = Image.new("RGB", (200, 240), paper)
    image.paste(ink, (90, 60, 98, 180))
    image.save(tmp_path / f"a.{suffix}")
    grey = read_grey(tmp_path / f"a.{suffix}")
    assert abs(int(grey[120, 94]) - int(grey[20, 20])) > 50


def test_what_is_clear_without_colour_is_read_without_it(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 60), (250, 240, 220))
    image.paste((30, 40, 120), (10, 20, 20, 50))
    image.save(tmp_path / "a.png")
    assert np.array_equal(read_grey(tmp_path / "a.png"), np.asarray(image.convert("L")))
