"""How accuracy falls while images are changed."""

from __future__ import annotations

from mnist_desktop.evaluation.distortions import Distortion
from mnist_desktop.evaluation.robustness import RobustnessCurve
from mnist_desktop.reports.markup import Markup, element, section
from mnist_desktop.reports.plots import Axis, Line, plot
from mnist_desktop.reports.told import EvaluationTold

_TITLES = {
    Distortion.ROTATION: ("Rotation either way", "degrees"),
    Distortion.SHIFT: ("Shift in any direction", "pixels"),
    Distortion.SCALE: ("Scale", "times as large"),
    Distortion.THICKNESS: ("Thickness of the strokes", "pixels more on each side"),
    Distortion.NOISE: ("Noise", "standard deviation, ink is 1"),
    Distortion.BLUR: ("Blur", "standard deviation in pixels"),
}


def robustness_part(told: EvaluationTold) -> Markup:
    """A plot for each kind of change, where that was found out."""
    found = told.robustness
    if found is None:
        return Markup()
    words = (
        f"Accuracy on {len(found.sample):,} of the images, the same at every amount; "
        "between the thin lines it lies with a confidence of 95 %."
    )
    plots = element("div", *map(_plot, found.curves), class_="plots")
    return section("Robustness", element("p", words, class_="muted"), plots)


def _plot(curve: RobustnessCurve) -> Markup:
    title, unit = _TITLES[curve.distortion]
    amounts = [point.amount for point in curve.points]
    lines = (
        Line("", amounts, [point.interval.low * 100 for point in curve.points], "faint"),
        Line("", amounts, [point.interval.high * 100 for point in curve.points], "faint"),
        Line("accuracy", amounts, [point.accuracy * 100 for point in curve.points], has_dots=True),
    )
    across = Axis(unit, amounts[0], amounts[-1])
    return plot(f"{title}: accuracy by amount", across, Axis(title, 0, 100, " %"), lines)
