"""`mnist-desktop predict`: read images and ink files."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desktop.cli.caution_option import add_caution
from mnist_desktop.cli.model_choice import recogniser_for
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.wording import sentence
from mnist_desktop.ink.digit_files import FoundDigit, read_digits
from mnist_desktop.models.answers import Answers, Caution
from mnist_desktop.models.certainty import Sureness, certainty_of
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
    parser.add_argument(
        "--classes",
        metavar="FILE",
        help="names of the model's classes, one a line or a JSON list; without it those of "
        "NAME.classes.txt or NAME.labels.json beside the model NAME",
    )
    add_caution(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print a line for each drawing; a file that cannot be read costs one line on stderr and exit code 1.

    People are told once, on stderr, where the model cannot tell what is no digit.
    """
    recogniser = recogniser_for(
        arguments.model, tell=output.trouble, note=output.note, classes=arguments.classes
    )
    if not recogniser.can_reject:
        output.note("this model cannot tell what is no digit, so it calls everything one")
    threshold = recogniser.threshold(Caution(arguments.caution))
    code = 0
    for name in arguments.files:
        try:
            for found, answers in _read(read_digits(Path(name)), recogniser):
                record = _record(name, found, recogniser.class_names, answers, threshold)
                words = _words(recogniser.class_names, answers, threshold)
                output.line(f"{name}:{found.index}  {words}", record)
        except Problem as problem:
            output.trouble(sentence(problem))
            code = 1
    return code


def _read(
    digits: Iterable[FoundDigit], recogniser: Recogniser
) -> Iterator[tuple[FoundDigit, Answers | None]]:
    """Each drawing with its answers (of one row), None where it has no ink."""
    waiting = iter(digits)
    while part := list(islice(waiting, _AT_ONCE)):
        answers = recogniser.read(np.stack([found.model_input for found in part]))
        for row, found in enumerate(part):
            yield found, None if found.box is None else _row(answers, row)


def _row(answers: Answers, row: int) -> Answers:
    digit = answers.digit_probabilities
    one = slice(row, row + 1)
    return Answers(answers.probabilities[one], None if digit is None else digit[one])


def _record(
    source: str, found: FoundDigit, class_names: tuple[str, ...], answers: Answers | None, threshold: float
) -> dict[str, Any]:
    if answers is None:
        return {"source": source, "index": found.index, "text": "", "rejected": True, "digits": []}
    probabilities = [_rounded(value) for value in answers.probabilities[0]]
    best, is_rejected = int(np.argmax(probabilities)), bool(answers.rejected(threshold)[0])
    digit = answers.digit_probabilities
    return {
        "source": source,
        "index": found.index,
        "text": "" if is_rejected else class_names[best],
        "rejected": is_rejected,
        "digits": [
            {
                "label": class_names[best],
                "probability": probabilities[best],
                "probabilities": probabilities,
                "digit_probability": None if digit is None else _rounded(digit[0]),
                "box": list(found.box or ()),
            }
        ],
    }


def _rounded(value: np.float32) -> float:
    return round(float(value), 6)


def _words(class_names: tuple[str, ...], answers: Answers | None, threshold: float) -> str:
    if answers is None:
        return "no ink"
    digit = answers.digit_probabilities
    certainty = certainty_of(
        class_names, answers.probabilities[0], None if digit is None else float(digit[0]), threshold
    )
    best, share = certainty.best, _percent(certainty.share)
    match certainty.sureness:
        case Sureness.NO_DIGIT:
            return f"not a digit (if it were one: {best}, {_percent(float(answers.probabilities[0].max()))})"
        case Sureness.NOT_SURE:
            return f"{best}  {share}  not sure: {best} or {certainty.second or 'no digit'}"
        case _:
            return f"{best}  {share}"


def _percent(share: float) -> str:
    """A probability, 0..1: never all of it, which nobody can be certain of."""
    return f"{share:.1%}" if share < 0.9995 else ">99.9%"
