"""The figures of an evaluation for people at a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from mnist_desktop.evaluation.confusions import most_confused
from mnist_desktop.evaluation.intervals import Interval, Unit
from mnist_desktop.evaluation.report import Report, WriterReport
from mnist_desktop.evaluation.robustness import Robustness
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.class_names import are_digits

_MOST_CONFUSIONS = 5
_MOST_WRITERS = 10
_MOST_LABELS = 12
_MOST_PATHS = 5


def report_words(report: Report, caution: Caution, unlabelled: int, unreadable: Sequence[str]) -> str:
    """The report as a few sentences and tables; `unlabelled` items and `unreadable` images were left out."""
    parts = [
        _summary(report, caution) if report.count else [_without_classes(report)],
        _classes(report) if report.count else [],
        _confusions(report),
        _others(report, caution),
        _writers(report),
        [f"{unlabelled:,} without a label were left out"] if unlabelled else [],
        _unreadable(unreadable),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def robustness_words(found: Robustness) -> str:
    """A line for each kind of change: the accuracy at each amount."""
    lines = [f"read right of {len(found.sample):,} images, changed by:"]
    for curve in found.curves:
        amounts = ", ".join(f"{point.amount:g}: {point.accuracy:.1%}" for point in curve.points)
        lines.append(f"  {curve.distortion.value:<10} {amounts}")
    return "\n".join(lines)


def _summary(report: Report, caution: Caution) -> list[str]:
    right = f"{report.count:,} images, {report.accuracy:.2%} read right ({report.wrong:,} wrong)"
    means = (
        f"loss {_number(report.loss)}, macro F1 {_share(report.macro_f1)}, "
        f"weighted F1 {_share(report.weighted_f1)}"
    )
    lines = [
        right + _interval(report.accuracy_interval),
        _rejections(report, caution),
        f"{means}, calibration error {_share(report.ece)}",
    ]
    if report.empty:
        lines.append(f"{report.empty:,} without ink, which count as wrong and as rejected")
    return lines


def _is_of_digits(report: Report) -> bool:
    return are_digits([part.label for part in report.per_class])


def _without_classes(report: Report) -> str:
    if _is_of_digits(report):
        return "nothing in it is labelled with a digit"
    return "nothing in it is labelled with one of the model's classes"


def _rejections(report: Report, caution: Caution) -> str:
    if not report.can_reject:
        what = "no digit" if _is_of_digits(report) else "none of its classes"
        return f"rejected: none, since this model cannot tell what is {what}"
    return (
        f"{report.rejected:,} rejected ({report.rejected_share:.2%}, {caution.value})"
        + _interval(report.rejected_interval)
        + f"; of the accepted {_share(report.accepted_accuracy)} read right"
    )


def _classes(report: Report) -> list[str]:
    rows = [
        [part.label, f"{part.precision:.2%}", f"{part.recall:.2%}", f"{part.f1:.2%}", f"{part.support:,}"]
        for part in report.per_class
        if part.support or part.precision
    ]
    return _table(["class", "precision", "recall", "F1", "images"], rows)


def _confusions(report: Report) -> list[str]:
    """The most frequent mistakes."""
    names = [part.label for part in report.per_class]
    worst = [
        f"{names[pair.true]} read as {names[pair.read]} ({pair.count})"
        for pair in most_confused(report.confusion, _MOST_CONFUSIONS)
    ]
    return ["most often confused: " + ", ".join(worst)] if worst else []


def _others(report: Report, caution: Caution) -> list[str]:
    others = report.others
    if not others.count:
        return []
    one, many = ("no digit", "digits") if _is_of_digits(report) else ("none of the classes", "classes")
    if not report.can_reject:
        return [f"{others.count:,} images show {one}; this model cannot reject, so it read them as {many}"]
    worst = sorted(others.per_label, key=lambda part: (part.rejected / part.count, part.label))
    rows = [
        [part.label, f"{part.count:,}", f"{part.rejected:,}", f"{part.rejected / part.count:.1%}"]
        for part in worst[:_MOST_LABELS]
    ]
    return [
        f"{others.count:,} images show {one}, {others.rejected_share:.2%} of them rejected "
        f"({others.count - others.rejected:,} read as {many}, {caution.value})" + _interval(others.interval),
        "",
        *_table(["label", "images", "rejected", "share"], rows),
        *_more(len(worst) - len(rows)),
    ]


def _writers(report: Report) -> list[str]:
    if not report.per_writer:
        return []
    worst = sorted(report.per_writer, key=_badness)
    titles = ["writer", "images", "right"]
    titles += ["rejected"] if report.can_reject else []
    titles += ["others", "others rejected"] if report.can_reject and report.others.count else []
    rows = [
        [
            part.writer,
            f"{part.count:,}",
            _share(part.accuracy),
            f"{part.rejected:,}",
            f"{part.others:,}",
            f"{part.others_rejected:,}",
        ][: len(titles)]
        for part in worst[:_MOST_WRITERS]
    ]
    return [*_table(titles, rows), *_more(len(worst) - len(rows))]


def _unreadable(paths: Sequence[str]) -> list[str]:
    if not paths:
        return []
    rows = [f"  {path}" for path in paths[:_MOST_PATHS]]
    title = f"left out, since they could not be read ({len(paths):,}):"
    return [title, *rows, *_more(len(paths) - len(rows))]


def _badness(part: WriterReport) -> tuple[float, float, str]:
    """Sorts the worst read first, and those of whom nothing is to be read by what was not rejected."""
    accuracy = 2.0 if math.isnan(part.accuracy) else part.accuracy
    return accuracy, part.others_rejected / part.others if part.others else 1.0, part.writer


def _table(titles: list[str], rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    return [_row(cells, widths) for cells in (titles, *rows)]


def _row(cells: Iterable[str], widths: list[int]) -> str:
    return "  " + "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))


def _more(count: int) -> list[str]:
    return [f"  and {count:,} more (--json tells all)"] if count > 0 else []


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return ""
    by = ", by writers" if interval.by is Unit.WRITERS else ""
    return f"; 95% interval {interval.low:.2%} to {interval.high:.2%}{by}"


def _share(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.2%}"


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.4f}"
