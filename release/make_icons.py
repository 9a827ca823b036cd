"""Make the program's icons from `resources/icons/program/*.svg`: `python release/make_icons.py`.

PNG files of every usual size, an .ico for Windows and an .icns for macOS, beside the drawings. Up to
32 pixels the simpler drawing is used. Needs the project's own packages (PySide6 and Pillow).
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons" / "program"
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
SIMPLE_UP_TO = 32


def main() -> None:
    """Draw all sizes once and write the files."""
    application = QGuiApplication([])
    pictures = {size: picture(size) for size in sorted({*PNG_SIZES, *ICO_SIZES, *ICNS_SIZES})}
    for size in PNG_SIZES:
        pictures[size].save(FOLDER / f"program-{size}.png", optimize=True)
    for name, sizes in (("program.ico", ICO_SIZES), ("program.icns", ICNS_SIZES)):
        largest, *others = (pictures[size] for size in sorted(sizes, reverse=True))
        largest.save(FOLDER / name, sizes=[(size, size) for size in sizes], append_images=others)
    application.shutdown()


def picture(size: int) -> Image.Image:
    """The icon as RGBA, `size` x `size` pixels."""
    drawing = FOLDER / ("program-small.svg" if size <= SIMPLE_UP_TO else "program.svg")
    canvas = QImage(size, size, QImage.Format.Format_RGBA8888)
    canvas.fill(0)
    painter = QPainter(canvas)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(canvas.constBits()))


if __name__ == "__main__":
    main()
