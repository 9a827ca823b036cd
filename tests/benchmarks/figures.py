"""One measured figure with its bound."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value; `bound` is the most it may be, None where it is told for comparison only."""

    name: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def is_within(self) -> bool:
        """True where there is no bound or the value keeps it."""
        return self.bound is None or self.value <= self.bound

    def record(self) -> dict[str, object]:
        """For programs."""
        return {**asdict(self), "within": self.is_within}

    def row(self) -> str:
        """For people."""
        bound = "" if self.bound is None else f"at most {self.bound:g} {self.unit}"
        missed = "" if self.is_within else "MISSED"
        return f"{self.name:<58} {self.value:>9.3f} {self.unit:<3}  {bound:<18} {missed}"


def share(values: list[float], part: float) -> float:
    """The value that `part` (0..1) of the values do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0
