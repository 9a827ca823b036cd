"""Making the pictures of the preview in the worker thread; the newest wish wins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.jobs.job import Cancelled, Job, JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.leavable import do_leavable
from mnist_desktop.models.keras_network import is_keras_loaded
from mnist_desktop.training.augmentation_preview import augmented
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.progress import TensorFlowLoading

VARIANTS = 16
"""How often each digit is changed."""
_PATIENCE_MILLISECONDS = 300


@dataclass(frozen=True)
class Wish:
    """What the preview shall show."""

    augmentation: Augmentation
    seed: int


@dataclass(frozen=True)
class Preview:
    """Ten training digits, 0 to 9, and each of them changed.

    Attributes:
        wish: what was asked for.
        digits: (10, 28, 28) uint8, ink 255.
        changed: (VARIANTS, 10, 28, 28) uint8, ink 255.

    """

    wish: Wish
    digits: NDArray[np.uint8]
    changed: NDArray[np.uint8]


@dataclass(frozen=True)
class _Begun:
    """The lane has come to the job."""


class _TenDigits:
    """Works in the lane's thread and keeps the digits there."""

    def __init__(self) -> None:
        self._digits: NDArray[np.uint8] | None = None

    def preview(self, wish: Wish, control: JobControl) -> Preview:
        control.report(_Begun())
        if self._digits is None:
            training = load_mnist().train
            firsts = [int(np.argmax(training.labels == digit)) for digit in range(10)]
            self._digits = training.images[firsts]
        control.check()
        if not is_keras_loaded():
            control.report(TensorFlowLoading())
        repeated = np.tile(self._digits, (VARIANTS, 1, 1))
        # A training may follow, and what is loaded here is loaded for it too.
        inputs = do_leavable(
            lambda _stay: augmented(repeated, wish.augmentation, wish.seed, gives_way=True),
            control.is_cancelled,
        )
        if inputs is None:
            raise Cancelled
        changed = np.rint(np.clip(inputs, 0, 1) * 255).astype(np.uint8)
        return Preview(wish, self._digits, changed.reshape(VARIANTS, *self._digits.shape))


class PreviewMaker(QObject):
    """Makes the newest wish's preview; never more than one of its jobs is in the lane.

    Signals:
        made: A `Preview`.
        waits: The lane is busy with other work, and has been for a while.
        begun: The lane has come to it.
        loading: TensorFlow is being loaded first.
        failed: The exception that kept the preview from being made.
    """

    made = Signal(object)
    waits = Signal()
    begun = Signal()
    loading = Signal()
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Use the lane, in turn with others."""
        super().__init__(parent)
        self._lane = lane
        self._digits = _TenDigits()
        self._job: Job | None = None
        self._has_begun = False
        self._wish: Wish | None = None
        self._patience = QTimer(self)
        self._patience.setObjectName("augmentation_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self.waits)

    @property
    def is_busy(self) -> bool:
        """Whether a preview is being made or waits for its turn."""
        return self._job is not None

    def make(self, wish: Wish) -> None:
        """Ask for a preview in place of all that were asked for and are not made yet."""
        self._wish = wish
        if self._job is None:
            self._start()
            return
        self._job.cancel()
        if not self._has_begun and not self._patience.isActive():
            self._patience.start()

    def give_up(self) -> None:
        """Make nothing that has not been begun."""
        self._wish = None
        self._patience.stop()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        wish, self._wish = self._wish, None
        if wish is None:
            return
        job = self._lane.submit(partial(self._digits.preview, wish))
        self._job, self._has_begun = job, False
        self._patience.start()
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def _on_progressed(self, event: object) -> None:
        self._has_begun = True
        self._patience.stop()
        if isinstance(event, TensorFlowLoading):
            self.loading.emit()
        else:
            self.begun.emit()

    def _on_succeeded(self, preview: Preview) -> None:
        self.made.emit(preview)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._job = None
        self._patience.stop()
        self._start()
