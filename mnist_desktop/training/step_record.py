"""The live values of a run in a bounded room: each row stands for as many reports, however long it gets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.progress import StepProgress

MOST_ROWS = 16_384
"""A quarter of an hour of reports; then neighbours are merged, so that memory stays flat."""
COLUMNS = 8
_AT, _EPOCH, _STEP, _STEPS, _LOSS, _ACCURACY, _RATE, _SPEED = range(8)
_WHERE = 4
"""So many first columns say where a row is; of merged rows they are the last one's, the others are means."""
Rows = NDArray[np.float64]


class StepRecord:
    """Where and what each report of steps told, as rows in the order of time.

    Columns: place in epochs (the whole of epoch 1 lies between 0 and 1), epoch, step, steps of the epoch,
    loss, accuracy in 0..1, learning rate, images per second.
    """

    def __init__(self, earlier: Rows | None = None, most: int = MOST_ROWS) -> None:
        """Start without reports, or with the `rows` of an earlier record; at most `most` rows are kept."""
        self._most = most
        self._rows: Rows = np.zeros((most, COLUMNS))
        self._full = 0
        self._stride = 1
        self._last_at = 0.0
        if earlier is not None and len(earlier):
            fewer = _merged(earlier, -(-2 * len(earlier) // most)) if len(earlier) >= most else earlier
            self._full = len(fewer)
            self._rows[: self._full] = fewer
            self._last_at = float(fewer[-1, _AT])
        self._waiting: list[tuple[float, ...]] = []
        self._looked_up: dict[tuple[int, tuple[float, float]], Rows] = {}

    def __len__(self) -> int:
        """How many rows there are."""
        return self._full + bool(self._waiting)

    def add(self, progress: StepProgress) -> None:
        """Take a report; one of before the last one makes that and all between forgotten.

        A training that broke off goes on from its checkpoint, and makes the steps behind that once more.
        """
        self._looked_up.clear()
        at = progress.epoch - 1 + progress.step / progress.steps
        if at < self._last_at:
            self._forget_from(at)
        self._last_at = at
        where = (at, progress.epoch, progress.step, progress.steps)
        what = (progress.loss, progress.accuracy, progress.learning_rate, progress.images_per_second)
        self._waiting.append((*where, *what))
        if len(self._waiting) < self._stride:
            return
        self._rows[self._full] = _merged(np.array(self._waiting), self._stride)[0]
        self._full += 1
        self._waiting = []
        if self._full == self._most:
            self._rows[: self._most // 2] = _merged(self._rows, 2)
            self._full //= 2
            self._stride *= 2

    def rows(self) -> Rows:
        """All there is, (n, 8), to begin another record with; not to be changed."""
        return self._all()

    def loss(self, most: int, within: tuple[float, float]) -> tuple[Rows, Rows]:
        """Places and losses, both (n,) with n <= `most`, of the rows between two places and beside them."""
        return self._column(_LOSS, most, within)

    def accuracy(self, most: int, within: tuple[float, float]) -> tuple[Rows, Rows]:
        """Places and accuracies in 0..1; see `loss`."""
        return self._column(_ACCURACY, most, within)

    def rate(self, most: int, within: tuple[float, float]) -> tuple[Rows, Rows]:
        """Places and learning rates; see `loss`."""
        return self._column(_RATE, most, within)

    def nearest(self, at: float) -> tuple[float, StepProgress] | None:
        """The row nearest to a place, and its own place."""
        rows = self._all()
        if not len(rows):
            return None
        after = int(np.searchsorted(rows[:, _AT], at))
        found = min(max(after - 1, 0), len(rows) - 1), min(after, len(rows) - 1)
        row = rows[min(found, key=lambda index: abs(rows[index, _AT] - at))]
        return float(row[_AT]), _told(row)

    def told(self) -> tuple[StepProgress, ...]:
        """All rows as reports; what was estimated of the time left is not kept."""
        return tuple(_told(row) for row in self._all())

    def _forget_from(self, at: float) -> None:
        self._full = int(np.searchsorted(self._rows[: self._full, _AT], at))
        self._waiting = [row for row in self._waiting if row[_AT] < at]

    def _all(self) -> Rows:
        rows = self._rows[: self._full]
        if not self._waiting:
            return rows
        return np.concatenate([rows, _merged(np.array(self._waiting), len(self._waiting))])

    def _column(self, column: int, most: int, within: tuple[float, float]) -> tuple[Rows, Rows]:
        if (most, within) not in self._looked_up:
            self._looked_up[most, within] = self._between(most, within)
        rows = self._looked_up[most, within]
        return rows[:, _AT].copy(), rows[:, column].copy()

    def _between(self, most: int, within: tuple[float, float]) -> Rows:
        rows = self._all()
        low = max(0, int(np.searchsorted(rows[:, _AT], within[0])) - 1)
        high = int(np.searchsorted(rows[:, _AT], within[1], "right")) + 1
        rows = rows[low:high]
        group = 1
        while -(-len(rows) // group) > most:
            group *= 2
        return _merged(rows, group) if group > 1 else rows


def _merged(rows: Rows, group: int) -> Rows:
    """Each `group` neighbours as one row: where the last of them is, the mean of what they say."""
    starts = np.arange(0, len(rows), group)
    ends = np.minimum(starts + group, len(rows))
    sums = np.add.reduceat(rows, starts, axis=0)
    sums /= (ends - starts)[:, None]
    sums[:, :_WHERE] = rows[ends - 1, :_WHERE]
    return sums


def _told(row: Rows) -> StepProgress:
    return StepProgress(
        epoch=int(row[_EPOCH]),
        step=int(row[_STEP]),
        steps=int(row[_STEPS]),
        done=0.0,
        loss=float(row[_LOSS]),
        accuracy=float(row[_ACCURACY]),
        images_per_second=float(row[_SPEED]),
        seconds_left=None,
        learning_rate=float(row[_RATE]),
    )
