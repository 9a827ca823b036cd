"""Whether the model is right as often as it says, and what it costs to answer only when it is sure."""

from __future__ import annotations

import numpy as np

from mnist_desktop.evaluation.coverage import coverage_curve
from mnist_desktop.evaluation.reliability import reliability_bins
from mnist_desktop.reports.markup import Markup, element, section, share, table
from mnist_desktop.reports.plots import Axis, Line, around, plot
from mnist_desktop.reports.told import EvaluationTold

_MOST_POINTS = 200


def sureness_part(told: EvaluationTold) -> Markup:
    """The reliability diagram, the curve of coverage, and the program's cautions on it."""
    if not told.measurement.report.count:
        return Markup()
    plots = element("div", _reliability(told), _coverage(told), class_="plots")
    return section("Confidence", plots, *_cautions(told))


def _reliability(told: EvaluationTold) -> Markup:
    bins = [one for one in reliability_bins(told.measurement) if one.count]
    lines = (
        Line("as it should be", (0, 100), (0, 100), "other"),
        Line(
            "this model",
            [one.confidence * 100 for one in bins],
            [one.accuracy * 100 for one in bins],
            has_dots=True,
        ),
    )
    axes = Axis("Confidence", 0, 100, " %"), Axis("Right", 0, 100, " %")
    return plot("Reliability: how often it is right, by how sure it is", *axes, lines)


def _coverage(told: EvaluationTold) -> Markup:
    curve = coverage_curve(told.measurement)
    chosen = np.unique(np.linspace(0, len(curve.coverage) - 1, _MOST_POINTS).astype(int))
    x, y = ([], []) if not len(curve.coverage) else (curve.coverage[chosen], curve.accuracy[chosen])
    line = Line("accuracy of what is answered", [v * 100 for v in x], [v * 100 for v in y])
    low, _high = around([float(v) * 100 for v in y])
    axes = Axis("Answered", 0, 100, " %"), Axis("Right", min(low, 99.0), 100, " %")
    return plot("Coverage: accuracy by the share of images that is answered", *axes, (line,))


def _cautions(told: EvaluationTold) -> list[Markup]:
    if not told.measurement.report.can_reject:
        return []
    curve, has_others = coverage_curve(told.measurement), bool(told.measurement.report.others.count)
    rows = []
    for caution, threshold in told.cautions.items():
        point = curve.at(threshold)
        name = caution.value.capitalize() + (" (used here)" if caution is told.caution else "")
        row = [name, f"{threshold:.3f}", share(point.coverage), share(point.accuracy)]
        rows.append([*row, share(point.others_accepted)] if has_others else row)
    titles = ["Caution", "Threshold", "Answered", "Right of these"]
    return [table([*titles, "Of no class, answered too"] if has_others else titles, rows)]
