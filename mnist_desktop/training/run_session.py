"""A training among the kept ones, from its beginning to whatever end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.fitting import Keep
from mnist_desktop.training.kept_run import KeptRun
from mnist_desktop.training.open_run import OpenRun
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import CheckpointFailed, StepProgress, TrainingEvent, TrainingOutcome
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.sources import NO_SOURCES, Sources
from mnist_desktop.training.tensorboard_logs import run_name


@dataclass(frozen=True)
class TrainingOrder:
    """What shall be trained: a plan from the start, or from where an earlier training stood.

    Attributes:
        plan: what to do; where `go_on` is given, the kept training's own plan is done instead.
        name: of the training and its model, for people.
        go_on: identifier of a kept training that broke off or was stopped; it goes on.
        further: identifier of a kept training; the plan is done from its last state, as a new training.
        began: when; where it goes on, when it first did.
        sources: what to learn from; None for what that kept training did.

    """

    plan: TrainingPlan
    name: str
    go_on: str | None = None
    further: str | None = None
    began: datetime = field(default_factory=partial(datetime.now, UTC), compare=False)
    sources: Sources | None = None

    @property
    def logs_name(self) -> str:
        """What its logs are called, the same however often it goes on: its curves stay in one piece."""
        return run_name(self.plan.preset, self.began.astimezone())


def order_to_go_on(run: KeptRun) -> TrainingOrder:
    """The order to go on with a kept training."""
    order = TrainingOrder(run.plan, run.name, go_on=run.identifier)
    return replace(order, began=run.began or order.began)


def order_to_train_further(run: str, name: str, plan: TrainingPlan, made: int, more: int) -> TrainingOrder:
    """The order to train a kept training further.

    Args:
        run: its identifier.
        name: of the new training.
        plan: what was done.
        made: how many epochs of it were made; patience may have ended it before its plan did.
        more: how many epochs to add.

    Raises:
        Problem: PLAN_NUMBER for a number of epochs that cannot be trained.

    """
    replace(plan, epochs=more).check(classes=None)
    longer = replace(plan, epochs=made + more)
    longer.check(classes=None)
    return TrainingOrder(longer, name, further=run)


@dataclass(frozen=True, eq=False)
class RunSession:
    """A training that is kept while it goes on; `run` is None where there was no room to keep it.

    All that happens goes through `listen`, which takes note of the steps.
    """

    plan: TrainingPlan
    sources: Sources
    run: OpenRun | None
    state: RunState | None
    onward: Callable[[TrainingEvent], None]

    def listen(self, event: TrainingEvent) -> None:
        """Take note of an event and hand it on."""
        if self.run and isinstance(event, StepProgress):
            self.run.take(event)
        self.onward(event)

    @property
    def keep(self) -> Keep | None:
        """Keeps a state, where that is possible."""
        return self.run.keep if self.run else None

    def finish(self, outcome: TrainingOutcome | None, model: str | None) -> None:
        """Keep how it ended; where nothing was learnt, a new one is forgotten, an earlier one stays."""
        if self.run is None:
            return
        if outcome is None:
            if self.run.is_empty:
                self.run.discard()
            return
        try:
            self.run.finish(outcome, model)
        except Problem as problem:
            self.onward(CheckpointFailed(problem))


@contextmanager
def run_session(
    order: TrainingOrder, runs: RunStore, listen: Callable[[TrainingEvent], None]
) -> Iterator[RunSession]:
    """The session of a training; no room on the disk keeps nobody from training.

    Raises:
        Problem: RUN_MISSING, RUN_GOES_ON, RUN_DAMAGED or FILE_NOT_WRITABLE for a training that cannot go on.

    """
    run: OpenRun | None = None
    state: RunState | None = None
    if order.go_on:
        run, state = runs.take_up(order.go_on)
        sources = order.sources or run.sources
    else:
        sources = order.sources or _sources(order, runs)
        if order.further:
            kept = runs.state_of(order.further)
            state = replace(kept, plan=order.plan, course=kept.course.anew(), before_ink=())
        steps = runs.steps_of(order.further) if order.further else None
        try:
            run = runs.begin(order.plan, order.name, sources, order.began, steps)
        except Problem as problem:
            listen(CheckpointFailed(problem))
    plan = state.plan if state else order.plan
    try:
        yield RunSession(plan, sources, run, state, listen)
    except BaseException as error:
        if run:
            _leave(run, error, listen)
        raise
    finally:
        if run:
            run.close()


def _sources(order: TrainingOrder, runs: RunStore) -> Sources:
    """What the training that is taken further learnt from; it has its weights already."""
    return replace(runs.run(order.further).sources, start=None) if order.further else NO_SOURCES


def _leave(run: OpenRun, error: BaseException, listen: Callable[[TrainingEvent], None]) -> None:
    """Keep that a training came to nothing, or that it broke off; forget one that never began."""
    if isinstance(error, Problem) and error.code is ProblemCode.TRAINING_DIVERGED:
        # It would come again, however often the training went on.
        try:
            run.fail()
        except Problem as problem:
            listen(CheckpointFailed(problem))
    elif run.is_empty:
        run.discard()
