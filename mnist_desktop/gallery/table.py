"""The answers to many images as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from mnist_desktop.gallery.collection import Collection, Kind
from mnist_desktop.printable import printable
from mnist_desktop.safe_write import write_text

COLUMNS = ("file", "index", "answer", "probability", "digit_probability", "label", "judgement")
_STARTS_A_FORMULA = ("=", "+", "-", "@")
_DECIMALS = 6


def write_answers(path: Path, collection: Collection) -> None:
    """Write a row for each image, in the order in which they came, as CSV in UTF-8.

    The answer is empty where there is none or it is no digit, the probability is that of the likeliest class
    given that it is a digit. The judgement is "certain", "fairly-sure", "not-sure", "no-digit", "no-ink",
    "unreadable" or "waiting". A name that a spreadsheet would take for a formula begins with an apostrophe.

    Raises:
        Problem: FILE_NOT_WRITABLE or FILE_IS_FOLDER, and what was there is unchanged.

    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(collection, number) for number in range(len(collection)))
    write_text(path, text.getvalue())


def _row(collection: Collection, number: int) -> tuple[object, ...]:
    entry, answer = collection.entry(number), collection.answer(number)
    label = _harmless(collection.label(number) or "")
    place = (_harmless(str(entry.path)), entry.index)
    if answer is None:
        kind = collection.kind(number)
        return (*place, "", "", "", label, "no-ink" if kind is Kind.NO_DIGIT else kind.value)
    digit = "" if answer.digit_probability is None else round(answer.digit_probability, _DECIMALS)
    best = _harmless(answer.certainty.best) if answer.is_digit else ""
    share = round(float(answer.probabilities.max()), _DECIMALS)
    return (*place, best, share, digit, label, answer.certainty.sureness.value)


def _harmless(text: str) -> str:
    shown = printable(text)
    return f"'{shown}" if shown.lstrip().startswith(_STARTS_A_FORMULA) else shown
