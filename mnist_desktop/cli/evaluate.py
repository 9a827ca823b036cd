"""`mnist-desktop evaluate`: how well a model reads a labelled set."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop import __version__
from mnist_desktop.cli.caution_option import add_caution
from mnist_desktop.cli.evaluation_words import report_words, robustness_words
from mnist_desktop.cli.model_choice import facts_for, recogniser_for
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.set_choice import MNIST_TRAIN, kept_set, set_of_files, user_sets
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs, load_labelled
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.data.narrowing import Narrowing
from mnist_desktop.evaluation.measuring import Measurement, measure_set
from mnist_desktop.evaluation.robustness import robustness
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.reports.files import check_report_file, write_report
from mnist_desktop.reports.told import EvaluationTold, images_of

MNIST_TEST = "mnist-test"
_MOST_THREADS = 4


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `evaluate`."""
    parser = verbs.add_parser(
        "evaluate",
        help="tell how well a model reads a labelled set",
        description="Tell how well a model reads a labelled set. What is labelled with no digit, a letter "
        "say, should be rejected; it is reported beside the accuracy and not in it.",
    )
    parser.add_argument(
        "--model",
        metavar="M",
        help="a model of the library by name, or a model file; without it the bundled model",
    )
    parser.add_argument(
        "--data",
        metavar="SET",
        default=MNIST_TEST,
        help=f"{MNIST_TEST} (MNIST's 10,000 test digits, the default), {MNIST_TRAIN}, a set of yours by its "
        "name or identifier, an ink file with labels (.jsonl or "
        "UNIPEN), a folder of such files, a folder with a folder of images for each class, in it "
        "perhaps one for each writer, a folder of images whose names begin with their digit, "
        "or IDX, .npz, .npy or CSV files",
    )
    parser.add_argument(
        "--part",
        choices=("test", "train"),
        help="which part of such a set; without it the test part, or all where it has none",
    )
    parser.add_argument(
        "--labels", nargs="+", metavar="L", default=[], help="only what is labelled so, e.g. 4 9 or A C E"
    )
    parser.add_argument(
        "--writers", nargs="+", metavar="W", default=[], help="only what these writers drew, where known"
    )
    parser.add_argument(
        "--classes",
        metavar="FILE",
        help="names of the model's classes, one a line or a JSON list; without it those of "
        "NAME.classes.txt or NAME.labels.json beside the model NAME",
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="also write a report: a page to look at (.html), a table (.csv) or everything as .json",
    )
    parser.add_argument(
        "--robustness",
        action="store_true",
        help="also read 1,000 of the images rotated, shifted, scaled, thickened, noisy and blurred",
    )
    add_caution(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Measure the model on the set and print the figures.

    Raises:
        Problem: the model or the data cannot be used.

    """
    if arguments.report:
        check_report_file(Path(arguments.report))
    only, caution = Narrowing(tuple(arguments.labels), tuple(arguments.writers)), Caution(arguments.caution)
    data = _data(arguments.data, arguments.part, only, output.trouble)
    unlabelled = 0 if isinstance(data, LabelledImages) else data.unlabelled
    unreadable = () if isinstance(data, LabelledImages) else data.unreadable
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    recogniser = recogniser_for(arguments.model, threads, output.trouble, output.note, arguments.classes)
    began = time.monotonic()
    measurement = measure_set(recogniser, data, _quietly, _never, caution)
    if measurement is None:
        return 1
    seconds = time.monotonic() - began
    curves = robustness(recogniser, _read(data), measurement) if arguments.robustness else None
    if arguments.report:
        told = _told(arguments.model, recogniser, data, measurement, caution, seconds)
        told = replace(told, robustness=curves)
        write_report(Path(arguments.report), told)
    report = measurement.report
    left_out = {"unlabelled": unlabelled, "unreadable": list(unreadable)}
    record = {**report.record(), **left_out, "caution": caution.value}
    if curves is not None:
        record["robustness"] = curves.record()
    words = report_words(report, caution, unlabelled, unreadable)
    output.line(words if curves is None else f"{words}\n\n{robustness_words(curves)}", record)
    return 0


def _told(
    model: str | None,
    recogniser: Recogniser,
    data: LabelledImages | LabelledInputs,
    measurement: Measurement,
    caution: Caution,
    seconds: float,
) -> EvaluationTold:
    facts = facts_for(model)
    return EvaluationTold(
        model=facts.name if facts else Path(model or "").name,
        facts=facts,
        set_name=data.name,
        images=images_of(data),
        measurement=measurement,
        caution=caution,
        cautions={one: recogniser.threshold(one) for one in Caution},
        seconds=seconds,
        written=datetime.now(UTC).astimezone(),
        version=__version__,
        unlabelled=0 if isinstance(data, LabelledImages) else data.unlabelled,
        unreadable=0 if isinstance(data, LabelledImages) else len(data.unreadable),
    )


def _data(
    name: str, part: str | None, only: Narrowing, tell: Callable[[str], None]
) -> LabelledImages | LabelledInputs:
    if name == MNIST_TEST:
        return _narrowed(load_mnist_test(), only)
    facts = kept_set(name)
    data = set_of_files(Path(name)) if facts is None else user_sets().open(facts.identifier)
    if data is None:
        return load_labelled(Path(name), only)
    wanted = part or ("train" if name == MNIST_TRAIN or not data.test.count else "test")
    images = data.test if wanted == "test" else data.train
    if not images.count:
        raise Problem(ProblemCode.DATA_PART_EMPTY, name=data.name, part=wanted)
    if not data.test.count:
        tell(f"{data.name} has no test part, so all of it is read, with what a model learnt from among it")
    return _narrowed(images, only)


def _narrowed(images: LabelledImages, only: Narrowing) -> LabelledImages:
    labels = [images.class_names[label] for label in images.labels]
    writers = [None if writer < 0 else images.writer_names[writer] for writer in images.writers]
    return images.subset(np.array(only.indices(images.name, labels, writers), np.int64))


def _read(data: LabelledImages | LabelledInputs) -> NDArray[np.uint8] | NDArray[np.float32]:
    return data.images if isinstance(data, LabelledImages) else data.inputs


def _quietly(_done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False
