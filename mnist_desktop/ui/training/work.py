"""What the Train place lets a worker thread do: train and keep, save, load the plots."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mnist_desktop import __version__
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl, Work
from mnist_desktop.models.child import ReadingCancelled
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.saving import save_keras
from mnist_desktop.problems import Problem
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import StepProgress, TrainingEvent, TrainingOutcome
from mnist_desktop.training.trainer import train
from mnist_desktop.ui.training.curves import load_pyqtgraph


@dataclass(frozen=True)
class Trained:
    """A training's outcome and the model in the library, or what kept it from getting there."""

    outcome: TrainingOutcome
    model: LibraryModel | None
    trouble: Problem | None


def training_work(plan: TrainingPlan, library: Library, name: str) -> Work:
    """Train on MNIST and keep the model as `name`; reports every event, and fractions for a progress bar."""

    def work(control: JobControl) -> Trained:
        mnist = load_mnist()
        control.check()

        told = -1

        def listen(event: TrainingEvent) -> None:
            nonlocal told
            control.report(event)
            if isinstance(event, StepProgress):
                percent = int(event.done * 100)
                if percent > told:
                    told = percent
                    control.report(Fraction(percent, 100))

        outcome = train(plan, mnist.train, mnist.test, listen, control.is_cancelled, gives_way=True)
        if outcome is None:
            raise Cancelled
        try:
            return Trained(outcome, _keep(outcome, library, name), None)
        except Problem as problem:
            # A full disk must not cost the model: it can still be saved elsewhere.
            return Trained(outcome, None, problem)

    return work


def saving_work(prepared: PreparedModel, target: Path) -> Work:
    """Save a model at `target`, in the format that its name ends in; gives the path."""

    def work(control: JobControl) -> Path:
        try:
            save_keras(prepared.keras_file, target, control.is_cancelled)
        except ReadingCancelled as end:
            raise Cancelled from end
        return target

    return work


def plots_work(_control: JobControl) -> None:
    """Import what the plots need, which would hold up the window."""
    load_pyqtgraph()


def _keep(outcome: TrainingOutcome, library: Library, name: str) -> LibraryModel:
    return library.add(
        outcome.prepared,
        name=name,
        origin=Origin.TRAINED,
        accuracy=outcome.test_accuracy,
        saved_by=f"MNIST Desktop {__version__}",
        calibration=outcome.calibration,
        training=outcome.record(),
    )
