"""The figures of advice, rounded as a person would and in no language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mnist_desktop.training.advice.kinds import Advice

_SHARES = ("accuracy", "accuracy_before", "validation_accuracy", "share")
_COUNTS = (
    "epoch",
    "best_epoch",
    "epochs",
    "step",
    "steps",
    "layer",
    "dead",
    "units",
    "patience",
    "needed",
    "image_limit",
)
_RATES = ("rate", "learning_rate", "dropout")


def figures(advice: Advice) -> dict[str, str]:
    """What was seen, under the names of `Sign`, e.g. {"accuracy": "98.9 %", "loss": "0.31"}."""
    return rounded(advice.values)


def change_figures(advice: Advice) -> dict[str, str]:
    """The numbers of the change that it offers, under the names of `PlanChange`."""
    return rounded(advice.change.settings) if advice.change else {}


def rounded(values: Mapping[str, float]) -> dict[str, str]:
    """Each value as text: a share, a count, a rate or a loss, as its name says."""
    return {name: _kind(name)(value) for name, value in values.items()}


def _kind(name: str) -> Callable[[float], str]:
    if name in _SHARES:
        return _share
    if name in _COUNTS:
        return _count
    return _rate if name in _RATES else _loss


def _share(value: float) -> str:
    """Only all of it is 100 %."""
    return "100 %" if value >= 1 else f"{min(round(value * 1000), 999) / 10:.1f} %"


def _count(value: float) -> str:
    return f"{round(value):,}"


def _rate(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _loss(value: float) -> str:
    if value < 0.01:
        return f"{value:.2g}"
    if value < 10:
        return f"{value:.2f}"
    if value < 1e7:
        digits = len(str(int(value)))
        return f"{round(value, 3 - digits):,.{max(0, 3 - digits)}f}"
    return f"{value:.0e}".replace("e+", "e")
