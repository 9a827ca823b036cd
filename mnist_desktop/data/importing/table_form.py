"""How a table of text is built: what parts its cells, whether it has a header, where its labels are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from pathlib import Path

from mnist_desktop.data.importing.understood import LabelColumn
from mnist_desktop.problems import Problem, ProblemCode

_PARTERS = (b",", b";", b"\t")
_LABEL_WORDS = {b"label", b"labels", b"class", b"target", b"y", b"digit", b"letter"}
_LEAST_SIDE, _MOST_SIDE = 2, 256
_MOST_LIKELY_CLASSES = 1000


@dataclass(frozen=True)
class TableForm:
    """The form of a table with one image a line.

    Attributes:
        parter: what stands between two cells; None for blanks.
        has_header: whether the first line names the columns.
        columns: of every line, the label's among them.
        label_column: where the labels are.

    """

    parter: bytes | None
    has_header: bool
    columns: int
    label_column: LabelColumn

    @property
    def side(self) -> int:
        """Height and width of an image."""
        return isqrt(self.columns - 1)


def table_form(path: Path, lines: Sequence[bytes], wanted: LabelColumn | None) -> TableForm:
    """The form of the table that begins with these lines.

    Args:
        path: for sentences.
        lines: the first few hundred, without their ends; at least one.
        wanted: where the labels are, if somebody said so.

    Raises:
        Problem: DATA_NOT_TABLE, DATA_LABELS_MISSING or DATA_SHAPE.

    """
    parter = _parter(lines[0])
    rows = [cells(line, parter) for line in lines]
    columns = len(rows[0])
    has_header = not any(is_number(cell) for cell in rows[0][1:-1])
    if len(rows) == 1 and has_header:
        raise not_table(path, 1, "there are no numbers in it")
    body = rows[1:] if has_header else rows
    _check_columns(path, columns, body)
    header = rows[0] if has_header else []
    return TableForm(parter, has_header, columns, wanted or _label_column(header, body))


def cells(line: bytes, parter: bytes | None) -> list[bytes]:
    """The cells of a line, without blanks and quotation marks around them."""
    return [cell.strip().strip(b'"') for cell in line.split(parter)]


def is_number(cell: bytes) -> bool:
    """Whether a cell can be read as a number."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def not_table(path: Path, line: int, reason: str) -> Problem:
    """What to raise for text that is no table of images."""
    return Problem(ProblemCode.DATA_NOT_TABLE, path=str(path), line=line, reason=reason)


def _parter(line: bytes) -> bytes | None:
    counts = {parter: line.count(parter) for parter in _PARTERS}
    best = max(counts, key=lambda parter: counts[parter])
    return best if counts[best] else None


def _check_columns(path: Path, columns: int, body: Sequence[list[bytes]]) -> None:
    numbers = [cell for row in body[:5] for cell in row[1:-1]]
    if columns < 1 + _LEAST_SIDE**2 or not any(is_number(cell) for cell in numbers):
        raise not_table(path, 1, "it has no rows of numbers")
    if isqrt(columns) ** 2 == columns and isqrt(columns - 1) ** 2 != columns - 1:
        raise Problem(ProblemCode.DATA_LABELS_MISSING, path=str(path))
    side = isqrt(columns - 1)
    if side**2 != columns - 1 or side > _MOST_SIDE:
        raise Problem(ProblemCode.DATA_SHAPE, path=str(path), shape=f"{columns} columns")


def _label_column(header: Sequence[bytes], body: Sequence[list[bytes]]) -> LabelColumn:
    """By the header's words; else the column with names; else the one whose whole numbers vary the most.

    Corners of images hardly vary.
    """
    if header:
        is_label = [header[at].strip().lower() in _LABEL_WORDS for at in (0, -1)]
        if is_label[0] != is_label[1]:
            return LabelColumn.FIRST if is_label[0] else LabelColumn.LAST
    first, last = ([row[at] for row in body if row] for at in (0, -1))
    if (names := [not any(is_number(cell) for cell in column) for column in (first, last)])[0] != names[1]:
        return LabelColumn.FIRST if names[0] else LabelColumn.LAST
    return LabelColumn.LAST if _variety(last) > _variety(first) else LabelColumn.FIRST


def _variety(column: Sequence[bytes]) -> int:
    """How many different values; none where they cannot be numbers of classes."""
    values = set(column)
    fits = all(is_number(cell) and float(cell).is_integer() for cell in values)
    return len(values) if fits and len(values) <= _MOST_LIKELY_CLASSES else 0
