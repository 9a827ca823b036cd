"""Opening an image file without trusting it: known formats only, bounded size, one sentence on trouble."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_MOST_BYTES = 100_000_000
_MOST_PIXELS = 50_000_000
_WITHOUT_COLOUR = ("1", "L")
# Of 255 each.
_MOSTLY_CLEAR = 153.0
_LIGHT = 200.0
_LEAST_MORE = 20.0
_MORE_TO_SEE = 2.0
_COARSE_SIDE = 400
_NEARLY_ALL = (0.2, 99.8)


def read_grey(path: Path) -> NDArray[np.uint8]:
    """Read an image as grey values: the first frame, upright; on white where it is transparent.

    Light ink alone on transparency is put on black. Ink as light as its paper but of another colour is told
    from it by the colour.

    Returns:
        (height, width) uint8.

    Raises:
        Problem: FILE_..., IMAGE_UNKNOWN, IMAGE_DAMAGED or IMAGE_TOO_LARGE.

    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    checked_size(path, _MOST_BYTES)
    # Pillow's own bound warns or calls the file an attack; ours is checked before a pixel is read.
    Image.MAX_IMAGE_PIXELS = None
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
            return np.asarray(_grey(ImageOps.exif_transpose(image)), dtype=np.uint8)
    except UnidentifiedImageError as error:
        raise Problem(ProblemCode.IMAGE_UNKNOWN, path=str(path)) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        reason = str(error) or type(error).__name__
        raise Problem(ProblemCode.IMAGE_DAMAGED, path=str(path), reason=reason) from error


def _grey(image: Image.Image) -> Image.Image:
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep(image)
    if image.mode == "LAB":
        return image.getchannel("L")
    if image.has_transparency_data:
        drawn = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, _paper_under(drawn))
        return _clearest(Image.alpha_composite(paper, drawn))
    return image.convert("L") if image.mode in _WITHOUT_COLOUR else _clearest(image)


def _clearest(image: Image.Image) -> Image.Image:
    """How light the image is; or of red, green and blue the one in which far more is to be seen.

    Red ink on blue paper is just as light as the paper.
    """
    grey, colours = image.convert("L"), image.convert("RGB").split()
    spreads = [_spread(colour) for colour in colours]
    is_coloured = max(spreads) > _MORE_TO_SEE * _spread(grey) + _LEAST_MORE
    return colours[int(np.argmax(spreads))] if is_coloured else grey


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

    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    top = 65535.0 if image.mode.startswith("I;16") or values.max() > 255 else max(float(values.max()), 1.0)
    top = max(top, float(values.max()))
    return Image.fromarray(np.clip(np.round(values * (255 / top)), 0, 255).astype(np.uint8))
