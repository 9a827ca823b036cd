"""Data sets in words and as JSON."""

from __future__ import annotations

from typing import Any

from mnist_desktop.data.importing.understood import Choices, Format, Step, Understood, steps
from mnist_desktop.data.set_library import SetFacts

_SHOWN_NAMES = 12
_STEPS = {
    Step.RENDERED: "rendered with the program's pen",
    Step.TRANSPOSED: "turned, rows into columns",
    Step.MADE_GREY: "made grey",
    Step.RESCALED: "brought from their range of values to 0-255",
    Step.INVERTED: "inverted",
    Step.RESIZED: "scaled to 28x28",
    Step.FITTED: "found in the image and centred",
    Step.DIVIDED: "divided into training and test images",
}


def facts_words(facts: SetFacts) -> str:
    """One line about a kept set."""
    counts = f"{facts.train_count:,} training and {facts.test_count:,} test images"
    return f"{facts.identifier:<16}  {facts.name}: {counts}, {_classes(facts.class_names)}"


def survey_words(found: Understood, choices: Choices) -> str:
    """What was understood, in a few lines."""
    shape = "x".join(map(str, found.shape)) or ("strokes" if found.format is Format.INK else "several sizes")
    values = f", {found.dtype} {found.low:g} to {found.high:g}" if found.dtype else ""
    counts = f"{found.train_count:,} images"
    if found.has_split:
        counts = f"{found.train_count:,} training and {found.test_count:,} test images"
    done = ", ".join(_STEPS[step] for step in steps(found, choices)) or "taken as they are"
    lines = [
        f"{found.format.value}: {counts}, {shape}{values}, {found.polarity.value}",
        f"{_classes(found.class_names)}",
        f"they will be {done}",
    ]
    if found.label_column is not None:
        lines.insert(1, f"labels in the {found.label_column.value} column")
    return "\n".join(lines)


def survey_record(found: Understood, choices: Choices) -> dict[str, Any]:
    """What was understood, for programs."""
    return {
        "format": found.format.value,
        "files": [str(path) for path in found.paths],
        "name": found.name,
        "train_count": found.train_count,
        "test_count": found.test_count,
        "has_split": found.has_split,
        "shape": list(found.shape),
        "dtype": found.dtype or None,
        "low": found.low,
        "high": found.high,
        "class_names": list(found.class_names),
        "train_counts": list(found.train_counts),
        "test_counts": list(found.test_counts),
        "writers": list(found.writer_names),
        "polarity": found.polarity.value,
        "label_column": found.label_column.value if found.label_column else None,
        "left_out": found.left_out,
        "steps": [step.value for step in steps(found, choices)],
    }


def _classes(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_SHOWN_NAMES])
    more = f" and {len(names) - _SHOWN_NAMES} more" if len(names) > _SHOWN_NAMES else ""
    return f"{len(names)} classes: {shown}{more}"
