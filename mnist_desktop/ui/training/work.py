"""What the Train place lets a worker thread do: train and keep, save, load the plots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mnist_desktop import __version__
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl, Work
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.problems import Problem
from mnist_desktop.training.ink_to_learn import ink_of, result_facts, start_of
from mnist_desktop.training.learnt_set import images_of
from mnist_desktop.training.progress import StepProgress, TrainingEvent, TrainingOutcome
from mnist_desktop.training.run_session import TrainingOrder, run_session
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.step_record import Rows
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs
from mnist_desktop.training.trainer import train


@dataclass(frozen=True)
class Trained:
    """A training's outcome and the model in the library, or what kept it from getting there.

    Trouble beside a model is what keeps it from reading drawings.
    """

    outcome: TrainingOutcome
    model: LibraryModel | None
    trouble: Problem | None
    run: str | None = None


@dataclass(frozen=True, eq=False)
class RunOpened:
    """The training is among the kept ones from now on, by this identifier; its steps so far, as rows."""

    identifier: str
    steps: Rows


def training_work(
    order: TrainingOrder,
    library: Library,
    sets: SetLibrary,
    runs: RunStore,
    switch: TrainingSwitch,
    logs: TensorBoardLogs | None = None,
) -> Work:
    """Train and keep the model; reports every event, `RunOpened`, fractions for a progress bar."""

    def work(control: JobControl) -> Trained:
        switch.heed(control.is_cancelled)
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

        with run_session(order, runs, listen) as session:
            if session.run:
                control.report(RunOpened(session.run.identifier, session.run.steps.copy()))
            images = images_of(session.sources.data, sets)
            control.check()
            outcome = train(
                session.plan,
                images.train,
                images.test,
                session.listen,
                switch,
                ink=ink_of(session.sources, rejects=session.plan.rejects),
                start=None if session.state else start_of(session.sources, session.plan.network),
                state=session.state,
                keep=session.keep,
                logs=logs,
                gives_way=True,
                deterministic=session.sources.deterministic,
            )
            if outcome is None:
                session.finish(None, None)
                raise Cancelled
            run = session.run.identifier if session.run else None
            facts = {**result_facts(outcome, session.sources), "run": run}
            trained = _kept(outcome, library, order.name, facts)
            session.finish(outcome, trained.model.facts.identifier if trained.model else None)
            return replace(trained, run=run)

    return work


def _kept(outcome: TrainingOutcome, library: Library, name: str, facts: Mapping[str, object]) -> Trained:
    """The model in the library; a full disk must not cost it, since it can still be saved elsewhere."""
    try:
        return Trained(outcome, _keep(outcome, library, name, facts), outcome.prepared.trouble)
    except Problem as problem:
        return Trained(outcome, None, problem)


def _keep(outcome: TrainingOutcome, library: Library, name: str, facts: Mapping[str, object]) -> LibraryModel:
    return library.add(
        outcome.prepared,
        name=name,
        origin=Origin.TRAINED,
        accuracy=outcome.test_accuracy,
        saved_by=f"MNIST Desktop {__version__}",
        calibration=outcome.calibration,
        training=facts,
    )
