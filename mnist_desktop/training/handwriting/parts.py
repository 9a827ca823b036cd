"""The parts of the handwriting that a model learns from beside MNIST."""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class Part(StrEnum):
    """What a lesson is made of; for measuring what each is good for, one can be left out."""

    INK = "ink"
    STYLES = "styles"
    ADDITIONS = "additions"
    LETTERS = "letters"
    GLYPHS = "glyphs"
    SHAPES = "shapes"
