"""`mnist-desktop predict`: read images and ink files."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from mnist_desktop.cli.model_choice import recogniser_for
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.wording import sentence
from mnist_desktop.ink.digit_files import FoundDigit, read_digits
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem

_AT_ONCE = 256


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `predict`."""
    parser = verbs.add_parser("predict", help="read the digits in images and ink files")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="PNG, JPEG, BMP, GIF, TIFF, WebP, .jsonl or UNIPEN"
    )
    parser.add_argument("--model", metavar="M", help="a model of the library by name, or a model file")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print a line for each drawing; a file that cannot be read costs one line on stderr and exit code 1."""
    recogniser = recogniser_for(arguments.model)
    code = 0
    for name in arguments.files:
        try:
            for found, probabilities in _read(read_digits(Path(name)), recogniser):
                record = _record(name, found, recogniser.class_names, probabilities)
                output.line(_words(record), record)
        except Problem as problem:
            output.trouble(sentence(problem))
            code = 1
    return code


def _read(
    digits: Iterable[FoundDigit], recogniser: Recogniser
) -> Iterator[tuple[FoundDigit, list[float] | None]]:
    """Each drawing with its probabilities, None where it has no ink."""
    waiting = iter(digits)
    while part := list(islice(waiting, _AT_ONCE)):
        answers = recogniser.read(np.stack([found.model_input for found in part])).probabilities
        for found, row in zip(part, answers, strict=True):
            yield found, None if found.box is None else [round(float(value), 6) for value in row]


def _record(
    source: str, found: FoundDigit, class_names: tuple[str, ...], probabilities: list[float] | None
) -> dict[str, object]:
    if probabilities is None:
        return {"source": source, "index": found.index, "text": "", "rejected": True, "digits": []}
    best = int(np.argmax(probabilities))
    digit = {
        "label": class_names[best],
        "probability": probabilities[best],
        "probabilities": probabilities,
        "digit_probability": None,
        "box": list(found.box or ()),
    }
    return {
        "source": source,
        "index": found.index,
        "text": class_names[best],
        "rejected": False,
        "digits": [digit],
    }


def _words(record: dict[str, object]) -> str:
    digits = record["digits"]
    if not isinstance(digits, list) or not digits:
        return f"{record['source']}:{record['index']}  no ink"
    return f"{record['source']}:{record['index']}  {record['text']}  {digits[0]['probability']:.1%}"
