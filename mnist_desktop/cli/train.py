"""`mnist-desktop train` and `mnist-desktop presets`: train a network, and list those to choose from."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from mnist_desktop.cli.kept_runs import kept_runs
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.set_choice import learnt_set_called, user_sets
from mnist_desktop.cli.training_options import add_training_options
from mnist_desktop.cli.training_order import order_of
from mnist_desktop.cli.training_plan import damaged_presets, known_presets
from mnist_desktop.cli.training_progress import EpochLines, MovingLine, terminal
from mnist_desktop.cli.training_result import keep_model, report_reused, result_record, result_words
from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.class_names import classes_file
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.history_files import write_history
from mnist_desktop.training.ink_to_learn import ink_epochs_left_out, ink_of, result_facts, start_of
from mnist_desktop.training.learnt_set import MNIST, images_of
from mnist_desktop.training.plan_record import network_record
from mnist_desktop.training.progress import EpochFinished, StepProgress, TrainingEvent, TrainingOutcome
from mnist_desktop.training.run_session import TrainingOrder, run_session
from mnist_desktop.training.sources import NO_SOURCES
from mnist_desktop.training.step_record import StepRecord
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs, open_logs
from mnist_desktop.training.trainer import train

_WRONG_USAGE = {
    ProblemCode.PRESET_UNKNOWN,
    ProblemCode.PLAN_NUMBER,
    ProblemCode.PLAN_CHOICE,
    ProblemCode.PLAN_BATCH,
    ProblemCode.PLAN_DIGITS_ONLY,
    ProblemCode.PLAN_WITHOUT_L2,
    ProblemCode.PLAN_WITHOUT_VALIDATION,
    ProblemCode.RUN_KEEPS_SETTINGS,
    ProblemCode.SET_UNKNOWN,
    ProblemCode.DATA_WITHOUT_TRAINING,
    ProblemCode.TRAINING_TOO_FEW,
}


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs `train` and `presets`."""
    training = verbs.add_parser("train", help="train a network and keep it as a .keras file")
    add_training_options(training)
    training.set_defaults(run=run)
    presets = verbs.add_parser("presets", help="list the networks that `train` can train")
    presets.add_argument("--json", action="store_true", help="one JSON object a line")
    presets.set_defaults(run=run_presets)


def run_presets(_arguments: argparse.Namespace, output: Output) -> int:
    """Print a line for each preset, and on standard error one for each that cannot be read."""
    for preset in known_presets():
        network = preset.network
        layers = [f"{fact.kind} {fact.settings}".strip() for fact in network.facts()]
        record = {
            "preset": preset.key,
            "title": preset.title,
            "parameters": network.parameters,
            "not_trainable": network.fixed_parameters,
            "layers": layers,
            "settings": preset.plan.settings(),
            "network": network_record(network),
        }
        output.line(f"{preset.key:<22} {network.parameters:>9,} parameters  {', '.join(layers)}", record)
    for damaged in damaged_presets():
        output.trouble(f"the preset {damaged.name} cannot be used: {sentence(damaged.problem)}")
    return 0


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Train, a line an epoch, and keep the model; or with `--reuse` measure the one that is there.

    Where no terminal shows how it goes, a program reads along, and the lines are JSON.

    Raises:
        Problem: the output is there already or cannot be written, or the training cannot be done.

    """
    output = output if terminal() else Output(as_json=True)
    target = Path(arguments.output)
    if target.exists() and arguments.reuse:
        data = MNIST if arguments.data is None else learnt_set_called(arguments.data)
        return report_reused(target, data, output)
    try:
        order = order_of(arguments)
    except Problem as problem:
        if problem.code not in _WRONG_USAGE:
            raise
        output.trouble(sentence(problem))
        return 2
    data = (order.sources or NO_SOURCES).data
    names = None if data.shows_digits else str(classes_file(target))
    _check_places(target, arguments.bundle, arguments.history, names)
    _tell_left_out(order, output)
    logs = _logs(arguments, order)
    switch = TrainingSwitch()
    adviser = Adviser(order.plan, _epochs_before(order), data.learnable) if arguments.advice else None
    with _stop_by_interrupt(switch), _shown(output, adviser, switch, arguments.steps) as listen:
        trained = _trained(arguments, order, target, listen, switch, logs)
    if trained is None:
        output.trouble("stopped before anything was learnt; nothing was written")
        return 1
    outcome, run_kept = trained
    if arguments.history:
        write_history(Path(arguments.history), outcome.history, _steps_of(run_kept))
    places = target, logs.run_folder if logs else None, run_kept
    output.line(result_words(outcome, *places), result_record(outcome, *places))
    return 0


def _tell_left_out(order: TrainingOrder, output: Output) -> None:
    """Say beforehand that a plan will not be done in full, or that a set has no test part."""
    data = (order.sources or NO_SOURCES).data
    if not data.has_test_part:
        output.trouble(
            f"{data.name} has no test part, so {data.tested:,} of its {data.train_count:,} images are kept "
            "aside for the test"
        )
    count = ink_epochs_left_out(order.plan, order.sources or NO_SOURCES)
    if count:
        output.trouble(f"the last {count} epochs of the plan are for ink; without --ink they are left out")


def _epochs_before(order: TrainingOrder) -> tuple[EpochFinished, ...]:
    """The epochs of the training that goes on, none of a new one."""
    kept = order.go_on or order.further
    return kept_runs().run(kept).history if kept else ()


def _steps_of(run: str | None) -> tuple[StepProgress, ...]:
    """The live values of a kept training; none where it could not be kept."""
    return StepRecord(kept_runs().steps_of(run)).told() if run else ()


def _trained(
    arguments: argparse.Namespace,
    order: TrainingOrder,
    target: Path,
    listen: Callable[[TrainingEvent], None],
    switch: TrainingSwitch,
    logs: TensorBoardLogs | None,
) -> tuple[TrainingOutcome, str | None] | None:
    """Train, and write the model; gives the name of the kept training as well, where it could be kept."""
    with run_session(order, kept_runs(), listen) as session:
        plan, sources = session.plan, session.sources
        images = images_of(sources.data, user_sets())
        ink = ink_of(sources, rejects=plan.rejects)
        start = None if session.state else start_of(sources, plan.network)
        outcome = train(
            plan,
            images.train,
            images.test,
            session.listen,
            switch,
            ink=ink,
            start=start,
            state=session.state,
            keep=session.keep,
            logs=logs,
            deterministic=sources.deterministic,
        )
        if outcome:
            keep_model(outcome, target, arguments.bundle, order.name, result_facts(outcome, sources))
        session.finish(outcome, None)
        return (outcome, session.run.identifier if session.run else None) if outcome else None


@contextmanager
def _shown(
    output: Output, adviser: Adviser | None, switch: TrainingSwitch, with_steps: bool
) -> Iterator[Callable[[TrainingEvent], None]]:
    """What listens to the training: lines, and on a terminal a moving one as well."""
    stream = terminal()
    if output.as_json or stream is None:
        yield EpochLines(output, adviser, with_steps=with_steps).listen
        return
    with MovingLine(stream, output, adviser, lambda: switch.is_stopped) as line:
        yield line.listen


@contextmanager
def _stop_by_interrupt(switch: TrainingSwitch) -> Iterator[None]:
    """Ctrl-C asks the training to stop and keep what it learnt; a second one ends the program."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        if switch.is_stopped:
            raise KeyboardInterrupt
        switch.stop()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _logs(arguments: argparse.Namespace, order: TrainingOrder) -> TensorBoardLogs | None:
    if arguments.tensorboard is None:
        return None
    return open_logs(Path(arguments.tensorboard), order.logs_name)


def _check_places(target: Path, *others: str | None) -> None:
    """Trouble with the places to write to is told before the training, not after it."""
    for place in (target, *(Path(name) for name in others if name)):
        if place.exists():
            raise Problem(ProblemCode.FILE_EXISTS, path=str(place))
        folder = place.absolute().parent
        if not folder.is_dir():
            raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(place), reason="there is no such folder")
        if not os.access(folder, os.W_OK):
            raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(place), reason="the folder is read-only")
