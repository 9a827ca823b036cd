"""`mnist-desktop evaluate`: how well a model reads a labelled set."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from mnist_desktop.cli.model_choice import recogniser_for
from mnist_desktop.cli.output import Output
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs, load_labelled
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.measuring import labels_for, measure
from mnist_desktop.evaluation.metrics import Report

MNIST_TEST = "mnist-test"
_MOST_THREADS = 4
_MOST_CONFUSIONS = 5


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `evaluate`."""
    parser = verbs.add_parser("evaluate", help="tell how well a model reads a labelled set")
    parser.add_argument(
        "--model",
        metavar="M",
        help="a model of the library by name, or a model file; without it the bundled model",
    )
    parser.add_argument(
        "--data",
        metavar="SET",
        default=MNIST_TEST,
        help=f"{MNIST_TEST} (MNIST's 10,000 test digits, the default), an ink file with labels, "
        "or a folder with a folder of images for each class",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Measure the model on the set and print the figures.

    Raises:
        Problem: the model or the data cannot be used.

    """
    data = _data(arguments.data)
    images = data.images if isinstance(data, LabelledImages) else data.inputs
    unlabelled = 0 if isinstance(data, LabelledImages) else data.unlabelled
    recogniser = recogniser_for(arguments.model, min(os.cpu_count() or 1, _MOST_THREADS))
    labels = labels_for(data.labels, data.class_names, recogniser.class_names)
    measurement = measure(recogniser, images, labels, _quietly, _never)
    if measurement is None:
        return 1
    report = measurement.report
    output.line(_table(report, unlabelled), {**report.record(), "unlabelled": unlabelled})
    return 0


def _data(name: str) -> LabelledImages | LabelledInputs:
    return load_mnist_test() if name == MNIST_TEST else load_labelled(Path(name))


def _table(report: Report, unlabelled: int) -> str:
    lines = [
        f"{report.count:,} images, {report.accuracy:.2%} read right ({report.wrong:,} wrong)",
        f"loss {report.loss:.4f}, macro F1 {report.macro_f1:.2%}, calibration error {report.ece:.2%}",
        "",
        f"{'class':>5}  {'precision':>9}  {'recall':>7}  {'F1':>7}  {'images':>7}",
    ]
    lines += [
        f"{part.label:>5}  {part.precision:>9.2%}  {part.recall:>7.2%}  {part.f1:>7.2%}  {part.support:>7,}"
        for part in report.per_class
    ]
    if worst := _confusions(report):
        lines += ["", "most often confused: " + ", ".join(worst)]
    if unlabelled:
        lines += ["", f"{unlabelled:,} drawings without a label were left out"]
    return "\n".join(lines)


def _confusions(report: Report) -> list[str]:
    """The most frequent mistakes in words."""
    names = [part.label for part in report.per_class]
    mistakes = [
        (-count, true, read)
        for true, row in enumerate(report.confusion)
        for read, count in enumerate(row)
        if true != read and count
    ]
    return [
        f"{names[true]} read as {names[read]} ({-count})"
        for count, true, read in sorted(mistakes)[:_MOST_CONFUSIONS]
    ]


def _quietly(_done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False
