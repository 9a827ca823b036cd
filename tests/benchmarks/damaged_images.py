"""Images damaged or made huge on purpose, read as the gallery reads them: each must end in one sentence.

`python -m tests.benchmarks damaged-images [--count N] [--seed N]`
"""

from __future__ import annotations

import argparse
import io
import json
import random
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from mnist_desktop.cli.wording import sentence
from mnist_desktop.gallery.entries import entries_of
from tests.peak_memory import peak_megabytes

COUNT = 500
MOST_MEGABYTES = 1000
_FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
_MODES = ("L", "RGB", "RGBA", "P", "1", "I;16")
_INKS: dict[str, str | float] = {"RGBA": "red", "1": 1, "L": 200, "P": 200, "I;16": 200}
_LARGE = (7000, 7000)
_TOO_LARGE = (60_000, 60_000)


def main(words: Sequence[str]) -> int:
    """Print how they ended; exit 1 if one ended otherwise than read or told, or if memory ran high."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks damaged-images", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.read is not None:
        return _read_all(given.read)
    with tempfile.TemporaryDirectory() as folder:
        write_hostile(Path(folder), given.count, given.seed)
        command = (sys.executable, "-m", "tests.benchmarks", "damaged-images", "--read", folder)
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    print(run.stdout, end="")
    print(run.stderr, end="", file=sys.stderr)
    return run.returncode


def write_hostile(folder: Path, count: int, seed: int, *, with_huge: bool = True) -> None:
    """Fill a folder with images: some whole and as large as is allowed, the others damaged or larger."""
    chance = random.Random(seed)
    huge = list(_huge()) if with_huge else []
    for number, (suffix, content) in enumerate(huge):
        (folder / f"huge-{number:04}.{suffix}").write_bytes(content)
    whole = list(_whole())
    for number in range(count - len(huge)):
        suffix, content = chance.choice(whole)
        (folder / f"damaged-{number:04}.{suffix}").write_bytes(_damaged(content, chance))


def _whole() -> Iterator[tuple[str, bytes]]:
    """A small image of each format in each mode that the format knows."""
    ramp = np.linspace(0, 255, 40 * 40).reshape(40, 40).astype(np.uint8)
    ramp[10:30, 18:22] = 0
    for name in _FORMATS:
        for mode in _MODES:
            image = Image.fromarray(ramp.astype(np.uint16) * 257) if mode == "I;16" else None
            stream = io.BytesIO()
            try:
                (image or Image.fromarray(ramp).convert(mode)).save(stream, name)
            except (OSError, KeyError):
                continue
            yield name.lower(), stream.getvalue()


def _huge() -> Iterator[tuple[str, bytes]]:
    """Even images with a stroke, as large as is allowed; and headers that promise far more."""
    for mode in ("1", "L", "P", "RGB", "RGBA", "I;16"):
        image = Image.new(mode, _LARGE)
        image.paste(_INKS.get(mode, "white"), (3000, 1500, 3300, 5500))
        for name in ("PNG", "TIFF"):
            stream = io.BytesIO()
            image.save(stream, name, **({"compression": "tiff_lzw"} if name == "TIFF" else {}))
            yield name.lower(), stream.getvalue()
        if mode in ("L", "RGB"):
            stream = io.BytesIO()
            image.save(stream, "JPEG")
            yield "jpeg", stream.getvalue()
    yield "png", _png_header(*_TOO_LARGE)
    yield (
        "bmp",
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, *_TOO_LARGE, 1, 24, 0, 0, 0, 0, 0, 0),
    )


def _png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100))


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut off, some bytes changed (most of them in its header), a part doubled, or other bytes throughout."""
    data = bytearray(content)
    match chance.randrange(4):
        case 0:
            return bytes(data[: chance.randrange(1, len(data))])
        case 1:
            for _ in range(chance.randrange(1, 12)):
                data[min(len(data) - 1, int(chance.expovariate(1 / 60)))] = chance.choice((0, 1, 127, 255))
        case 2:
            start = chance.randrange(len(data))
            data[start:start] = data[max(0, start - 50) : start] * chance.randrange(1, 4)
        case _:
            data[8:] = chance.randbytes(len(data) - 8)
    return bytes(data)


def _read_all(folder: Path) -> int:
    ended: Counter[str] = Counter()
    odd, longest = 0, 0.0
    began = time.monotonic()
    files = sorted(folder.iterdir())
    for file in files:
        start = time.monotonic()
        try:
            entries = list(entries_of(file))
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            odd += 1
            print(f"  {file.name}: {error!r}")
            continue
        longest = max(longest, time.monotonic() - start)
        problem = entries[0].problem
        ended["read" if problem is None else problem.code.value] += 1
        odd += problem is not None and len(sentence(problem).splitlines()) != 1
    megabytes = peak_megabytes()
    print(f"{len(files)} images in {time.monotonic() - began:.0f} s: {json.dumps(ended)}")
    print(f"  longest {longest:.2f} s, most memory {megabytes:.0f} MB, ended otherwise {odd}")
    return 1 if odd or megabytes > MOST_MEGABYTES else 0
