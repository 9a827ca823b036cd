"""Sound model files, and damaged ones made of them."""

from __future__ import annotations

import random
from pathlib import Path

from mnist_desktop.resource_files import resource_path
from tests.models.reading.damage.damaging import DAMAGES
from tests.models.reading.sample_files import small, write_h5, write_keras


def sources(folder: Path) -> list[bytes]:
    """Sound models of both formats, with and without packing, of some layers and of many."""
    made = [
        write_keras(folder / "one.keras"),
        write_keras(folder / "two.keras", small(), (28, 28), container="_layer_checkpoint_dependencies"),
        write_h5(folder / "one.h5"),
        write_h5(folder / "two.h5", small(), (28, 28), compression="gzip", shuffle=True, fletcher32=True),
    ]
    contents = [path.read_bytes() for path in made]
    for path in made:
        path.unlink()
    return [*contents, resource_path("models", "reader", "model.keras").read_bytes()]


def write_damaged(folder: Path, count: int, seed: int) -> list[Path]:
    """So many damaged files; the same ones for the same seed."""
    chance = random.Random(seed)
    sound = sources(folder)
    paths = []
    for number in range(count):
        damage = DAMAGES[number % len(DAMAGES)]
        # The large one less often than the others.
        content = chance.choice(sound[:-1] * 3 + sound[-1:])
        path = folder / f"{number:05}-{damage.__name__}{'.keras' if content[:2] == b'PK' else '.h5'}"
        path.write_bytes(damage(content, chance))
        paths.append(path)
    return paths
