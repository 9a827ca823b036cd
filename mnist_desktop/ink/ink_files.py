"""Ink files: one drawing a line as JSON, or the text of the UNIPEN collections."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Point, Stroke
from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.ink.unipen import looks_like_unipen, parse_unipen
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_text

INK_SUFFIX = ".jsonl"
_MOST_BYTES = 200_000_000
_MOST_POINTS = 100_000
# So many points take less than half of it.
_LONGEST_LINE = 10_000_000
# As what PowerShell puts into a file begins.
_UTF_16_STARTS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_ink(path: Path) -> list[LabelledDrawing]:
    """Read all drawings of an ink file; the content, not the name, tells whether it is JSON or UNIPEN.

    Raises:
        Problem: FILE_..., IMAGE_UNKNOWN for a file that is not text, INK_DAMAGED with the line, or
            INK_WITHOUT_DRAWINGS.

    """
    return list(ink_drawings(path, _MOST_BYTES))


def ink_drawings(path: Path, most_bytes: int) -> Iterator[LabelledDrawing]:
    """The drawings of an ink file one after the other, so that only its text takes memory.

    Raises:
        Problem: as `read_ink`.

    """
    checked_size(path, most_bytes)
    text = _text(path)
    is_empty = True
    for drawing in parse_unipen(path, text) if looks_like_unipen(text) else _parse_lines(path, text):
        is_empty = False
        yield drawing
    if is_empty:
        raise Problem(ProblemCode.INK_WITHOUT_DRAWINGS, path=str(path))


def write_ink(path: Path, drawings: Iterable[LabelledDrawing]) -> None:
    """Write drawings as JSON lines, in one step; see `safe_write` for what may go wrong."""
    write_text(path, "".join(json.dumps(_record(drawing), ensure_ascii=False) + "\n" for drawing in drawings))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return content.decode("utf-16" if content.startswith(_UTF_16_STARTS) else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = path.read_bytes().decode("latin-1")
        except OSError as error:
            raise Problem(ProblemCode.FILE_UNREADABLE, path=str(path), reason=str(error)) from error
        if not looks_like_unipen(text):
            raise Problem(ProblemCode.IMAGE_UNKNOWN, path=str(path)) from None
        return text
    except OSError as error:
        raise Problem(
            ProblemCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)
        ) from error


def _parse_lines(path: Path, text: str) -> Iterator[LabelledDrawing]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            if len(line) > _LONGEST_LINE:
                raise ValueError("the line is too long")
            drawing = _drawing(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = "not JSON" if isinstance(error, json.JSONDecodeError | RecursionError) else str(error)
            raise Problem(ProblemCode.INK_DAMAGED, path=str(path), line=number, reason=reason) from error
        yield drawing


def _drawing(record: object) -> LabelledDrawing:
    if not isinstance(record, dict) or not isinstance(record.get("strokes"), list):
        raise ValueError("no strokes")
    pen = record.get("pen", 0)
    width = _number(pen, "pen is not a number") if pen is not None else 0.0
    if width < 0:
        raise ValueError("pen below zero")
    strokes = tuple(Stroke(_points(stroke), width) for stroke in record["strokes"])
    if sum(len(stroke.points) for stroke in strokes) > _MOST_POINTS:
        raise ValueError(f"more than {_MOST_POINTS} points")
    return LabelledDrawing(Drawing(strokes), _word(record.get("label")), _word(record.get("writer")))


def _points(stroke: object) -> tuple[Point, ...]:
    if not isinstance(stroke, list):
        raise ValueError("a stroke is not a list of points")
    points = []
    for point in stroke:
        if not isinstance(point, list) or len(point) < 2:
            raise ValueError("a point is not a pair of numbers")
        points.append((_number(point[0]), _number(point[1])))
    return tuple(points)


def _number(value: object, otherwise: str = "a point is not a pair of numbers") -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(otherwise)
    # Not `isfinite`, which raises for a whole number that is too long for a float.
    if not abs(value) <= 1e9:
        raise ValueError("a number is out of range")
    return float(value)


def _word(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        # So tables write whole numbers where some of their column are missing.
        return str(int(value))
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("a label is not a word")
    return str(value)


def _record(item: LabelledDrawing) -> dict[str, object]:
    strokes = [[[x, y] for x, y in stroke.points] for stroke in item.drawing.strokes]
    record: dict[str, object] = {"strokes": strokes}
    if item.drawing.pen_width > 0:
        record["pen"] = item.drawing.pen_width
    if item.label is not None:
        record["label"] = item.label
    if item.writer is not None:
        record["writer"] = item.writer
    return record
