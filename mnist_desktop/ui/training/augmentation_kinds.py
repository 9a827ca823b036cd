"""The seven ways to change a digit, in words and in the units that people think in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.plan import AUGMENTATION_LIMITS

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Kind:
    """One way to change a digit.

    Attributes:
        name: the field of `Augmentation`.
        title: what it is called.
        unit: written behind the number.
        scale: the number that is shown for 1 of the field.
        step: the smallest useful change of the number that is shown.
        effect: what it does, in a few words.
        meaning: what the number means, in a sentence or two.

    """

    name: str
    title: str
    unit: str
    scale: float
    step: float
    effect: str
    meaning: str

    @property
    def most(self) -> float:
        """The largest number that is shown; the smallest is 0."""
        return AUGMENTATION_LIMITS[self.name][1] * self.scale


def kinds() -> tuple[Kind, ...]:
    """All of them, in the order of the fields."""
    return (*_places(), *_shapes())


def _places() -> tuple[Kind, ...]:
    return (
        Kind(
            "rotation",
            translate("Augmentation", "Rotation"),
            translate("Augmentation", "°"),
            1.0,
            1.0,
            translate("Augmentation", "Turned either way by up to this angle"),
            translate(
                "Augmentation", "How far a digit may be turned about its middle, to the left or right."
            ),
        ),
        Kind(
            "shift",
            translate("Augmentation", "Shift"),
            translate("Augmentation", " px"),
            1.0,
            0.5,
            translate("Augmentation", "Moved by up to so many of the 28 pixels"),
            translate(
                "Augmentation",
                "How far a digit may be moved across and down. The whole picture is 28 pixels wide and high.",
            ),
        ),
        Kind(
            "zoom",
            translate("Augmentation", "Zoom"),
            translate("Augmentation", " %"),
            100.0,
            1.0,
            translate("Augmentation", "Larger or smaller by up to this share"),
            translate(
                "Augmentation",
                "How much larger or smaller a digit may get. Width and height also change each on its own, "
                "by half as much.",
            ),
        ),
        Kind(
            "shear",
            translate("Augmentation", "Shear"),
            translate("Augmentation", " %"),
            100.0,
            1.0,
            translate("Augmentation", "Leaning either way, as slanted writing does"),
            translate(
                "Augmentation",
                "How far a digit may lean: at 50 % its top moves sideways by half of its height.",
            ),
        ),
    )


def _shapes() -> tuple[Kind, ...]:
    return (
        Kind(
            "thickness",
            translate("Augmentation", "Thickness"),
            translate("Augmentation", " px"),
            1.0,
            0.05,
            translate("Augmentation", "Thicker or thinner strokes, as by other pens"),
            translate(
                "Augmentation",
                "How much strokes may grow or shrink at each edge. At 1 px thin strokes can vanish.",
            ),
        ),
        Kind(
            "elastic",
            translate("Augmentation", "Elastic"),
            translate("Augmentation", " px"),
            1.0,
            0.1,
            translate("Augmentation", "Bent here and there, as by a hasty hand"),
            translate(
                "Augmentation",
                "How far parts of a digit are pushed against each other, smoothly. "
                "Above 2 px some digits cannot be read any more.",
            ),
        ),
        Kind(
            "noise",
            translate("Augmentation", "Noise"),
            translate("Augmentation", " %"),
            100.0,
            1.0,
            translate("Augmentation", "Grain on every pixel, as in a poor scan"),
            translate(
                "Augmentation",
                "How strong the grain on each pixel may get: its standard deviation, as a share of full ink. "
                "Some digits stay nearly clean.",
            ),
        ),
    )
