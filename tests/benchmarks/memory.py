"""How much memory a training of 30 epochs gathers, epoch by epoch."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, TrainingEvent
from mnist_desktop.training.run_session import TrainingOrder, run_session
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.trainer import train
from tests.benchmarks.figures import Figure
from tests.benchmarks.start_probe import resident_megabytes

EPOCHS = 30
_SETTLED = 3
_MOST_MEGABYTES = 50.0
_IMAGES = 6_000


def measure() -> list[Figure]:
    """The growth after the first epochs of a convolutional network, kept and validated at each."""
    held: list[float] = []

    def listen(event: TrainingEvent) -> None:
        if isinstance(event, EpochFinished):
            held.append(resident_megabytes())

    plan = plan_for("cnn-32-64-64", epochs=EPOCHS, image_limit=_IMAGES, augment=True)
    mnist = load_mnist()
    with (
        tempfile.TemporaryDirectory() as folder,
        run_session(TrainingOrder(plan, "memory"), RunStore(Path(folder)), listen) as session,
    ):
        outcome = train(plan, mnist.train, mnist.test, listen, keep=session.keep)
        session.finish(outcome, None)
    gathered = held[-1] - held[_SETTLED - 1]
    return [Figure(f"memory gathered from epoch {_SETTLED} to {EPOCHS}", gathered, "MB", _MOST_MEGABYTES)]
