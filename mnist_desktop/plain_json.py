"""Values as JSON can say them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def sayable(value: Any) -> Any:
    """The same value with null for every number that is not finite, which JSON cannot say."""
    if isinstance(value, Mapping):
        return {str(key): sayable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [sayable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
