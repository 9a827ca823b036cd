"""Pieces of HTML; every text that goes into one is escaped here."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray
from PIL import Image


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Markup:
    """The words, escaped for content and attributes; what is markup stays as it is."""
    return value if isinstance(value, Markup) else Markup(escape(str(value), quote=True))


def element(tag: str, /, *content: object, **attributes: object) -> Markup:
    """An element with its content; in names of attributes a last `_` is dropped, others become `-`."""
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{words}>{''.join(map(text, content))}</{tag}>")


def lone(tag: str, /, **attributes: object) -> Markup:
    """An element that has no content in HTML, e.g. an image."""
    return Markup(element(tag, **attributes).removesuffix(f"</{tag}>"))


def joined(parts: Iterable[object]) -> Markup:
    """Pieces after each other."""
    return Markup("".join(map(text, parts)))


def section(title: str, *content: object) -> Markup:
    """A part of the page with its heading."""
    return element("section", element("h2", title), *content)


def table(
    titles: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "", *, of_words: bool = False
) -> Markup:
    """A table whose first column names the rows; numbers stand to the right, words to the left."""
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    body = [
        element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in rest))
        for first, *rest in rows
    ]
    words = [element("caption", caption)] if caption else []
    whole = element(
        "table", *words, element("thead", head), element("tbody", *body), class_="words" if of_words else None
    )
    return element("div", whole, class_="wide")


def share(value: float, decimals: int = 2) -> str:
    """A share of one in per cent; a dash where it is not a number."""
    return "–" if math.isnan(value) else f"{value * 100:.{decimals}f} %"


def picture(pixels: NDArray[np.uint8], words: str) -> Markup:
    """An image (28, 28) uint8 with ink 255, shown as ink on paper, inside the page itself."""
    stream = io.BytesIO()
    Image.fromarray(255 - pixels).save(stream, "PNG", optimize=True)
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    height, width = pixels.shape
    return lone("img", src=f"data:image/png;base64,{data}", alt=words, width=2 * width, height=2 * height)
