"""How large an image is and whether it has colours, without reading its pixels."""

from __future__ import annotations

from pathlib import Path

from mnist_desktop.ink.image_files import DAMAGES, FORMATS
from mnist_desktop.problems import Problem, ProblemCode

_WITHOUT_COLOUR = ("1", "L", "LA", "F")


def image_shape(path: Path) -> tuple[int, ...]:
    """Of an image: (height, width), or (height, width, colours) where it has some.

    Raises:
        Problem: IMAGE_DAMAGED.

    """
    from PIL import Image

    # Pillow's own bound calls the file an attack; nothing is unpacked here.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path, formats=FORMATS) as image:
            if image.mode in _WITHOUT_COLOUR or image.mode.startswith("I"):
                return (image.height, image.width)
            return (image.height, image.width, 4 if image.has_transparency_data else 3)
    except DAMAGES as error:
        reason = str(error) or type(error).__name__
        raise Problem(ProblemCode.IMAGE_DAMAGED, path=str(path), reason=reason) from error
