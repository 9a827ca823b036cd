"""How a model reads people's ink at every brush and size, as ink and as images, and how long a reading takes.

`python -m tests.benchmarks.handwriting INK... [--model M] [--writers W...] [--most N] [--json]`

INK are ink files with labelled digits, in the form in which `evaluate` takes them. Every figure but the last
three is the accuracy that `mnist-desktop evaluate` tells of files made from them.
"""

from __future__ import annotations

import argparse
import io
import itertools
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
SMALL_BOARDS = {64.0: (2.0, 4.0, 8.0), 112.0: (4.0, 8.0, 16.0)}
"""Sides in pixels, and the brushes there."""
SMALL_BOARDS_SIZES = (0.6, 0.95)
FORMATS = ("PNG", "JPEG")
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


def placed(
    drawing: Drawing, size: float, brush: float, chance: np.random.Generator, board: float = BOARD
) -> Drawing:
    """The drawing `size` boards large somewhere on the board, with this brush; both in the board's pixels."""
    points = np.array([point for stroke in drawing.strokes for point in stroke.points])
    low, extent = points.min(axis=0), float(np.ptp(points, axis=0).max()) or 1.0
    scale = size * board / extent
    room = board - np.ptp(points, axis=0) * scale
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
    with tempfile.TemporaryDirectory() as folder:
        plain = _accuracy(_ink_file(Path(folder) / "plain.jsonl", drawings), model)
        as_ink = _as_ink(drawings, model, Path(folder))
        as_images = _as_images(drawings, model, Path(folder))
    worst_ink, best_ink = min(f.value for f in as_ink), max(f.value for f in as_ink)
    figures = [Figure(f"read right of {len(drawings)} drawings as they are", plain, "%"), *as_ink]
    for name, read_right in as_images.items():
        figures += read_right
        values = [figure.value for figure in read_right]
        figures.append(Figure(f"{name}: worst below the ink as it is", plain - min(values), "%", 1.5))
        figures.append(Figure(f"{name}: mean below the ink as it is", plain - statistics.mean(values), "%"))
    return [*figures, Figure("ink: best minus worst of brushes and sizes", best_ink - worst_ink, "%", 0.3)]


def _as_ink(drawings: list[LabelledDrawing], model: str | None, folder: Path) -> list[Figure]:
    figures = []
    for size in SIZES:
        for brush in BRUSHES:
            path = _ink_file(folder / f"{size}-{brush}.jsonl", _all_placed(drawings, size, brush, BOARD))
            at = f"{size:.0%} of the board, brush {brush:g} px"
            figures.append(Figure(f"ink, {at}", _accuracy(path, model), "%"))
    return figures


def _as_images(drawings: list[LabelledDrawing], model: str | None, folder: Path) -> dict[str, list[Figure]]:
    """By format and kind of board."""
    figures: dict[str, list[Figure]] = {}
    for side, brushes in {BOARD: BRUSHES, **SMALL_BOARDS}.items():
        kind, sizes = ("large", SIZES) if side == BOARD else ("small", SMALL_BOARDS_SIZES)
        for size, brush, suffix in itertools.product(sizes, brushes, FORMATS):
            if size * side < LEAST_BRUSHES_TALL * brush:
                continue
            made = _all_placed(drawings, size, brush, side)
            path = _image_folder(folder / f"{side}-{size}-{brush}-{suffix}", made, side, suffix)
            at = f"{size:.0%} of a board of {side:g} px, brush {brush:g} px"
            right = Figure(f"{suffix}, {at}", _accuracy(path, model), "%")
            figures.setdefault(f"{suffix}, {kind} boards", []).append(right)
    return figures


def _all_placed(
    drawings: list[LabelledDrawing], size: float, brush: float, board: float
) -> list[LabelledDrawing]:
    chance = np.random.default_rng(1)
    return [
        LabelledDrawing(placed(item.drawing, size, brush, chance, board), item.label, item.writer)
        for item in drawings
    ]


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


def _image_folder(folder: Path, drawings: list[LabelledDrawing], board: float, suffix: str) -> Path:
    """A folder for each class with a picture of each drawing, as the board paints it."""
    for number, item in enumerate(drawings):
        target = folder / str(item.label)
        target.mkdir(parents=True, exist_ok=True)
        image = QImage(QSize(int(board), int(board)), QImage.Format.Format_RGB32)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_drawing(painter, item.drawing, "#000000")
        painter.end()
        if not image.save(str(target / f"{number}.{suffix.lower()}")):
            sys.exit(f"cannot write to {target}")
    return folder


def _reading_times(drawings: list[LabelledDrawing], model: str | None) -> list[Figure]:
    """From strokes to probabilities on one core, as the Draw place does it."""
    recogniser = recogniser_for(model, threads=1)
    rendering, reading, scribbling = [], [], []
    scribble = _scribble()
    for number in range(READINGS):
        drawing = drawings[number % len(drawings)].drawing
        began = time.perf_counter()
        model_input = drawing_to_input(drawing)
        rendered = time.perf_counter()
        recogniser.read_one(model_input)
        reading.append((time.perf_counter() - began) * 1000)
        rendering.append((rendered - began) * 1000)
        began = time.perf_counter()
        drawing_to_input(scribble)
        scribbling.append((time.perf_counter() - began) * 1000)
    return [
        Figure("making the model's input, median", statistics.median(rendering), "ms", 1.0),
        Figure("making it of a scribble that fills the board, median", statistics.median(scribbling), "ms"),
        Figure("strokes to probabilities on one core, median", statistics.median(reading), "ms", 1.2),
    ]


def _scribble() -> Drawing:
    """A stroke to and fro that fills the board."""
    turn = np.linspace(0, 1, 4000)
    x, y = np.sin(83 * np.pi * turn), np.sin(60.3 * np.pi * turn)
    return Drawing((Stroke(tuple(zip((BOARD * x).tolist(), (BOARD * y).tolist(), strict=True)), 8.0),))


if __name__ == "__main__":
    sys.exit(main())
