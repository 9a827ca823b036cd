"""Fitting a model's confidence to validation data: temperature, rejection, thresholds. NumPy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.answers import Calibration, Rejection, calibrated

FEWEST_EXAMPLES = 100
LENIENT, BALANCED, CAREFUL = 0.0015, 0.005, 0.025
"""Shares of the validation digits that each threshold may reject; of hands further away it will be more."""
_TEMPERATURES = np.exp(np.linspace(np.log(0.25), np.log(8.0), 241))
_TINY = 1e-30
_STEPS = 50
_SMALLEST_STEP = 1e-7
_PULL = 1e-3
# A threshold of 1 would turn away digits whose probability differs from 1 by the rounding of float32 only.
_HIGHEST_THRESHOLD = 0.999999


def fit_calibration(outputs: NDArray[np.float32], labels: NDArray[np.int64], classes: int) -> Calibration:
    """The calibration under which what was not learnt from is told most truly.

    Args:
        outputs: (n, classes) softmax outputs, or (n, classes + 1) with "no digit" as the last.
        labels: (n,) int64; `classes` for what is no digit.
        classes: how many classes there are.

    Returns:
        Temperature of least cross entropy on the digits; for a model that can reject, logistic scaling of
        its log odds with both sides weighing the same, and thresholds by the shares above. With fewer
        than 100 examples of either side nothing is fitted for it, and with fewer than 100 digits nothing
        at all.

    """
    digits = labels < classes
    is_enough = int(digits.sum()) >= FEWEST_EXAMPLES
    temperature = _temperature(outputs[digits, :classes], labels[digits]) if is_enough else 1.0
    rejection = _rejection(outputs, digits) if outputs.shape[1] == classes + 1 else None
    return Calibration(temperature, rejection, len(labels) if is_enough else 0)


def _temperature(outputs: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    logits = np.log(np.maximum(outputs.astype(np.float64), _TINY))
    losses = []
    for temperature in _TEMPERATURES:
        scaled = logits / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        true = scaled[np.arange(len(labels)), labels]
        losses.append(float((np.log(np.exp(scaled).sum(axis=1)) - true).mean()))
    return round(float(_TEMPERATURES[int(np.argmin(losses))]), 4)


def _rejection(outputs: NDArray[np.float32], digits: NDArray[np.bool_]) -> Rejection:
    if min(digits.sum(), (~digits).sum()) < FEWEST_EXAMPLES:
        return Rejection()
    tiny = np.float64(_TINY)
    values = outputs.astype(np.float64)
    log_odds = np.log(np.maximum(values[:, :-1].sum(axis=1), tiny)) - np.log(np.maximum(values[:, -1], tiny))
    slope, offset = _logistic(np.clip(log_odds, -30, 30), digits)
    fitted = Rejection(slope, offset)
    answers = calibrated(outputs[digits], Calibration(rejection=fitted)).digit_probabilities
    assert answers is not None
    lenient, balanced, careful = (
        min(round(float(np.quantile(answers, q)), 6), _HIGHEST_THRESHOLD)
        for q in (LENIENT, BALANCED, CAREFUL)
    )
    return Rejection(slope, offset, lenient, balanced, careful)


def _logistic(odds: NDArray[np.float64], digits: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of a logistic regression by Newton's method, both classes weighing the same.

    A step that overshoots is halved until it improves: from a slope of 1 whole steps run away where a model
    is much too sure.
    """
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    weights = np.where(digits, 0.5 / digits.mean(), 0.5 / (~digits).mean())
    usual = np.array([1.0, 0.0])

    def loss(at: NDArray[np.float64]) -> float:
        scaled = design @ at
        surprise = np.logaddexp(0, scaled) - digits * scaled
        return float((weights * surprise).sum() + _PULL / 2 * ((at - usual) ** 2).sum())

    found = usual
    for _ in range(_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(design @ found, -40, 40)))
        gradient = design.T @ (weights * (probability - digits)) + _PULL * (found - usual)
        curvature = (design * (weights * probability * (1 - probability))[:, None]).T @ design
        step = np.linalg.solve(curvature + _PULL * np.eye(2), gradient)
        while loss(found - step) > loss(found):
            step = step / 2
        found = found - step
        if np.abs(step).max() < _SMALLEST_STEP:
            break
    slope, offset = np.clip(found, (0.02, -50.0), (50.0, 50.0))
    return round(float(slope), 4), round(float(offset), 4)
