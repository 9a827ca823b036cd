"""Ways in which files get damaged, by chance and by hand; each is made of bytes and a source of chance."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]
_MEMBERS = ("config.json", "model.weights.h5", "metadata.json")


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    """A few bits the other way."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def change_bytes(content: bytes, chance: random.Random) -> bytes:
    """A few bytes to others, most of which mean something to a format."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 32))):
        spoilt[chance.randrange(len(spoilt))] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))
    return bytes(spoilt)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The beginning only."""
    return content[: chance.randrange(len(content))]


def lose_beginning(content: bytes, chance: random.Random) -> bytes:
    """The signature and the end only."""
    return content[:8] + content[chance.randrange(8, len(content)) :]


def double_block(content: bytes, chance: random.Random) -> bytes:
    """A stretch stands there twice."""
    start, end = _stretch(content, chance)
    return content[:end] + content[start:]


def zero_block(content: bytes, chance: random.Random) -> bytes:
    """A stretch of nothing, or of ones."""
    start, end = _stretch(content, chance)
    return content[:start] + bytes((chance.choice((0, 255)),)) * (end - start) + content[end:]


def swap_blocks(content: bytes, chance: random.Random) -> bytes:
    """Two stretches in each other's place."""
    size = chance.choice((4, 8, 64, 512))
    if len(content) < 2 * size:
        return content[::-1]
    one, other = sorted(chance.sample(range(len(content) - size), 2))
    spoilt = bytearray(content)
    spoilt[one : one + size] = content[other : other + size]
    spoilt[other : other + size] = content[one : one + size]
    return bytes(spoilt[: len(content)])


def append(content: bytes, chance: random.Random) -> bytes:
    """Something behind the end, such as the file itself."""
    return content + chance.choice((content, bytes(1000), chance.randbytes(500), b"PK\x05\x06" + bytes(18)))


def damage_inside(content: bytes, chance: random.Random) -> bytes:
    """A member of an archive damaged, in an archive that is sound: its sum is that of the damaged member."""
    if not content.startswith(b"PK"):
        return flip_bits(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in _MEMBERS if name in members])
    spoil = chance.choice((flip_bits, change_bytes, cut, zero_block, swap_blocks, double_block))
    members[name] = spoil(members[name], chance)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for member, inside in members.items():
            archive.writestr(member, inside)
    return whole.getvalue()


def damage_words(content: bytes, chance: random.Random) -> bytes:
    """The configuration with a number, a word or a sign changed; of the same length in an HDF5 file."""
    start, end = content.find(b'{"'), content.rfind(b"}")
    if end <= start:
        return cut(content, chance)
    spoilt = bytearray(content)
    signs = b'0123456789-.eE"{}[],:ntf\\ '
    for _ in range(chance.choice((1, 2, 4))):
        spoilt[chance.randrange(start, min(end, start + 4_000))] = chance.choice(signs)
    if not content.startswith(b"PK"):
        return bytes(spoilt)
    return _with_right_sums(content, bytes(spoilt))


DAMAGES: tuple[Damage, ...] = (
    flip_bits,
    change_bytes,
    cut,
    lose_beginning,
    double_block,
    zero_block,
    swap_blocks,
    append,
    damage_inside,
    damage_words,
)


def _stretch(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.choice((1, 8, 64, 512, 4096)))


def _with_right_sums(whole: bytes, spoilt: bytes) -> bytes:
    """The archive `whole`, its stored members with the bytes that they have in `spoilt`."""
    renewed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive, zipfile.ZipFile(renewed, "w") as copy:
        for member in archive.infolist():
            start = member.header_offset + 30 + len(member.filename)
            copy.writestr(member.filename, spoilt[start : start + member.file_size])
    return renewed.getvalue()
