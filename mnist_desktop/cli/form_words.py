"""How a model wants its input, and what that was found out from, in words for a terminal."""

from __future__ import annotations

from mnist_desktop.models.form_finding import least_accuracy
from mnist_desktop.models.input_form import Frame, InputForm, Pixels

_PIXELS = {
    Pixels.UNIT: "pixel range 0-1",
    Pixels.BYTES: "pixel range 0-255",
    Pixels.SIGNED: "pixel range -1 to 1",
    Pixels.STANDARDISED: "pixels standardised with MNIST's mean and deviation",
    Pixels.EACH_STANDARDISED: "pixels standardised image by image",
    Pixels.SIXTEEN: "pixel range 0-16",
}
_FRAMES = {
    Frame.WHOLE: "{size} pixels",
    Frame.PADDED: "{size} pixels with the 28x28 in the middle",
    Frame.FILLED: "{size} pixels filled by the digit",
}


def form_words(form: InputForm) -> str:
    """In which form a model takes its input; empty for the program's own."""
    return "" if form.is_plain else f"takes {description(form)}"


def description(form: InputForm) -> str:
    """E.g. "pixel range 0-255, dark on light"."""
    parts = [_PIXELS[form.pixels]]
    if form.is_dark_on_light:
        parts.append("dark on light")
    if form.is_transposed:
        parts.append("rows and columns exchanged")
    picture = form.picture
    if (picture.height, picture.width) != (28, 28):
        parts.append(_FRAMES[form.frame].format(size=f"{picture.height}x{picture.width}"))
    return ", ".join(parts)


def not_digits_words(accuracy: float | None, outputs: int) -> str:
    """A warning where a model reads digits no better than guessing would; empty otherwise."""
    if accuracy is None or accuracy >= least_accuracy(outputs):
        return ""
    return (
        f"reads only {accuracy:.0%} of the built-in test digits, in whatever range its pixels are given, "
        "so it was perhaps trained on something other than digits"
    )


def found_words(form: InputForm, accuracy: float) -> str:
    """What was found by reading, e.g. "reads 97% of the built-in test digits, pixel range 0-255"."""
    return f"reads {accuracy:.0%} of the built-in test digits, {description(form)}"
