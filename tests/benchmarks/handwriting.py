"""How a model reads people's ink at every brush and size, as ink and as PNG, and how long a reading takes.

`python -m tests.benchmarks.handwriting INK... [--model M] [--writers W...] [--most N] [--json]`

INK are ink files with labelled digits, in the form in which `evaluate` takes them. Every figure but the last
two is the accuracy that `mnist-desktop evaluate` tells of files made from them.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.model_choice import recogniser_for
from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import read_ink, write_ink
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.ui.draw.strokes import paint_drawing
from tests.benchmarks.figures import Figure

BOARD = 512.0
BRUSHES = (4.0, 8.0, 16.0, 24.0, 40.0)
SIZES = (0.15, 0.3, 0.6, 0.95)
LEAST_BRUSHES_TALL = 5
"""Smaller digits are blots in a picture: their loops are filled."""
READINGS = 400


def main() -> int:
    """Print the figures; exit 1 if one misses its bound."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.handwriting", description=__doc__)
    words.add_argument("ink", nargs="+", type=Path)
    words.add_argument("--model")
    words.add_argument("--writers", nargs="+", default=[])
    words.add_argument("--most", type=int, default=600, help="at most so many drawings, evenly chosen")
    words.add_argument("--json", action="store_true")
    given = words.parse_args()
    drawings = _chosen(given.ink, given.writers, given.most)
    _application = QGuiApplication.instance() or QGuiApplication(["benchmark", "-platform", "offscreen"])
    figures = [*_accuracies(drawings, given.model), *_reading_times(drawings, given.model)]
    for figure in figures:
        print(json.dumps(figure.record()) if given.json else figure.row())
    return 0 if all(figure.is_within for figure in figures) else 1


def placed(drawing: Drawing, size: float, brush: float, chance: np.random.Generator) -> Drawing:
    """The drawing `size` boards large somewhere on the board, with this brush; both in the board's pixels."""
    points = np.array([point for stroke in drawing.strokes for point in stroke.points])
    low, extent = points.min(axis=0), float(np.ptp(points, axis=0).max()) or 1.0
    scale = size * BOARD / extent
    room = BOARD - np.ptp(points, axis=0) * scale
    corner = chance.uniform(0, 1, 2) * np.maximum(room, 0)
    return Drawing(
        tuple(
            Stroke(tuple(map(tuple, ((np.array(stroke.points) - low) * scale + corner).tolist())), brush)
            for stroke in drawing.strokes
            if stroke.points
        )
    )


def _chosen(paths: Sequence[Path], writers: Sequence[str], most: int) -> list[LabelledDrawing]:
    found = [
        item
        for path in paths
        for item in read_ink(path)
        if item.label in DIGIT_NAMES and (not writers or item.writer in writers)
    ]
    if not found:
        sys.exit("no digits of these writers in these files")
    places = np.unique(np.linspace(0, len(found) - 1, min(most, len(found))).astype(int))
    return [found[place] for place in places]


def _accuracies(drawings: list[LabelledDrawing], model: str | None) -> list[Figure]:
    figures, as_ink, as_png = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        plain = _accuracy(_ink_file(Path(folder) / "plain.jsonl", drawings), model)
        figures.append(Figure(f"read right of {len(drawings)} drawings as they are", plain, "%"))
        for size in SIZES:
            for brush in BRUSHES:
                at = f"{size:.0%} of the board, brush {brush:g} px"
                chance = np.random.default_rng(1)
                made = [
                    LabelledDrawing(placed(item.drawing, size, brush, chance), item.label, item.writer)
                    for item in drawings
                ]
                as_ink.append(_accuracy(_ink_file(Path(folder) / f"{size}-{brush}.jsonl", made), model))
                figures.append(Figure(f"ink, {at}", as_ink[-1], "%"))
                if size * BOARD >= LEAST_BRUSHES_TALL * brush:
                    as_png.append(_accuracy(_png_folder(Path(folder) / f"{size}-{brush}", made), model))
                    figures.append(Figure(f"PNG, {at}", as_png[-1], "%"))
    figures.append(Figure("ink: best minus worst of brushes and sizes", max(as_ink) - min(as_ink), "%", 0.3))
    figures.append(Figure("PNG: worst below the ink as it is", plain - min(as_png), "%", 1.5))
    figures.append(Figure("PNG: mean below the ink as it is", plain - statistics.mean(as_png), "%"))
    return figures


def _accuracy(path: Path, model: str | None) -> float:
    """Per cent of the file or folder that `evaluate` says are read right."""
    told = io.StringIO()
    with redirect_stdout(told):
        code = run_command(
            ["evaluate", "--data", str(path), "--json", *(["--model", model] if model else [])]
        )
    if code:
        sys.exit(code)
    return float(json.loads(told.getvalue())["accuracy"]) * 100


def _ink_file(path: Path, drawings: list[LabelledDrawing]) -> Path:
    write_ink(path, drawings)
    return path


def _png_folder(folder: Path, drawings: list[LabelledDrawing]) -> Path:
    """A folder for each class with a picture of each drawing, as the board paints it."""
    for number, item in enumerate(drawings):
        target = folder / str(item.label)
        target.mkdir(parents=True, exist_ok=True)
        image = QImage(QSize(int(BOARD), int(BOARD)), QImage.Format.Format_RGB32)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_drawing(painter, item.drawing, "#000000")
        painter.end()
        if not image.save(str(target / f"{number}.png")):
            sys.exit(f"cannot write to {target}")
    return folder


def _reading_times(drawings: list[LabelledDrawing], model: str | None) -> list[Figure]:
    """From strokes to probabilities on one core, as the Draw place does it."""
    recogniser = recogniser_for(model, threads=1)
    rendering, reading = [], []
    for number in range(READINGS):
        drawing = drawings[number % len(drawings)].drawing
        began = time.perf_counter()
        model_input = drawing_to_input(drawing)
        rendered = time.perf_counter()
        recogniser.read_one(model_input)
        reading.append((time.perf_counter() - began) * 1000)
        rendering.append((rendered - began) * 1000)
    return [
        Figure("making the model's input, median", statistics.median(rendering), "ms", 1.0),
        Figure("strokes to probabilities on one core, median", statistics.median(reading), "ms", 1.2),
    ]


if __name__ == "__main__":
    sys.exit(main())
