"""How Keras names things after classes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator


def snake_case(name: str) -> str:
    """As Keras writes the name of a class: "max_pooling2d" for "MaxPooling2D"."""
    apart = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", apart).lower()


def numbered_names(kinds: Iterable[str]) -> Iterator[str]:
    """Keras's names for layers of these classes: dense, dense_1, dense_2."""
    seen: Counter[str] = Counter()
    for kind in kinds:
        name = snake_case(kind)
        yield f"{name}_{seen[name]}" if seen[name] else name
        seen[name] += 1
