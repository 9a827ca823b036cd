"""`mnist-desktop runs --delete`: kept trainings are deleted for good."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from mnist_desktop.cli.output import Output
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.runs import RunStore


def delete_runs(store: RunStore, names: Sequence[str], output: Output, *, is_sure: bool) -> int:
    """Delete these trainings, a line for each; asks on a terminal unless `is_sure`.

    Returns:
        0; 1 where the answer was no; 2 where there is nobody to ask.

    Raises:
        Problem: RUN_MISSING or RUN_GOES_ON for one of them, before any is deleted; FILE_NOT_WRITABLE.

    """
    wanted = [store.run(name) for name in dict.fromkeys(names)]
    for run in wanted:
        if run.status is RunStatus.RUNNING:
            raise Problem(ProblemCode.RUN_GOES_ON, name=run.identifier)
    if not is_sure:
        if not _is_asked():
            output.trouble("nobody is there to ask whether to delete; --yes deletes without asking")
            return 2
        if not _agrees([f"{run.identifier}  {run.name}" for run in wanted]):
            output.trouble("nothing was deleted")
            return 1
    for run in wanted:
        store.delete(run.identifier)
        output.line(f"deleted {run.identifier}  {run.name}", {"deleted": run.identifier, "name": run.name})
    return 0


def _is_asked() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _agrees(runs: Sequence[str]) -> bool:
    """Ask on standard error, as standard output is for results; no answer is a no."""
    one, several = "this training with its curves", "these trainings with their curves"
    these = one if len(runs) == 1 else several
    lines = "".join(f"  {run}\n" for run in runs)
    sys.stderr.write(f"{lines}Delete {these}, not the models, for good? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
