"""How a picture of a digit becomes the input of a saved model, in sentences for its description."""

from __future__ import annotations

from collections.abc import Sequence

from mnist_desktop.models.input_form import DEVIATION, MEAN, Frame, InputForm, Pixels

_FROM_TO = "Let pixel values go from {paper:.1f} for paper to {ink:.1f} for full ink, as float32."
_RANGES = {
    Pixels.UNIT: _FROM_TO,
    Pixels.BYTES: _FROM_TO,
    Pixels.SIGNED: _FROM_TO,
    Pixels.SIXTEEN: _FROM_TO,
    Pixels.STANDARDISED: "Let pixel values go from 0 to 1, subtract {mean} and divide by {deviation}.",
    Pixels.EACH_STANDARDISED: "Subtract the picture's own mean, divide by its own deviation, as float32.",
}
_FRAMES = {
    Frame.WHOLE: "Resize these 28 by 28 pixels to {height} by {width}: by areas to fewer, linearly to more.",
    Frame.PADDED: "Put paper around these 28 by 28 pixels, the same on all sides, up to {height} by {width}.",
    Frame.FILLED: "Cut out the smallest square around the ink and resize it to {height} by {width} pixels.",
}
_ENDS = {
    Pixels.UNIT: (0.0, 1.0),
    Pixels.BYTES: (0.0, 255.0),
    Pixels.SIGNED: (-1.0, 1.0),
    Pixels.SIXTEEN: (0.0, 16.0),
    Pixels.STANDARDISED: (-MEAN / DEVIATION, (1 - MEAN) / DEVIATION),
}


def ends(form: InputForm) -> tuple[float, float] | None:
    """The values of paper and ink; None where each picture has its own."""
    found = _ENDS.get(form.pixels)
    if found is None:
        return None
    low, high = (round(value, 4) for value in found)
    return (high, low) if form.is_dark_on_light else (low, high)


def steps(form: InputForm, order: str) -> Sequence[str]:
    """A sentence a step; `order` says how the pixels follow one another."""
    size = {"height": form.picture.height, "width": form.picture.width}
    paper, ink = ends(form) or (0.0, 0.0)
    made = [
        "Take the digit in one grey channel, with white ink on black paper; invert pictures with dark ink.",
        "Scale it, with its proportions kept, so that its longer side fills a box of 20 by 20 pixels.",
        "Place it on 28 by 28 pixels with its centre of mass in the middle (pixel 14, 14, counted from 0).",
    ]
    if (size["height"], size["width"]) != (28, 28):
        made.append(_FRAMES[form.frame].format(**size))
    if form.is_transposed:
        made.append("Exchange rows and columns.")
    if form.is_dark_on_light:
        made.append("Invert it: this model takes dark ink on light paper.")
    made.append(_RANGES[form.pixels].format(paper=paper, ink=ink, mean=MEAN, deviation=DEVIATION))
    made.append(order)
    made.append("The first axis of the input counts pictures and may have any length.")
    return made
