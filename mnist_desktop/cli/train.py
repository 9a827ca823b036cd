"""`mnist-desktop train` and `mnist-desktop presets`: train a network, and list those to choose from."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from mnist_desktop.cli.model_choice import model_called
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.training_ink import ink_to_learn
from mnist_desktop.cli.training_result import keep_model, report_reused, result_record, result_words
from mnist_desktop.cli.wording import sentence
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.plan import OPTIMIZERS, PRECISIONS, SCHEDULES, VALIDATIONS, TrainingPlan
from mnist_desktop.training.presets import PRESETS, plan_for
from mnist_desktop.training.progress import EpochFinished, TrainingEvent
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.trainer import Weights, train

MNIST_TRAIN = "mnist-train"
_WRONG_USAGE = {ProblemCode.PLAN_NUMBER, ProblemCode.PLAN_CHOICE, ProblemCode.PLAN_WITHOUT_L2}


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs `train` and `presets`."""
    _add_train(verbs.add_parser("train", help="train a network and keep it as a .keras file"))
    presets = verbs.add_parser("presets", help="list the networks that `train` can train")
    presets.add_argument("--json", action="store_true", help="one JSON object a line")
    presets.set_defaults(run=run_presets)


def run_presets(_arguments: argparse.Namespace, output: Output) -> int:
    """Print a line for each preset."""
    for preset in PRESETS:
        network = preset.network
        layers = [f"{fact.kind} {fact.settings}".strip() for fact in network.facts()]
        record = {
            "preset": preset.key,
            "title": preset.title,
            "parameters": network.parameters,
            "not_trainable": network.fixed_parameters,
            "layers": layers,
            "settings": preset.plan.settings(),
        }
        output.line(f"{preset.key:<22} {network.parameters:>9,} parameters  {', '.join(layers)}", record)
    return 0


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Train, a line an epoch, and keep the model; or with `--reuse` measure the one that is there.

    Raises:
        Problem: the output is there already or cannot be written, or the training cannot be done.

    """
    target = Path(arguments.output)
    if target.exists() and arguments.reuse:
        return report_reused(target, output)
    try:
        plan = _plan(arguments)
        plan.check()
    except Problem as problem:
        if problem.code not in _WRONG_USAGE:
            raise
        output.trouble(sentence(problem))
        return 2
    _check_places(target, arguments.bundle)
    start = _start(arguments, plan)
    mnist = load_mnist()
    ink = ink_to_learn(arguments.ink, frozenset(arguments.hold_out), rejects=plan.rejects)
    switch = TrainingSwitch()
    with _stop_by_interrupt(switch):
        outcome = train(
            plan,
            mnist.train,
            mnist.test,
            _EpochLines(output).listen,
            switch,
            ink=ink,
            start=start,
        )
    if outcome is None:
        output.trouble("stopped before anything was learnt; nothing was written")
        return 1
    keep_model(outcome, target, arguments.bundle, _ink_named(arguments))
    output.line(result_words(outcome, target), result_record(outcome, target))
    return 0


class _EpochLines:
    """Prints a line for each epoch."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def listen(self, event: TrainingEvent) -> None:
        if not isinstance(event, EpochFinished):
            return
        words = f"epoch {event.epoch}: loss {event.loss:.4f}, accuracy {event.accuracy:.2%}"
        if event.validation_accuracy is not None:
            words += f", validation {event.validation_accuracy:.2%}"
        self._output.line(f"{words}, {event.seconds:.1f} s", dict(vars(event)))


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


def _plan(arguments: argparse.Namespace) -> TrainingPlan:
    names = ("epochs", "batch_size", "learning_rate", "optimizer", "schedule", "validation", "precision")
    changes = {name: getattr(arguments, name) for name in (*names, "augment", "seed", "image_limit")}
    one_hot = None if arguments.labels is None else arguments.labels == "one-hot"
    return plan_for(
        arguments.preset,
        l2=arguments.l2,
        one_hot=one_hot,
        left_out=frozenset(Part(name) for name in arguments.leave_out),
        **changes,
    )


def _ink_named(arguments: argparse.Namespace) -> dict[str, object]:
    """The ink that was learnt from, by name, for the facts of the model."""
    if not arguments.ink:
        return {}
    return {"files": [Path(name).name for name in arguments.ink], "held_out": sorted(arguments.hold_out)}


def _start(arguments: argparse.Namespace, plan: TrainingPlan) -> Weights | None:
    if arguments.start is None:
        return None
    # It brings h5py along, which no other use of the command line needs.
    from mnist_desktop.models.learnt_weights import learnt_weights

    return learnt_weights(model_called(arguments.start), plan.network)


def _check_places(target: Path, bundle: str | None) -> None:
    """Trouble with the places to write to is told before the training, not after it."""
    for place in (target, *([Path(bundle)] if bundle else [])):
        if place.exists():
            raise Problem(ProblemCode.FILE_EXISTS, path=str(place))
        if not place.absolute().parent.is_dir():
            raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(place), reason="there is no such folder")


def _keras_path(text: str) -> str:
    if Path(text).suffix != ".keras":
        raise argparse.ArgumentTypeError("the name must end in .keras")
    return text


def _add_train(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--preset", required=True, choices=[preset.key for preset in PRESETS], help="the network")
    add("--output", required=True, metavar="M.keras", type=_keras_path, help="where the model is kept")
    add("--reuse", action="store_true", help="measure an output that is there instead of training again")
    add("--data", choices=[MNIST_TRAIN], default=MNIST_TRAIN, help="what to learn from")
    add("--ink", nargs="+", metavar="FILE", default=[], help="ink files whose digits are learnt as well")
    add("--start", metavar="M", help="go on from a model's weights: one of the library, or its folder")
    add("--hold-out", nargs="+", metavar="WRITER", default=[], help="learn nothing from these writers' ink")
    add(
        "--leave-out",
        nargs="+",
        choices=[part.value for part in Part],
        default=[],
        help="parts of the made handwriting to do without, to see what each is good for",
    )
    add("--precision", choices=PRECISIONS, help="bfloat16 is quicker on some processors")
    add("--epochs", type=int, help="how often the whole set is seen")
    add("--batch-size", type=int, help="images for one step")
    add("--learning-rate", type=float, help="the constant or, with a schedule, the highest rate")
    add("--optimizer", choices=OPTIMIZERS, help="how the weights are changed")
    add("--schedule", choices=SCHEDULES, help="how the learning rate changes while training")
    add("--validation", choices=VALIDATIONS, help="what each epoch is measured on")
    add("--augment", action=argparse.BooleanOptionalAction, default=None, help="change the digits at random")
    add("--labels", choices=("one-hot", "sparse"), help="the form of the labels; the result is the same")
    add("--l2", type=float, help="weight decay of the regularised preset")
    add("--seed", type=int, help="start of all random numbers")
    add("--image-limit", type=int, metavar="N", help="learn from the first N images only")
    add("--bundle", metavar="FOLDER", help="also write a folder of the library, with its calibration")
    add("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)
