"""What the Train place lets a worker thread do: train and keep, save, load the plots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mnist_desktop import __version__
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl, Work
from mnist_desktop.models.child import ReadingCancelled
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.saving import save_keras
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import CheckpointFailed, StepProgress, TrainingEvent, TrainingOutcome
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.runs import OpenRun, RunStore
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.trainer import train
from mnist_desktop.ui.training.curves import load_pyqtgraph


@dataclass(frozen=True)
class TrainingOrder:
    """What shall be trained: a plan from the start, or from where an earlier training stood.

    Attributes:
        plan: what to do; where `go_on` is given, the kept training's own plan is done instead.
        name: of the model and the training, for people.
        go_on: identifier of a kept training that broke off or was stopped; it goes on.
        further: identifier of a kept training; the plan is done from its last state, as a new training.

    """

    plan: TrainingPlan
    name: str
    go_on: str | None = None
    further: str | None = None


@dataclass(frozen=True)
class Trained:
    """A training's outcome and the model in the library, or what kept it from getting there."""

    outcome: TrainingOutcome
    model: LibraryModel | None
    trouble: Problem | None
    run: str | None = None


def training_work(order: TrainingOrder, library: Library, runs: RunStore, switch: TrainingSwitch) -> Work:
    """Train on MNIST and keep the model; reports every event, and fractions for a progress bar."""

    def work(control: JobControl) -> Trained:
        switch.heed(control.is_cancelled)
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

        with _opened(order, runs, listen) as (run, state):
            plan = state.plan if state else order.plan
            outcome = train(
                plan,
                mnist.train,
                mnist.test,
                listen,
                switch,
                state=state,
                keep=run.keep if run else None,
                gives_way=True,
            )
            if outcome is None:
                if run:
                    run.discard()
                raise Cancelled
            return _kept(outcome, library, order.name, run, listen)

    return work


@contextmanager
def _opened(
    order: TrainingOrder, runs: RunStore, listen: Callable[[TrainingEvent], None]
) -> Iterator[tuple[OpenRun | None, RunState | None]]:
    """The training's place among the kept ones, and where it begins; without room it is done unkept."""
    run: OpenRun | None = None
    state: RunState | None = None
    if order.go_on:
        run, state = runs.take_up(order.go_on)
    elif order.further:
        state = replace(runs.state_of(order.further), plan=order.plan)
    if run is None:
        try:
            run = runs.begin(order.plan, order.name)
        except Problem as problem:
            listen(CheckpointFailed(problem))
    try:
        yield run, state
    except Problem as problem:
        if run and problem.code is ProblemCode.TRAINING_DIVERGED:
            run.fail()
        raise
    finally:
        if run:
            run.close()


def _kept(
    outcome: TrainingOutcome,
    library: Library,
    name: str,
    run: OpenRun | None,
    listen: Callable[[TrainingEvent], None],
) -> Trained:
    """Put the model into the library, and how it came to be among the kept trainings."""
    model: LibraryModel | None = None
    trouble: Problem | None = None
    try:
        model = _keep(outcome, library, name)
    except Problem as problem:
        # A full disk must not cost the model: it can still be saved elsewhere.
        trouble = problem
    if run:
        try:
            run.finish(outcome, model.facts.identifier if model else None)
        except Problem as problem:
            listen(CheckpointFailed(problem))
    return Trained(outcome, model, trouble, run.identifier if run else None)


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
