"""The steps of a kept training on the disk: one array, thinned out beyond a bound."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_beside
from mnist_desktop.training.step_record import COLUMNS, Rows

MOST_KEPT = 4096
"""Rows, 32 bytes each: more than any plot is wide, at every place of it."""
_LARGEST = 1_000_000
_AT, _EPOCH, _STEP, _STEPS = range(4)


def write_steps(path: Path, rows: Rows) -> None:
    """Put the rows of a `StepRecord` in place of the file; Problem FILE_NOT_WRITABLE."""
    write_beside(path, lambda beside: _fill(beside, rows))


def read_steps(path: Path) -> Rows:
    """The rows in a file, (n, 8), none where there is no file; Problem RUN_DAMAGED for anything else."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        with path.open("rb") as stream:
            rows = np.lib.format.read_array(stream, allow_pickle=False).astype(np.float64)
        _check(rows)
    except FileNotFoundError:
        return np.zeros((0, COLUMNS))
    except (OSError, ValueError, TypeError, EOFError, MemoryError) as error:
        raise Problem(ProblemCode.RUN_DAMAGED, path=str(path), reason=str(error)[:100]) from error
    # Places are worked out once more: float32 is too coarse for those of long trainings.
    rows[:, _AT] = rows[:, _EPOCH] - 1 + rows[:, _STEP] / rows[:, _STEPS]
    return rows


def _fill(path: Path, rows: Rows) -> None:
    with path.open("wb") as stream:
        np.lib.format.write_array(stream, rows.astype(np.float32), allow_pickle=False)


def _check(rows: Rows) -> None:
    if rows.ndim != 2 or rows.shape[1] != COLUMNS or len(rows) > 2 * MOST_KEPT:
        raise ValueError("the steps are of another form")
    where = rows[:, : _STEPS + 1]
    if not np.isfinite(where).all() or (where[:, _EPOCH:] < 1).any() or (np.diff(where[:, _AT]) < 0).any():
        raise ValueError("the steps are in no order")
