"""Make `resources/data/glyphs.jsonl` from the Hershey fonts: `python release/make_glyphs.py FOLDER`.

FOLDER holds the fonts in James Hurt's form (`futural.jhf`, `scripts.jhf`, ...), as in Debian's package
`hershey-fonts-data`. Taken are characters drawn in single strokes that look like no digit.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink

LETTERS = "ACEFHKMNPRUVWXacdefhkmnpruvwx"
SIGNS = '!"#%&*+-:;<=>?@[]~'
GREEK = "CDLMNPRTWXaempwx"
KANJI = (*range(2, 15), 16, *range(18, 27))
KANA = (42, 45, 46, 48, 53, 58, 62, 63, 64, 66, 67, 70, 89)
CHOSEN: dict[str, tuple[int, ...]] = {
    "futural": tuple(ord(sign) - 32 for sign in LETTERS + SIGNS),
    "scripts": tuple(ord(sign) - 32 for sign in LETTERS),
    "greeks": tuple(ord(sign) - 32 for sign in GREEK),
    "japanese": (*KANJI, *KANA),
    "symbolic": (25, 26, 28, 29, 42, 44, 45, 46, 47, 61, 66, 74, 75, 76, 77, 78),
}
"""The font's glyphs by their place in the file."""


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    drawings = [
        LabelledDrawing(drawing, str(place), font)
        for font, places in CHOSEN.items()
        for place, drawing in enumerate(read_font(folder / f"{font}.jhf"))
        if place in places and not drawing.is_empty
    ]
    target = Path(__file__).parents[1] / "resources" / "data" / "glyphs.jsonl"
    write_ink(target, drawings)
    print(f"{target}: {len(drawings)} glyphs")


def read_font(path: Path) -> Iterator[Drawing]:
    """The glyphs of a font file: five signs of number, three of length, then pairs of letters around R."""
    lines = iter(path.read_text("latin-1").splitlines())
    for line in lines:
        if len(line) < 8:
            continue
        pairs, body = int(line[5:8]), line[8:]
        while len(body) < 2 * pairs:
            body += next(lines)
        yield _glyph([body[2 * place : 2 * place + 2] for place in range(1, pairs)])


def _glyph(pairs: list[str]) -> Drawing:
    strokes: list[list[tuple[float, float]]] = [[]]
    for pair in pairs:
        if pair == " R":
            strokes.append([])
        else:
            strokes[-1].append((ord(pair[0]) - ord("R"), ord(pair[1]) - ord("R")))
    return Drawing(tuple(Stroke(tuple(stroke)) for stroke in strokes if stroke))


if __name__ == "__main__":
    main()
