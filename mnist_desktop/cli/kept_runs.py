"""`mnist-desktop runs`: the kept trainings; and which of them `train --resume` means."""

from __future__ import annotations

import argparse
from datetime import datetime

from mnist_desktop.cli.output import Output
from mnist_desktop.cli.run_deletion import delete_runs
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.kept_run import KeptRun
from mnist_desktop.training.plan_record import network_record
from mnist_desktop.training.run_state import Position
from mnist_desktop.training.runs import RunStore

NEWEST = "newest"
"""What `--resume` means without a name."""


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `runs`."""
    runs = verbs.add_parser("runs", help="list the trainings that are kept, the newest first, or delete some")
    runs.add_argument("--json", action="store_true", help="one JSON object a line")
    runs.add_argument(
        "--delete",
        nargs="+",
        metavar="RUN",
        help="delete these trainings with their curves, but not their models; asks first on a terminal",
    )
    runs.add_argument("--yes", action="store_true", help="delete without asking")
    runs.set_defaults(run=run_runs)


def run_runs(arguments: argparse.Namespace, output: Output) -> int:
    """Print a line for each training, or for each that was deleted."""
    if arguments.delete:
        return delete_runs(kept_runs(), arguments.delete, output, is_sure=arguments.yes)
    if arguments.yes:
        output.trouble("--yes goes with --delete")
        return 2
    for run in kept_runs().runs():
        output.line(run_words(run), run_record(run))
    return 0


def kept_runs() -> RunStore:
    """The trainings of this user."""
    return RunStore(user_places().runs)


def run_to_resume(name: str, store: RunStore) -> KeptRun:
    """The training of this name, or the newest that broke off or was stopped.

    Raises:
        Problem: RUN_MISSING where there is none, RUN_WITHOUT_STATE where nothing is kept to go on from.

    """
    if name != NEWEST:
        run = store.run(name)
        if not run.can_go_on:
            raise Problem(ProblemCode.RUN_WITHOUT_STATE, name=name)
        return run
    run_found = next((run for run in store.runs() if run.can_go_on), None)
    if run_found is None:
        raise Problem(ProblemCode.RUN_NONE_UNFINISHED)
    return run_found


def run_to_train_further(name: str, store: RunStore) -> tuple[KeptRun, Position]:
    """The training of this name and where it stands; Problem RUN_MISSING, RUN_WITHOUT_STATE."""
    run = store.run(name)
    if run.position is None:
        raise Problem(ProblemCode.RUN_WITHOUT_STATE, name=name)
    return run, run.position


def run_words(run: KeptRun) -> str:
    """The training in a line."""
    epochs = f"{len(run.history)} of {run.plan.epochs} epochs"
    reached = "" if run.test_accuracy is None else f", test accuracy {run.test_accuracy:.2%}"
    return f"{run.identifier}  {_moment(run.created)}  {run.name}: {run.status}, {epochs}{reached}"


def _moment(created: str) -> str:
    """When it began by the clock of this machine; as it stands there where that is no time."""
    try:
        return f"{datetime.fromisoformat(created).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return created


def run_record(run: KeptRun) -> dict[str, object]:
    """The training as JSON values."""
    return {
        "run": run.identifier,
        "name": run.name,
        "created": run.created,
        "status": run.status.value,
        "can_go_on": run.can_go_on,
        "history": [dict(vars(epoch)) for epoch in run.history],
        "test_accuracy": run.test_accuracy,
        "test_loss": run.test_loss,
        "seconds": round(run.seconds, 1),
        "model": run.model,
        "settings": run.plan.settings(),
        "network": network_record(run.plan.network),
    }
