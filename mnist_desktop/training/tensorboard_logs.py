"""Logs of a training for TensorBoard: curves, histograms of the weights, the graph, and pictures.

Keras's own callback serves one call of `fit`; a training here makes one call an epoch. So this writes with
`tf.summary`, under the names that the callback would use, but for the layers: they are numbered in their
order, so that the runs of one folder lie over each other.
"""

from __future__ import annotations

import errno
import importlib.util
import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.tensorboard_summaries import (
    write_graph,
    write_pictures,
    write_scalars,
    write_weights,
)

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

_LOG = logging.getLogger("mnist_desktop.tensorboard")
_TRAINING, _VALIDATION = "train", "validation"
_VALIDATED = "val_"
_DIGITS_SHOWN = 9
_PROBE_BYTES = 1_000_000
_PICTURES_UNTIL = _PICTURES_EVERY = 10
"""Pictures come with the first epochs, then with every tenth: TensorBoard shows ten of them anyway."""


def tensorboard_missing() -> bool:
    """Whether the package `tensorboard` cannot be imported; found out without importing it.

    A folder of that name in the working directory, full of logs perhaps, is no package.
    """
    spec = importlib.util.find_spec("tensorboard")
    return spec is None or spec.origin is None


def run_name(preset: str, started: datetime) -> str:
    """What a run is called in TensorBoard and on the disk, e.g. "2026-03-01_14-05-09_cnn-32-64"."""
    plain = re.sub(r"[^\w.-]+", "-", preset)[:60].strip("-.") or "run"
    return f"{started:%Y-%m-%d_%H-%M-%S}_{plain}"


def open_logs(folder: Path, name: str) -> TensorBoardLogs:
    """Get ready to log a run as `folder`/`name`/train and .../validation; imports no TensorFlow yet.

    A run of that name that is there already is gone on with.

    Raises:
        Problem: TENSORBOARD_MISSING if the package is not installed, TENSORBOARD_FOLDER if the folder cannot
            be made or written, or its disk is full.

    """
    if tensorboard_missing():
        raise Problem(ProblemCode.TENSORBOARD_MISSING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemCode.TENSORBOARD_FOLDER, path=str(folder), reason=reason) from error
    return TensorBoardLogs(folder / name)


class TensorBoardLogs:
    """The logs of one run, for the one thread that trains; every call brings its part to the disk.

    Epochs count from 1. What cannot be written is told once, by the Problem TENSORBOARD_WRITING of the call
    that failed; all later calls do nothing, so that the training goes on without logs.
    """

    def __init__(self, run_folder: Path) -> None:
        """Log into the folder; use `open_logs`, which looks first whether that can work."""
        self.run_folder = run_folder
        self._writers: dict[str, tf.summary.SummaryWriter] = {}
        self._has_failed = False
        self._has_graph = False

    def inputs_seen(self, epoch: int, inputs: NDArray[np.float32] | tf.Tensor) -> None:
        """Log the first few digits of a batch, as the network gets them.

        Args:
            epoch: that they belong to.
            inputs: (n, ...) float32 in 0..1, 784 values each; n at least 1.

        Raises:
            Problem: TENSORBOARD_WRITING.

        """
        if _has_pictures(epoch):
            digits = np.asarray(inputs[:_DIGITS_SHOWN], np.float32).reshape(-1, 28, 28)
            self._write(_TRAINING, partial(write_pictures, "digits", epoch, list(digits)))

    def epoch_ended(self, epoch: int, model: keras.Model, values: Mapping[str, float]) -> None:
        """Log what an epoch reached, and the weights after it; with the first one the graph as well.

        Args:
            epoch: the one that ended.
            model: as it is now.
            values: by Keras's names, such as "loss", "learning_rate" and "val_loss"; those that begin with
                "val_" belong to the validation.

        Raises:
            Problem: TENSORBOARD_WRITING.

        """
        learnt = {name: value for name, value in values.items() if not name.startswith(_VALIDATED)}
        validated = {name.removeprefix(_VALIDATED): values[name] for name in values.keys() - learnt.keys()}

        def write_training() -> None:
            if not self._has_graph:
                write_graph(model)
                self._has_graph = True
            write_scalars(epoch, learnt)
            write_weights(epoch, model, with_pictures=_has_pictures(epoch))

        self._write(_TRAINING, write_training)
        if validated:
            self._write(_VALIDATION, partial(write_scalars, epoch, validated))

    def close(self) -> None:
        """Let go of the files; nothing is lost without it."""
        writers, self._writers = self._writers, {}
        if not writers:
            return
        import tensorflow as tf

        for writer in writers.values():
            try:
                writer.close()
            except tf.errors.OpError as error:
                _LOG.warning("closing %s: %s", self.run_folder, error)

    def _write(self, part: str, write: Callable[[], None]) -> None:
        """Let `write` use `tf.summary` for a part of the run, and bring it to the disk."""
        if self._has_failed:
            return
        import tensorflow as tf

        with self._trouble_told():
            if part not in self._writers:
                self._writers[part] = tf.summary.create_file_writer(str(self.run_folder / part))
            with self._writers[part].as_default():
                write()
            self._writers[part].flush()

    @contextmanager
    def _trouble_told(self) -> Iterator[None]:
        import tensorflow as tf

        try:
            yield
        except (tf.errors.OpError, OSError) as error:
            self._has_failed = True
            _LOG.warning("logs for TensorBoard in %s: %s", self.run_folder, error)
            path, reason = str(self.run_folder), _reason(error)
            raise Problem(ProblemCode.TENSORBOARD_WRITING, path=path, reason=reason) from error


def _has_pictures(epoch: int) -> bool:
    return epoch <= _PICTURES_UNTIL or epoch % _PICTURES_EVERY == 0


def _reason(error: Exception) -> str:
    """Why the system refused, in its own words: TensorFlow's messages are a paragraph."""
    import tensorflow as tf

    if isinstance(error, OSError):
        return error.strerror or str(error)
    known = {
        tf.errors.ResourceExhaustedError: errno.ENOSPC,
        tf.errors.PermissionDeniedError: errno.EACCES,
        tf.errors.NotFoundError: errno.ENOENT,
    }
    number = known.get(type(error))
    return os.strerror(number) if number else str(error).splitlines()[0][:120]
