"""The kinds of change that robustness is measured by, and their amounts, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.evaluation.distortions import NONE, Distortion

translate = QCoreApplication.translate


def title_of(kind: Distortion) -> str:
    """What a plot is called."""
    return {
        Distortion.ROTATION: translate("Robustness", "Rotation, degrees"),
        Distortion.SHIFT: translate("Robustness", "Shift, pixels"),
        Distortion.SCALE: translate("Robustness", "Scale, times"),
        Distortion.THICKNESS: translate("Robustness", "Thickness, pixels"),
        Distortion.NOISE: translate("Robustness", "Noise, deviation"),
        Distortion.BLUR: translate("Robustness", "Blur, pixels"),
    }[kind]


def meaning_of(kind: Distortion) -> str:
    """What the amounts are."""
    return {
        Distortion.ROTATION: translate("Robustness", "Turned by so many degrees, one way or the other"),
        Distortion.SHIFT: translate("Robustness", "Moved by so many pixels, in any direction"),
        Distortion.SCALE: translate("Robustness", "So many times as large"),
        Distortion.THICKNESS: translate("Robustness", "Strokes thicker on each side by so many pixels"),
        Distortion.NOISE: translate("Robustness", "Noise of this deviation in each pixel, where ink is 1"),
        Distortion.BLUR: translate("Robustness", "Blurred by a Gaussian of so many pixels"),
    }[kind]


def amount_words(kind: Distortion, amount: float) -> str:
    """An amount within a sentence, e.g. "turned by 15°"."""
    if amount == NONE[kind]:
        return translate("Robustness", "unchanged")
    text = {
        Distortion.ROTATION: translate("Robustness", "turned by {amount}°"),
        Distortion.SHIFT: translate("Robustness", "moved by {amount} px"),
        Distortion.SCALE: translate("Robustness", "{amount} times as large"),
        Distortion.THICKNESS: translate("Robustness", "thicker by {amount} px"),
        Distortion.NOISE: translate("Robustness", "noise of {amount}"),
        Distortion.BLUR: translate("Robustness", "blurred by {amount} px"),
    }[kind]
    if kind is Distortion.THICKNESS and amount < 0:
        text = translate("Robustness", "thinner by {amount} px")
    return text.format(amount=f"{abs(amount):g}")
