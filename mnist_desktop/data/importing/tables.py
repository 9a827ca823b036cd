"""Sets as tables: one image a line, plain or gzip, read line by line."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.importing.labels import invalid, words_as_labels
from mnist_desktop.data.importing.stored_array import unpacked
from mnist_desktop.data.importing.table_form import TableForm, cells, not_table, table_form
from mnist_desktop.data.importing.trouble import MOST_IMAGES, check_count, told
from mnist_desktop.data.importing.understood import Batch, LabelColumn, RawLabels
from mnist_desktop.problems import Problem, ProblemCode

_MOST_UNPACKED = 4_000_000_000
_LONGEST_LINE = 2_000_000
_LONGEST_LABEL = 400
_FIRST_LINES = 300
_SAMPLED_EVERY = 200
_LOOKED_AT_BYTES = 3_000_000
_BOM = b"\xef\xbb\xbf"
_LINES_AT_ONCE = 200_000
"""Bytes, of the numbers as text; parsing more at once would hold up the window."""


@dataclass(frozen=True, eq=False)
class TablePart:
    """Images of a table with their labels; see `PartSource`.

    Attributes:
        form: of the table.
        looked_at: (m, side, side) float64, images from all over the table.
        low: the smallest value of these.
        high: the largest one.

    """

    split: str
    path: Path
    form: TableForm
    labels: RawLabels
    looked_at: NDArray[np.float64]
    low: float
    high: float
    sampled: NDArray[np.int64]
    writers: tuple[str | None, ...] = ()
    left_out: int = 0
    dtype: str = "text"

    @property
    def shape(self) -> tuple[int, ...]:
        """Of an image."""
        return (self.form.side, self.form.side)

    def span(self) -> tuple[float, float]:
        """Of the images that were looked at."""
        return self.low, self.high

    def sample(self, count: int) -> Batch:
        """Images from the table's beginning."""
        return Batch(self.sampled[:count], self.looked_at[:count])

    def batches(self, skip_unreadable: bool) -> Iterator[Batch]:
        """All images; there are no unreadable ones."""
        begin, side = 0, self.form.side
        for number, lines in _blocks(self.path, self.form):
            values = _numbers(self.path, self.form, number, lines)
            yield Batch(np.arange(begin, begin + len(lines)), values.reshape(-1, side, side))
            begin += len(lines)
        if begin != len(self.labels):
            raise not_table(self.path, begin, "it was changed meanwhile")


def table_part(path: Path, split: str, wanted: LabelColumn | None) -> TablePart:
    """Look through a table: its form, its labels and some of its images.

    Raises:
        Problem: DATA_NOT_TABLE with the line, DATA_LABELS_MISSING, DATA_SHAPE, DATA_TOO_MANY, DATA_EMPTY,
            DATA_NOT_FINITE, DATA_LABELS_INVALID, or what `told` raises.

    """
    first = _first_lines(path)
    if not first:
        raise Problem(ProblemCode.DATA_EMPTY, path=str(path))
    form = table_form(path, first, wanted)
    labels, kept = _looked_through(path, form)
    check_count(path, len(labels))
    images = _sampled(path, form, [(number, line) for _, number, line in kept])
    return TablePart(
        split=split,
        path=path,
        form=form,
        labels=words_as_labels(path, [label.decode("utf-8", "replace") for label in labels]),
        looked_at=images,
        low=float(images.min()),
        high=float(images.max()),
        sampled=np.array([position for position, _, _ in kept], np.int64),
    )


def _first_lines(path: Path) -> list[bytes]:
    """A few hundred lines, of a wide table fewer."""
    found: list[bytes] = []
    with told(path), unpacked(path) as stream:
        for _, line in _lines(path, stream):
            found.append(line)
            if len(found) == _FIRST_LINES or sum(map(len, found)) > _LOOKED_AT_BYTES:
                break
    return found


def _looked_through(path: Path, form: TableForm) -> tuple[list[bytes], list[tuple[int, int, bytes]]]:
    """The labels of all lines; and position, number and content of the first and of some others."""
    labels: list[bytes] = []
    kept: list[tuple[int, int, bytes]] = []
    size = 0
    with told(path), unpacked(path) as stream:
        for number, line in _body(path, form, stream):
            _check_line(path, form, number, line)
            is_chosen = len(labels) < _FIRST_LINES or len(labels) % _SAMPLED_EVERY == 0
            if not kept or (is_chosen and size + len(line) < _LOOKED_AT_BYTES):
                kept.append((len(labels), number, line))
                size += len(line)
            labels.append(_label(path, line, form))
            if len(labels) > MOST_IMAGES:
                break
    return labels, kept


def _sampled(path: Path, form: TableForm, lines: list[tuple[int, bytes]]) -> NDArray[np.float64]:
    values = np.concatenate([_numbers(path, form, number, [line]) for number, line in lines])
    return values.reshape(-1, form.side, form.side)


def _lines(path: Path, stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines with something in them and their numbers; bounded, whatever the file unpacks to."""
    total = 0
    for number in itertools.count(1):
        line = stream.readline(_LONGEST_LINE)
        if not line:
            return
        total += len(line)
        if len(line) == _LONGEST_LINE or b"\0" in line:
            raise not_table(path, number, "the line is too long or no text")
        if total > _MOST_UNPACKED:
            raise Problem(
                ProblemCode.DATA_TOO_LARGE,
                path=str(path),
                size_mb=total // 1_000_000,
                limit_mb=_MOST_UNPACKED // 1_000_000,
            )
        tidy = (line.removeprefix(_BOM) if number == 1 else line).strip()
        if tidy:
            yield number, tidy


def _body(path: Path, form: TableForm, stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    return itertools.islice(_lines(path, stream), int(form.has_header), None)


def _blocks(path: Path, form: TableForm) -> Iterator[tuple[int, list[bytes]]]:
    """Lines, some at once, with the number of the first."""
    with told(path), unpacked(path) as stream:
        lines: list[bytes] = []
        first, size = 0, 0
        for number, line in _body(path, form, stream):
            first = first if lines else number
            lines.append(line)
            size += len(line)
            if size > _LINES_AT_ONCE:
                yield first, lines
                lines, size = [], 0
        if lines:
            yield first, lines


def _check_line(path: Path, form: TableForm, number: int, line: bytes) -> None:
    columns = len(line.split()) if form.parter is None else line.count(form.parter) + 1
    if columns != form.columns:
        raise not_table(path, number, f"it has {columns} cells instead of {form.columns}")


def _label(path: Path, line: bytes, form: TableForm) -> bytes:
    is_first = form.label_column is LabelColumn.FIRST
    parted = line.split(form.parter, 1) if is_first else line.rsplit(form.parter, 1)
    label = parted[0 if is_first else -1].strip().strip(b'"')
    if len(label) > _LONGEST_LABEL:
        raise invalid(path, "one is very long")
    return label


def _pixels(line: bytes, form: TableForm) -> bytes:
    is_first = form.label_column is LabelColumn.FIRST
    return line.split(form.parter, 1)[1] if is_first else line.rsplit(form.parter, 1)[0]


def _numbers(path: Path, form: TableForm, number: int, lines: list[bytes]) -> NDArray[np.float64]:
    """(k, side * side) float64 of k lines; Problem DATA_NOT_TABLE or DATA_NOT_FINITE."""
    parter = form.parter or b" "
    text = parter.join(_pixels(line, form) for line in lines).replace(b'"', b"")
    values = _parsed(text, parter)
    per_line = form.side**2
    if values is None or values.size != len(lines) * per_line:
        if len(lines) == 1:
            bad = next((cell for cell in cells(text, form.parter) if not _reads(cell, parter)), b"")
            shown = bad[:20].decode("utf-8", "replace")
            raise not_table(path, number, f"“{shown}” is no number")
        for at, line in enumerate(lines):
            _numbers(path, form, number + at, [line])
        raise not_table(path, number, "its cells are no numbers")
    if not np.isfinite(values).all():
        raise Problem(ProblemCode.DATA_NOT_FINITE, path=str(path))
    return values.reshape(len(lines), per_line)


def _parsed(text: bytes, parter: bytes) -> NDArray[np.float64] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            # Many times as quick as anything that looks at single cells; what it cannot read it leaves out.
            return np.fromstring(text.decode("ascii"), np.float64, sep=parter.decode())
    except (ValueError, UnicodeDecodeError):
        return None


def _reads(cell: bytes, parter: bytes) -> bool:
    found = _parsed(cell, parter)
    return found is not None and found.size == 1
