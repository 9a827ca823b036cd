"""The text format of the UNIPEN project, in which the UCI pen collections are published.

Source: I. Guyon et al., "UNIPEN project of on-line data exchange and recognizer benchmarks", 1994. Read are
`.SEGMENT ... "label"`, `.WRITER_ID`, `.PEN_DOWN`, `.PEN_UP`, the points, and the comments in which Pen-Based
Recognition of Handwritten Digits tells whose a digit is; other keywords are passed over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Point, Stroke
from mnist_desktop.problems import Problem, ProblemCode

_LABEL = re.compile(r'"([^"]*)"\s*$')
_KEYWORD = re.compile(r"(?:^|[\r\n])\.[A-Z_]+")
_PEN_DOWN = re.compile(r"(?:^|[\r\n])\s*\.PEN_DOWN")
_LABEL_WRITER_NUMBER = re.compile(r"\.COMMENT\s+(\d+)\s+(\d+)\s+\d+")
_PART = re.compile(r"(?:^|[-_.])(tra|tes)(?:\.|$)")


def looks_like_unipen(text: str) -> bool:
    """True where a pen goes down in UNIPEN's words."""
    return bool(_PEN_DOWN.search(text)) and bool(_KEYWORD.search(text))


def parse_unipen(path: Path, text: str) -> Iterator[LabelledDrawing]:
    """The drawings of a UNIPEN file, one after the other; a file without segments is one drawing.

    UNIPEN's y grows upwards, so it is turned. Tablet PCs record it downwards, and files that name such a
    device are taken as they are.

    A writer who is but a number in a comment, `.COMMENT label writer number`, is called `tra-06` after the
    part of the collection that the file is, since each part has numbers of its own, or after the file.

    Raises:
        Problem: INK_DAMAGED with the line.

    """
    turn = 1.0 if re.search(r"tablet\s*pc", text, re.IGNORECASE) else -1.0
    label: str | None = None
    writer: str | None = None
    noted: str | None = None
    strokes: list[list[Point]] = []
    down = False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("."):
            keyword = line.split()[0]
            down = keyword == ".PEN_DOWN" or (down and keyword in (".DT", ".COMMENT"))
            if keyword == ".PEN_DOWN":
                strokes.append([])
            elif keyword == ".WRITER_ID":
                # It is about what follows: in files put together, the last drawing is still another's.
                finished = _finished(strokes, label, writer or noted)
                yield from finished
                strokes, label = [], None if finished else label
                writer = line.partition(" ")[2].strip() or None
            elif keyword == ".SEGMENT":
                yield from _finished(strokes, label, writer or noted)
                strokes, noted = [], None
                match = _LABEL.search(line)
                label = match.group(1) if match else None
            elif keyword == ".COMMENT":
                noted = _noted_writer(path, line, label) or noted
        elif down and line:
            strokes[-1].append(_point(path, number, line, turn))
    yield from _finished(strokes, label, writer or noted)


def _noted_writer(path: Path, comment: str, label: str | None) -> str | None:
    """The writer whose number a comment gives; None for a comment about anything else."""
    match = _LABEL_WRITER_NUMBER.fullmatch(comment)
    if match is None or match.group(1) != label:
        return None
    part = _PART.search(path.name)
    return f"{part.group(1) if part else path.stem}-{int(match.group(2)):02d}"


def _finished(strokes: list[list[Point]], label: str | None, writer: str | None) -> list[LabelledDrawing]:
    drawing = Drawing(tuple(Stroke(tuple(points)) for points in strokes if points))
    return [] if drawing.is_empty else [LabelledDrawing(drawing, label, writer)]


def _point(path: Path, number: int, line: str, turn: float) -> Point:
    try:
        x, y = (float(word) for word in line.split()[:2])
    except ValueError as error:
        raise Problem(
            ProblemCode.INK_DAMAGED, path=str(path), line=number, reason="a point is not a pair of numbers"
        ) from error
    if not (math.isfinite(x) and math.isfinite(y)) or max(abs(x), abs(y)) > 1e9:
        raise Problem(ProblemCode.INK_DAMAGED, path=str(path), line=number, reason="a number is out of range")
    return x, turn * y
