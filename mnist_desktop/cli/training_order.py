"""What `mnist-desktop train` shall do: a new training, or one that goes on from where a kept one stands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from mnist_desktop.cli.kept_runs import kept_runs, run_to_resume, run_to_train_further
from mnist_desktop.cli.training_plan import PLAN_OPTIONS, plan_name, plan_of
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.run_session import TrainingOrder, order_to_go_on

_OF_A_BEGINNING = (*PLAN_OPTIONS, "start")
"""The options that only a training from the start heeds."""


def order_of(arguments: argparse.Namespace) -> TrainingOrder:
    """What shall be trained.

    Raises:
        Problem: RUN_KEEPS_SETTINGS for settings beside a training that has its own; RUN_... where it cannot
            go on; what `plan_of` raises.

    """
    if arguments.resume is not None:
        _require_none_given(arguments, _OF_A_BEGINNING)
        run = run_to_resume(arguments.resume, kept_runs())
        return order_to_go_on(run)
    if arguments.further is not None:
        _require_none_given(arguments, [name for name in _OF_A_BEGINNING if name != "epochs"])
        return _further(arguments)
    return TrainingOrder(plan_of(arguments), plan_name(arguments))


def _further(arguments: argparse.Namespace) -> TrainingOrder:
    """Some more epochs with the settings of a kept training."""
    run, position = run_to_train_further(arguments.further, kept_runs())
    more = run.plan if arguments.epochs is None else replace(run.plan, epochs=arguments.epochs)
    more.check()
    plan = replace(more, epochs=position.epoch + more.epochs)
    plan.check()
    return TrainingOrder(plan, run.name, further=run.identifier)


def _require_none_given(arguments: argparse.Namespace, names: Sequence[str]) -> None:
    given = {name: getattr(arguments, name) for name in names}
    options = [_option(name, value) for name, value in given.items() if value not in (None, [])]
    if options:
        raise Problem(ProblemCode.RUN_KEEPS_SETTINGS, options=", ".join(options))


def _option(name: str, value: object) -> str:
    """The option as it was written: "--keep-best", or "--no-keep-best" for what was switched off."""
    return f"--{'no-' if value is False else ''}{name.replace('_', '-')}"
