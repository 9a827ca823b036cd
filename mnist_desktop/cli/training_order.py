"""What `mnist-desktop train` shall do: a new training, or one that goes on from where a kept one stands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from mnist_desktop.cli.kept_runs import kept_runs, run_to_resume, run_to_train_further
from mnist_desktop.cli.model_choice import model_called
from mnist_desktop.cli.set_choice import learnt_set_called
from mnist_desktop.cli.training_plan import PLAN_OPTIONS, plan_name, plan_of, preset_called
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.fitted_plan import require_for_digits
from mnist_desktop.training.learnt_set import title_on
from mnist_desktop.training.plan_images import trouble_with_images
from mnist_desktop.training.presets import Preset
from mnist_desktop.training.run_session import TrainingOrder, order_to_go_on, order_to_train_further
from mnist_desktop.training.sources import NO_SOURCES, Sources, ink_sources, start_source

_OF_A_BEGINNING = (*PLAN_OPTIONS, "data", "start")
"""The options that only a training from the start heeds."""


def order_of(arguments: argparse.Namespace) -> TrainingOrder:
    """What shall be trained.

    Raises:
        Problem: RUN_KEEPS_SETTINGS for settings beside a training that has its own; RUN_... where it cannot
            go on; FILE_... for ink, MODEL_UNKNOWN for weights to begin with; SET_... for a set;
            PLAN_DIGITS_ONLY, PRESET_UNKNOWN, TRAINING_TOO_FEW, and what `plan_of` raises.

    """
    if arguments.resume is not None:
        _require_none_given(arguments, _OF_A_BEGINNING)
        run = run_to_resume(arguments.resume, kept_runs())
        return replace(order_to_go_on(run), sources=_other_sources(arguments, run.sources))
    if arguments.further is not None:
        _require_none_given(arguments, [name for name in _OF_A_BEGINNING if name != "epochs"])
        return _further(arguments)
    if arguments.repeat is not None:
        run = kept_runs().run(arguments.repeat)
        return _new(arguments, Preset(run.plan.preset, run.name, run.plan), run.sources)
    return _new(arguments, preset_called(arguments.preset), NO_SOURCES)


def _new(arguments: argparse.Namespace, preset: Preset, kept: Sources) -> TrainingOrder:
    """A training from the start, as the preset says but for what is said otherwise."""
    sources = _other_sources(arguments, kept)
    plan = plan_of(arguments, preset, sources.data)
    require_for_digits(plan, sources)
    # How many drawings there are to learn from is known when the ink files are read.
    few = None if sources.ink else trouble_with_images(plan, sources.data)
    if few is not None:
        raise few
    name = plan_name(arguments, preset)
    # The name of a kept training says already on what it was.
    title = name if arguments.repeat is not None and arguments.data is None else title_on(name, sources.data)
    return TrainingOrder(plan, title, sources=sources)


def _further(arguments: argparse.Namespace) -> TrainingOrder:
    """Some more epochs with the settings of a kept training."""
    run, position = run_to_train_further(arguments.further, kept_runs())
    more = run.plan.epochs if arguments.epochs is None else arguments.epochs
    order = order_to_train_further(run.identifier, run.name, run.plan, position.epoch, more)
    return replace(order, sources=_other_sources(arguments, replace(run.sources, start=None)))


def _other_sources(arguments: argparse.Namespace, kept: Sources) -> Sources:
    """What is learnt from: what was given, and else what a kept training learnt from."""
    held_out = tuple(sorted(arguments.hold_out))
    return replace(
        kept,
        data=kept.data if arguments.data is None else learnt_set_called(arguments.data),
        ink=ink_sources(arguments.ink) if arguments.ink else kept.ink,
        held_out=held_out if held_out or arguments.ink else kept.held_out,
        start=kept.start if arguments.start is None else start_source(model_called(arguments.start)),
        deterministic=kept.deterministic or arguments.deterministic,
    )


def _require_none_given(arguments: argparse.Namespace, names: Sequence[str]) -> None:
    given = {name: getattr(arguments, name) for name in names}
    options = [_option(name, value) for name, value in given.items() if value not in (None, [])]
    if options:
        raise Problem(ProblemCode.RUN_KEEPS_SETTINGS, options=", ".join(options))


def _option(name: str, value: object) -> str:
    """The option as it was written: "--keep-best", or "--no-keep-best" for what was switched off."""
    return f"--{'no-' if value is False else ''}{name.replace('_', '-')}"
