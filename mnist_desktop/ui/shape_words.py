"""Shapes and settings of layers as the whole window writes them."""

from __future__ import annotations

import re

_BETWEEN_SIZES = re.compile(r"(?<=\d)x(?=\d)")
_SHAPE = re.compile(r"\d+(?:x\d+)+")
_BEFORE_WINDOW = re.compile(r"(?<=\d) (?=\d+x\d)")


def sizes(shape: tuple[int, ...]) -> str:
    """E.g. "28 × 28 × 1"."""
    return " × ".join(map(str, shape))


def value_in_words(value: object) -> object:
    """A value of a problem, a shape such as "28x28" as `sizes` writes it."""
    is_shape = isinstance(value, str) and _SHAPE.fullmatch(value)
    return _spaced(str(value)) if is_shape else value


def settings_in_words(settings: str) -> str:
    """The short settings of a layer, e.g. "32 3x3 relu" as "32, 3 × 3 relu"."""
    return _spaced(_BEFORE_WINDOW.sub(", ", settings))


def _spaced(text: str) -> str:
    return _BETWEEN_SIZES.sub(" × ", text)
