"""In which form a model takes its pixels, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.input_form import Frame, InputForm, Pixels

translate = QCoreApplication.translate


def pixel_range(form: InputForm) -> str:
    """E.g. "pixel range 0–255, dark on light"."""
    ranges = {
        Pixels.UNIT: translate("FormWords", "pixel range 0–1"),
        Pixels.BYTES: translate("FormWords", "pixel range 0–255"),
        Pixels.SIGNED: translate("FormWords", "pixel range −1 to 1"),
        Pixels.STANDARDISED: translate("FormWords", "pixels standardised as MNIST"),
        Pixels.EACH_STANDARDISED: translate("FormWords", "pixels standardised by image"),
        Pixels.SIXTEEN: translate("FormWords", "pixel range 0–16"),
    }
    parts = [ranges[form.pixels]]
    if form.is_dark_on_light:
        parts.append(translate("FormWords", "dark on light"))
    if form.is_transposed:
        parts.append(translate("FormWords", "rows and columns exchanged"))
    if form.frame is Frame.PADDED:
        parts.append(translate("FormWords", "with paper around"))
    if form.frame is Frame.FILLED:
        parts.append(translate("FormWords", "filled by the digit"))
    return ", ".join(parts)
