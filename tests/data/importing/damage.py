"""Sound files of every format, damaged at random: by bits, bytes, cuts, repeats, and numbers in headers."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from mnist_desktop.data.exporting.export import ExportFormat, export_set
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from tests.data.importing.made_sets import made_images, made_set, write_quartet

_PICTURES = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
_UNIPEN = '.SEGMENT CHARACTER 0-1 ? "a"\n.PEN_DOWN\n1 1\n5 9\n.PEN_UP\n.PEN_DOWN\n2 2\n9 9\n.PEN_UP\n' * 20
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def sound_files(folder: Path) -> dict[str, list[Path]]:
    """A set in every format: what is to be imported, with the files that may be damaged."""
    made = made_set(("hat", "shoe", "sock"), train=24, test=12)
    found: dict[str, list[Path]] = {}
    for form in ExportFormat:
        target = folder / (form.value if form.is_folder else "set.npz")
        export_set(made, target, form)
        found[str(target)] = sorted(path for path in target.rglob("*") if path.is_file()) or [target]
    for name, packed in (("plain", False), ("packed", True)):
        (folder / name).mkdir()
        write_quartet(folder / name, packed)
        found[str(folder / name)] = sorted((folder / name).iterdir())
    plain = folder / "table"
    export_set(made, plain, ExportFormat.CSV, packed=False)
    found[str(plain)] = sorted(plain.glob("*.csv"))
    drawing = Drawing((Stroke(((1.0, 2.0), (3.0, 9.0))), Stroke(((5.0, 5.0),))))
    write_ink(folder / "ink.jsonl", [LabelledDrawing(drawing, str(place % 3), "me") for place in range(30)])
    (folder / "unipen.txt").write_text(_UNIPEN)
    for path in (folder / "ink.jsonl", folder / "unipen.txt"):
        found[str(path)] = [path]
    found[str(folder / "pictures")] = _pictures(folder / "pictures")
    return found


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one to three damages."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_DAMAGES)(content, chance)
    return content


def _pictures(folder: Path) -> list[Path]:
    (folder / "7").mkdir(parents=True)
    image = Image.fromarray(made_images(1, 40)[0])
    paths = []
    for form in _PICTURES:
        for mode in ("L", "RGB", "RGBA", "P", "1", "I;16"):
            stream = io.BytesIO()
            try:
                made = (
                    Image.fromarray(np.asarray(image, np.uint16)) if mode == "I;16" else image.convert(mode)
                )
                made.save(stream, form)
            except (OSError, ValueError):
                continue
            path = (
                folder / "7" / f"{form}-{mode.replace(';', '')}.{'jpg' if form == 'JPEG' else form.lower()}"
            )
            path.write_bytes(stream.getvalue())
            paths.append(path)
    return paths


def _bits(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 4, 32))):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _head(content: bytes, chance: random.Random) -> bytes:
    """Other bytes where sizes and kinds stand."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        if made:
            made[chance.randrange(min(len(made), 128))] = chance.randrange(256)
    return bytes(made)


def _extreme(content: bytes, chance: random.Random) -> bytes:
    """A very small or large number somewhere near the beginning or the end."""
    number = struct.pack(chance.choice(("<I", ">I")), chance.choice(_EXTREMES))
    near = min(len(content), 256)
    at = chance.randrange(near + 1) if chance.random() < 0.6 else len(content) - chance.randrange(near + 1)
    return content[:at] + number + content[at + 4 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _hole(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:first] + content[last:]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:]


def _digits(content: bytes, chance: random.Random) -> bytes:
    """Other digits and words, as in headers of arrays, tables and ink."""
    made = bytearray(content)
    places = [at for at, sign in enumerate(made[:4000]) if chr(sign).isdecimal()]
    for at in chance.sample(places, min(len(places), chance.randint(1, 5))):
        made[at : at + 1] = chance.choice(
            (b"9", b"99999999", b"-1", b"nan", b"1e999", b"", b"O", b"(((", b"\0")
        )
    return bytes(made)


def _noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.choice((1, 100, 5000))) + content[at:]


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bits, _head, _extreme, _cut, _hole, _repeat, _digits, _noise,
)  # fmt: skip


def damaged_sets(folder: Path, count: int, seed: int) -> Iterator[tuple[str, Path]]:
    """Sets with one damaged file each, in the same place: a word for it, and what to import.

    The damaged file is sound again after each.
    """
    chance = random.Random(seed)
    sets = sound_files(folder)
    for _ in range(count):
        given = chance.choice(sorted(sets))
        path = chance.choice(sets[given])
        sound = path.read_bytes()
        path.write_bytes(damaged(sound, chance))
        yield f"{Path(given).name}/{path.name}", Path(given)
        path.write_bytes(sound)
