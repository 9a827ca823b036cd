"""How likely something is, as a person would write it."""

from __future__ import annotations


def percent(share: float) -> str:
    """A probability, 0..1, e.g. "98.9 %": never 0 % or 100 % for what nobody can be certain of."""
    if share < 0.001:
        return "< 0.1 %"
    return f"{share * 100:.1f} %" if share < 0.9995 else "> 99.9 %"
