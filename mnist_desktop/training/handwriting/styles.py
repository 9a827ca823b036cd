"""Digits in the styles that people write, those that MNIST lacks among them, as lines through few points.

A style is a text: strokes separated by `|`, points `x,y` in hundredths of the digit's height, y downwards. A
`*` makes a corner of a point, where the line would otherwise be smooth. They were drawn for this program.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.handwriting.traces import Traces, fitted, smooth

_UNSTEADINESS = 0.035


@dataclass(frozen=True)
class Style:
    """One way to write a digit: its strokes' control points (n, 2), the height being about 1."""

    label: str
    name: str
    strokes: tuple[NDArray[np.float64], ...]


def draw_style(drawn: Style, chance: np.random.Generator) -> Traces:
    """The style as one hand would write it: control points moved at random, then joined by smooth lines."""
    moved = []
    for stroke in drawn.strokes:
        shifts = chance.normal(0, _UNSTEADINESS, stroke.shape)
        # Both halves of a corner stay together.
        same = np.flatnonzero((stroke[1:] == stroke[:-1]).all(axis=1)) + 1
        shifts[same] = shifts[same - 1]
        moved.append(smooth(stroke + shifts))
    return fitted(moved)


def style(label: str, name: str, text: str) -> Style:
    """A style from its text."""
    return Style(label, name, tuple(_stroke(part) for part in text.split("|")))


def _stroke(text: str) -> NDArray[np.float64]:
    points: list[tuple[float, float]] = []
    for word in text.split():
        x, y = word.rstrip("*").split(",")
        point = (float(x) / 100, float(y) / 100)
        points += [point, point] if word.endswith("*") else [point]
    return np.array(points)


_OVAL = "38,2 14,18 4,55 20,94 44,98 68,60 60,18 40,2"
_LOOP_OF_NINE = "56,14 32,0 8,26 28,50 56,16"

STYLES: tuple[Style, ...] = (
    style("0", "plain", _OVAL),
    style("0", "slashed through", f"{_OVAL} | 72,2 0,98"),
    style("0", "slashed within", f"{_OVAL} | 58,22 14,78"),
    style("0", "slashed from below", f"{_OVAL} | 2,96 70,6"),
    style("0", "slashed in one stroke", f"{_OVAL} 52,12* 14,82"),
    style("0", "slashed the other way", f"{_OVAL} | 14,18 58,82"),
    style("0", "dotted", f"{_OVAL} | 35,46 37,54"),
    style("1", "plain", "30,0 30,100"),
    style("1", "flagged", "12,28 40,0* 38,100"),
    style("1", "long flag", "-8,52 42,0* 40,100"),
    style("1", "flag nearly as long", "-4,64 40,0* 42,100"),
    style("1", "flag as long", "-4,80 38,0* 42,100"),
    style("1", "looped at the top", "8,40 34,4 42,0 40,12 38,98"),
    style("1", "curled flag and footed", "26,32 14,20 28,0 40,14 38,98 | 0,98 76,96"),
    style("1", "curved flag", "6,24 24,14 40,0* 40,100"),
    style("1", "footed", "38,0 38,98 | 10,100 68,98"),
    style("1", "flagged and footed", "10,30 40,0* 38,98 | 8,100 70,98"),
    style("1", "long flag and footed", "-6,48 42,0* 40,98 | 6,100 74,98"),
    style("1", "footed in one stroke", "10,26 40,2* 40,97* 12,98* 72,98"),
    style("1", "hooked at the foot", "12,24 38,0* 36,88 44,98 58,92"),
    style("2", "plain", "8,22 25,3 55,5 62,28 40,62 5,97* 70,97"),
    style("2", "looped", "8,20 30,2 60,12 55,45 20,90 6,86 18,76 46,92 72,95"),
    style("2", "like a z", "8,10 30,2 60,8 58,30 8,98* 68,96"),
    style("2", "wavy base", "8,22 25,3 55,5 62,28 40,62 8,95 30,86 52,98 74,90"),
    style("3", "plain", "8,12 35,0 60,18 30,45* 66,68 45,98 5,88"),
    style("3", "flat top", "8,3* 62,3* 30,40* 66,65 45,98 5,90"),
    style("3", "looped", "8,12 35,0 60,18 35,44 22,50 30,40 46,48 66,70 45,98 5,88"),
    style("3", "narrow", "10,6 36,2 44,22 20,44* 48,66 34,98 4,92"),
    style("4", "open", "20,0 6,60* 70,57 | 50,28 47,100"),
    style("4", "open, tall", "22,0 4,64* 74,60 | 56,4 50,100"),
    style("4", "open in one stroke", "12,4 10,44 26,58 50,50 60,4* 55,100"),
    style("4", "like a y", "10,2 8,40 28,55 55,42 | 58,0 55,100"),
    style("4", "open, short", "28,0 8,52* 58,48 | 46,28 34,100"),
    style("4", "closed", "50,0* 5,66* 74,66 | 50,0 48,100"),
    style("4", "closed in one stroke", "5,66* 74,64 | 5,66 54,0* 50,100"),
    style("4", "peaked in one stroke", "74,66 4,67* 54,0* 52,100"),
    style("5", "separate bar", "15,5 10,45* 40,40 65,65 45,97 5,90 | 15,5 66,3"),
    style("5", "bar apart", "14,10 10,46* 40,40 65,65 45,97 5,90 | 24,-2 76,-5"),
    style("5", "bar above", "18,12 12,46* 42,42 62,66 42,97 4,90 | 12,-4 64,-4"),
    style("5", "in one stroke", "66,3 15,5* 10,45* 40,38 65,65 45,97 5,90"),
    style("5", "like an s", "62,4 20,8 15,35 50,55 60,80 35,98 5,90"),
    style("5", "straight neck and bar", "18,4 14,44* 46,44 58,72 34,98 4,94 | 18,4 56,2"),
    style("6", "plain", "50,0 15,40 5,75 30,99 62,80 50,55 12,65"),
    style("6", "straight", "55,2 10,68 24,98 58,86 50,60 14,72"),
    style("6", "small loop", "46,0 12,50 12,92 40,99 50,78 30,66 12,80"),
    style("6", "curled", "58,10 42,0 12,38 6,76 30,99 60,82 50,56 14,64"),
    style("7", "plain", "5,5* 65,5* 25,100"),
    style("7", "serif", "6,20 8,4* 66,5* 28,100"),
    style("7", "crossed", "5,5* 65,5* 25,100 | 14,52 64,48"),
    style("7", "crossed and serif", "4,20 7,4* 66,5* 28,100 | 16,54 66,50"),
    style("7", "crossed and curved", "4,10 20,3 66,4* 42,45 32,100 | 16,52 64,46"),
    style("7", "crossed, hooked stem", "6,22 14,6 36,2 54,10 40,60 34,100 | 12,54 62,50"),
    style("7", "crossed, long curved stem", "2,22 12,6 40,2 62,4* 34,54 14,100 | 6,56 72,46"),
    style("7", "crossed low", "5,5* 65,5* 30,100 | 10,64 60,60"),
    style("7", "wavy bar", "4,14 18,2 44,8 66,2* 34,52 28,100"),
    style("7", "long serif", "8,34 8,5* 62,5* 32,100"),
    style("8", "plain", "55,15 35,0 12,18 35,45 62,72 38,99 8,78 30,48 58,22 52,8"),
    style("8", "two loops", "35,48 12,28 33,2 56,24 35,48 | 35,48 8,75 35,100 62,75 35,48"),
    style("8", "open at the top", "58,5 30,5 15,22 45,50 60,78 35,98 10,78 30,50 60,8"),
    style("8", "from the middle", "32,46 56,22 36,0 14,20 34,46 62,76 36,100 8,76 32,46"),
    style("9", "plain", f"{_LOOP_OF_NINE}* 54,100"),
    style("9", "hooked", f"{_LOOP_OF_NINE}* 56,74 40,100 8,92"),
    style("9", "deep hook", f"{_LOOP_OF_NINE}* 58,70 46,98 18,100 4,84"),
    style("9", "slanted", f"{_LOOP_OF_NINE}* 32,100"),
    style("9", "curved", "56,20 32,0 8,24 30,46 56,20 55,60 30,98 10,95"),
    style("9", "in two strokes", "56,16 30,0 8,25 30,48 56,16 | 57,2 53,100"),
    style("9", "hooked with a small loop", "50,18 34,4 18,20 30,38 50,20* 54,66 38,98 6,96"),
)
