"""The plots as PNG and SVG."""

from __future__ import annotations

import threading
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.training.line_styles import COMPARED, LIVE, VALIDATION
from mnist_desktop.ui.training.plot_file import write_picture
from mnist_desktop.ui.training.plot_picture import PanelPicture, PictureLine, PlotPicture
from mnist_desktop.ui.training.scales import Range, Tick

LINE = PictureLine((np.array([1.0, 2.0, 30.0]), np.array([0.2, 0.1, -90.0])), VALIDATION, dot=6)
PANEL = PanelPicture(
    "Loss",
    Range(0.0, 4.0),
    Range(0.0, 0.5),
    (Tick(0.25, "0.25"),),
    (Tick(2.0, "2"),),
    best=2.0,
    before=(LINE,),
)
PICTURE = PlotPicture(
    640.0,
    ((PANEL, 200.0), (PANEL, 100.0)),
    "Epoch",
    ((VALIDATION, "Validation"), (COMPARED[0], "A run with a name <&> that is " + "very " * 30 + "long")),
)


def test_a_png_file_is_sharp_and_on_white(qapp: QApplication, tmp_path: Path) -> None:
    write_picture(PICTURE, tmp_path / "plot.png")
    image = QImage(str(tmp_path / "plot.png"))
    assert image.width() == 1280
    assert image.height() > 2 * 300
    assert image.pixelColor(2, 2).name() == "#ffffff"
    colours = {image.pixelColor(x, y).name() for x in range(0, 1280, 2) for y in range(0, image.height(), 2)}
    assert "#2f6fed" in colours


def test_an_svg_file_has_words_and_lines_inside_its_edges(qapp: QApplication, tmp_path: Path) -> None:
    write_picture(PICTURE, tmp_path / "plot.SVG")
    root = ET.parse(tmp_path / "plot.SVG").getroot()
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("Loss") == 2
    assert {"Epoch", "Validation", "0.25", "2"} <= set(words)
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    for line in root.iter("{http://www.w3.org/2000/svg}polyline"):
        for pair in line.attrib["points"].split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_any_thread_may_write(qapp: QApplication, tmp_path: Path) -> None:
    writer = threading.Thread(target=write_picture, args=(PICTURE, tmp_path / "plot.png"))
    writer.start()
    writer.join()
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_a_plot_without_anything(qapp: QApplication, tmp_path: Path) -> None:
    empty = PanelPicture("Loss", Range(0.0, 1.0), Range(0.0, 1.0), (), (), live=PictureLine(LINE.curve, LIVE))
    write_picture(PlotPicture(300.0, ((empty, 80.0),), "", ()), tmp_path / "plot.svg")
    assert (tmp_path / "plot.svg").stat().st_size > 0


def test_other_formats_and_places_are_refused(qapp: QApplication, tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "plot.pdf", ProblemCode.FILE_SUFFIX_UNKNOWN),
        (tmp_path / "gone" / "plot.png", ProblemCode.FILE_NOT_WRITABLE),
    ):
        with pytest.raises(Problem) as refused:
            write_picture(PICTURE, path)
        assert refused.value.code is code
    assert list(tmp_path.iterdir()) == []
