"""The figures of a report: of all images, of each class, of each writer, of what shows no class."""

from __future__ import annotations

import math

from mnist_desktop.evaluation.intervals import Interval, Unit
from mnist_desktop.evaluation.report import Report
from mnist_desktop.reports.markup import Markup, element, section, share, table
from mnist_desktop.reports.told import EvaluationTold


def figures_part(told: EvaluationTold) -> Markup:
    """What is told first."""
    report = told.measurement.report
    if not report.count:
        return element("p", "Nothing in this set is labelled with a class of the model.")
    cards = [
        _card("Accuracy", share(report.accuracy), _bounds(report.accuracy_interval)),
        _card("Wrong", f"{report.wrong:,}", f"of {report.count:,}"),
        _card("Loss", f"{report.loss:.4f}" if math.isfinite(report.loss) else "–", "cross entropy, nats"),
        _card("Calibration error", share(report.ece), "expected, 15 bins"),
    ]
    if report.can_reject:
        words = f"{report.rejected:,} images, {told.caution.value}"
        cards.append(_card("Rejected", share(report.rejected_share), words))
        cards.append(_card("Right of the accepted", share(report.accepted_accuracy), ""))
    return element("div", element("div", *cards, class_="figures"), _means(report), *_left_out(told))


def classes_part(told: EvaluationTold) -> Markup:
    """Precision, recall and F1 of each class."""
    rows = [
        (part.label, share(part.precision), share(part.recall), share(part.f1), f"{part.support:,}")
        for part in told.measurement.report.per_class
    ]
    return section("Classes", table(("Class", "Precision", "Recall", "F1", "Images"), rows))


def writers_part(told: EvaluationTold) -> Markup:
    """How each writer's images were read, where the writers are known."""
    report = told.measurement.report
    if not report.per_writer:
        return Markup()
    rows = [
        (part.writer, share(part.accuracy), f"{part.rejected:,}", f"{part.count:,}")
        for part in sorted(report.per_writer, key=lambda part: (part.accuracy, part.writer))
    ]
    return section("Writers", table(("Writer", "Right", "Rejected", "Images"), rows))


def others_part(told: EvaluationTold) -> Markup:
    """What became of images that show no class of the model."""
    others = told.measurement.report.others
    if not others.count:
        return Markup()
    words = (
        f"{others.count:,} images show none of the model's classes; "
        f"{share(others.rejected_share)} of them were rejected{_bounds(others.interval, ', ')}."
    )
    rows = [
        (part.label, f"{part.rejected:,}", f"{part.count:,}", share(part.rejected / part.count))
        for part in others.per_label
    ]
    content = table(("Label", "Rejected", "Images", "Share"), rows)
    return section("Images of no class", element("p", words), content)


def _means(report: Report) -> Markup:
    rows = [
        (
            "Mean of the classes (macro)",
            share(report.macro_precision),
            share(report.macro_recall),
            share(report.macro_f1),
        ),
        (
            "Weighted by their images",
            share(report.weighted_precision),
            share(report.weighted_recall),
            share(report.weighted_f1),
        ),
    ]
    return table(("", "Precision", "Recall", "F1"), rows)


def _left_out(told: EvaluationTold) -> list[Markup]:
    report = told.measurement.report
    told_of = [
        (report.empty, "without ink, which count as wrong"),
        (told.unlabelled, "without a label were left out"),
        (told.unreadable, "could not be read and were left out"),
    ]
    return [element("p", f"{count:,} {words}.", class_="muted") for count, words in told_of if count]


def _card(title: str, value: str, words: str) -> Markup:
    return element("div", element("small", title), element("b", value), element("small", words))


def _bounds(interval: Interval | None, before: str = "") -> str:
    if interval is None:
        return ""
    by = ", by writers" if interval.by is Unit.WRITERS else ""
    return f"{before}95 % interval {share(interval.low)} to {share(interval.high)}{by}"
