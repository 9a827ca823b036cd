"""Opening an image file without trusting it: known formats only, bounded size, one sentence on trouble."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.ink.thumbnails import thumbnail
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_MOST_BYTES = 100_000_000
_MOST_PIXELS = 50_000_000
# Pillow's readers of formats trust what they read: a lie in a header ends as any of these.
DAMAGES = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    MemoryError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_WITHOUT_COLOUR = ("1", "L")
# Of 255 each.
_MOSTLY_CLEAR = 153.0
_LIGHT = 200.0
_LEAST_MORE = 20.0
_MORE_TO_SEE = 2.0
_COARSE_SIDE = 400
_NEARLY_ALL = (0.2, 99.8)
_ROWS_AT_ONCE = 256


@dataclass(frozen=True, eq=False)
class Picture:
    """An image file that was read once, for the eye and for finding ink in it.

    Attributes:
        grey: (height, width) uint8, as `read_grey` gives it.
        thumbnail: (h, w, 3) uint8, the image itself, no larger than asked for and never enlarged.

    """

    grey: NDArray[np.uint8]
    thumbnail: NDArray[np.uint8]


def read_grey(path: Path) -> NDArray[np.uint8]:
    """Read an image as grey values: the first frame, upright; on white where it is transparent.

    Light ink alone on transparency is put on black. Ink as light as its paper but of another colour is told
    from it by the colour.

    Returns:
        (height, width) uint8.

    Raises:
        Problem: FILE_..., IMAGE_UNKNOWN, IMAGE_DAMAGED or IMAGE_TOO_LARGE.

    """
    with _opened(path) as image:
        return _grey_values(image)


def read_picture(path: Path, side: int) -> Picture:
    """Read an image and a thumbnail of at most `side` pixels each way; raises like `read_grey`."""
    with _opened(path) as image:
        grey = _grey_values(image)
        return Picture(grey, thumbnail(image, grey, side))


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The image, loaded and upright; what goes wrong with it meanwhile becomes a `Problem`."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    checked_size(path, _MOST_BYTES)
    # Pillow's own bound warns or calls the file an attack; ours is checked before a pixel is read.
    Image.MAX_IMAGE_PIXELS = None
    # What Pillow finds odd about a file is no line for a terminal: what is wrong becomes one sentence.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        with Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Problem(
                    ProblemCode.IMAGE_TOO_LARGE,
                    path=str(path),
                    width=image.width,
                    height=image.height,
                    limit=_MOST_PIXELS // 1_000_000,
                )
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            yield image
    except UnidentifiedImageError as error:
        raise Problem(ProblemCode.IMAGE_UNKNOWN, path=str(path)) from error
    except DAMAGES as error:
        reason = str(error) or type(error).__name__
        raise Problem(ProblemCode.IMAGE_DAMAGED, path=str(path), reason=reason) from error


def _grey_values(image: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(_grey(image), dtype=np.uint8)


def _grey(image: Image.Image) -> Image.Image:

    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep(image)
    if image.mode == "LAB":
        return image.getchannel("L")
    if image.has_transparency_data:
        return _clearest(_on_paper(image))
    return image.convert("L") if image.mode in _WITHOUT_COLOUR else _clearest(image)


def _on_paper(image: Image.Image) -> Image.Image:
    """A transparent image on the paper under it, some rows after the others: all at once take much memory."""
    from PIL import Image

    drawn = image if image.mode == "RGBA" else image.convert("RGBA")
    under, flat = _paper_under(drawn), Image.new("RGB", drawn.size)
    for top in range(0, drawn.height, _ROWS_AT_ONCE):
        part = drawn.crop((0, top, drawn.width, min(top + _ROWS_AT_ONCE, drawn.height)))
        flat.paste(Image.alpha_composite(Image.new("RGBA", part.size, under), part).convert("RGB"), (0, top))
    return flat


def _clearest(image: Image.Image) -> Image.Image:
    """How light the image is; or of red, green and blue the one in which far more is to be seen.

    Red ink on blue paper is just as light as the paper.
    """
    grey, coloured = image.convert("L"), image if image.mode == "RGB" else image.convert("RGB")
    spreads = [_spread(coloured.getchannel(channel)) for channel in range(3)]
    is_coloured = max(spreads) > _MORE_TO_SEE * _spread(grey) + _LEAST_MORE
    return coloured.getchannel(int(np.argmax(spreads))) if is_coloured else grey


def _spread(grey: Image.Image) -> float:
    """From nearly the darkest to nearly the lightest, leaving specks out."""
    shrunk = grey.reduce(-(-max(grey.size) // _COARSE_SIDE))
    return float(np.ptp(np.percentile(np.asarray(shrunk), _NEARLY_ALL)))


def _paper_under(drawn: Image.Image) -> str:
    """Black where what is drawn on transparency is nearly white, and could not be seen on white paper."""
    from PIL import ImageChops, ImageStat

    # Sums by Pillow: as arrays of floats a large image would take gigabytes.
    opacity = drawn.getchannel("A")
    mass, light = (
        ImageStat.Stat(image).sum[0] for image in (opacity, ImageChops.multiply(drawn.convert("L"), opacity))
    )
    is_drawn_on_nothing = 0 < mass < _MOSTLY_CLEAR * drawn.width * drawn.height
    return "black" if is_drawn_on_nothing and 255 * light / mass > _LIGHT else "white"


def _from_deep(image: Image.Image) -> Image.Image:
    """16 and 32 bits a pixel: scaled to 8, since a plain conversion would cut everything above 255 off."""
    from PIL import Image

    values = np.asarray(image)
    starts = range(0, len(values), _ROWS_AT_ONCE)
    most = max(float(_finite(values, start).max()) for start in starts)
    top = 65535.0 if image.mode.startswith("I;16") or most > 255 else max(most, 1.0)
    top = max(top, most)
    grey = np.empty(values.shape, np.uint8)
    for start in starts:
        grey[start : start + _ROWS_AT_ONCE] = np.clip(np.round(_finite(values, start) * (255 / top)), 0, 255)
    return Image.fromarray(grey)


def _finite(values: NDArray[np.generic], start: int) -> NDArray[np.float64]:
    """Some rows as finite numbers."""
    return np.nan_to_num(values[start : start + _ROWS_AT_ONCE].astype(np.float64))
