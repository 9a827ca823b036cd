"""The words that `mnist-desktop train` understands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from mnist_desktop.cli.kept_runs import NEWEST
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.history_files import SUFFIXES as HISTORY_SUFFIXES
from mnist_desktop.training.plan import AUGMENTATION_LIMITS, OPTIMIZERS, PRECISIONS, SCHEDULES, VALIDATIONS
from mnist_desktop.training.presets import PRESETS

_RANGES = {
    "rotation": ("DEGREES", "turn digits up to so many degrees"),
    "shift": ("PIXELS", "move them up to so many of the 28 pixels"),
    "zoom": ("SHARE", "grow or shrink them up to this share"),
    "shear": ("PIXELS", "slant them up to so many pixels for each pixel of height"),
    "thickness": ("PIXELS", "thicken or thin strokes up to this part of a pixel"),
    "elastic": ("PIXELS", "bend them by about so many pixels"),
    "noise": ("SHARE", "add noise of this standard deviation, of 0..1"),
}


def add_training_options(parser: argparse.ArgumentParser) -> None:
    """Add all options of the verb `train`."""
    _add_network(parser.add_argument_group("network"))
    _add_data(parser.add_argument_group("data"))
    _add_settings(parser.add_argument_group("settings; without them those of the preset"))
    _add_augmentation(
        parser.add_argument_group(
            "changes of the digits",
            "Each is a range and switches changes on; those that are not given stay as in the preset.",
        )
    )
    _add_results(parser.add_argument_group("results"))


def _add_network(group: Any) -> None:
    add = group.add_argument
    known = ", ".join(preset.key for preset in PRESETS)
    which = group.add_mutually_exclusive_group(required=True)
    which.add_argument("--preset", metavar="PRESET", help=f"{known}, or one of your own by its name")
    which.add_argument(
        "--resume",
        nargs="?",
        const=NEWEST,
        metavar="RUN",
        help="go on with a training that broke off or was stopped, the newest one or that of "
        "`mnist-desktop runs`; with its own settings and ink; --ink says where that is now",
    )
    which.add_argument(
        "--further",
        metavar="RUN",
        help="train the model of a kept training for --epochs more, as a new training with its settings",
    )
    which.add_argument(
        "--repeat",
        metavar="RUN",
        help="train anew as a kept training did, with its settings and ink, but for those given here",
    )
    add("--network", metavar="FILE.json", help="other layers than the preset's; `presets --json` shows how")
    add(
        "--start",
        metavar="M",
        help="begin with the weights of a model of the library, or of a folder; they must fit",
    )


def _add_data(group: Any) -> None:
    add = group.add_argument
    add(
        "--data",
        metavar="SET",
        help="what to learn from: a set of yours by its name or identifier, a file or folder of labelled "
        "images, which is kept among your sets then, or mnist-train, which is usual; ink and what is no "
        "digit are learnt beside digits only",
    )
    part = group.add_mutually_exclusive_group()
    part.add_argument("--image-limit", type=int, metavar="N", help="learn from the first N images only")
    part.add_argument("--share", type=float, metavar="SHARE", help="learn from this share of them, up to 1")
    add("--ink", nargs="+", metavar="FILE", default=[], help="ink files whose digits are learnt as well")
    add("--hold-out", nargs="+", metavar="WRITER", default=[], help="learn nothing from these writers' ink")
    add(
        "--leave-out",
        nargs="+",
        choices=[part.value for part in Part],
        default=[],
        help="parts of the made handwriting to do without, to see what each is good for",
    )
    add("--validation", choices=VALIDATIONS, help="what each epoch is measured on")
    add("--validation-share", type=float, metavar="SHARE", help="how much a split takes of the images")
    add("--labels", choices=("one-hot", "sparse"), help="the form of the labels; the result is the same")


def _add_settings(group: Any) -> None:
    add, either = group.add_argument, argparse.BooleanOptionalAction
    add("--epochs", type=int, metavar="N", help="how often the whole set is seen")
    add("--batch-size", type=int, metavar="N", help="images for one step")
    add(
        "--learning-rate",
        type=float,
        metavar="RATE",
        help="the constant or, with a schedule, the highest one",
    )
    add("--optimizer", choices=OPTIMIZERS, help="how the weights are changed")
    add("--schedule", choices=SCHEDULES, help="how the learning rate changes while training")
    add("--l2", type=float, metavar="DECAY", help="weight decay of a regularised network")
    ending = group.add_mutually_exclusive_group()
    ending.add_argument(
        "--patience", type=int, metavar="N", help="end after N epochs without a better validation loss"
    )
    ending.add_argument(
        "--no-patience", action="store_true", default=None, help="make all epochs, whatever a preset says"
    )
    add("--keep-best", action=either, help="keep the epoch that was best in validation, not the last")
    add("--precision", choices=PRECISIONS, help="bfloat16 is quicker on some processors; measured tries it")
    add("--seed", type=int, metavar="N", help="start of all random numbers")
    add("--deterministic", action="store_true", help="the same weights each time, bit for bit; slower")


def _add_augmentation(group: Any) -> None:
    group.add_argument(
        "--augment", action=argparse.BooleanOptionalAction, default=None, help="change the digits at random"
    )
    for name in AUGMENTATION_LIMITS:
        metavar, words = _RANGES[name]
        group.add_argument(f"--{name}", type=float, metavar=metavar, help=words)


def _add_results(group: Any) -> None:
    add = group.add_argument
    add("--output", required=True, metavar="M.keras", type=_keras_path, help="where the model is kept")
    add("--reuse", action="store_true", help="measure an output that is there instead of training again")
    add("--bundle", metavar="FOLDER", help="also write a folder of the library, with its history")
    add("--history", metavar="FILE", type=_history_path, help="also write epochs and steps as .csv or .json")
    add(
        "--tensorboard",
        metavar="FOLDER",
        help="also write logs for TensorBoard, in a folder of their own there",
    )
    add(
        "--advice",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="say what seems to go wrong, and what to change next time",
    )
    add(
        "--steps",
        action="store_true",
        help="among JSON lines also one a second on the steps, and some on start, checkpoints and end",
    )
    add("--json", action="store_true", help="one JSON object a line; also where there is no terminal")


def _keras_path(text: str) -> str:
    if Path(text).suffix != ".keras":
        raise argparse.ArgumentTypeError("the name must end in .keras")
    return text


def _history_path(text: str) -> str:
    if Path(text).suffix.lower() not in HISTORY_SUFFIXES:
        raise argparse.ArgumentTypeError(f"the name must end in {' or '.join(HISTORY_SUFFIXES)}")
    return text
