"""How models differ, in words: each value beside the best of its row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
_SAME_TIMES = 1.05


def accuracy_differences(shares: Sequence[float | None]) -> tuple[str, ...]:
    """Of accuracies in 0..1: the best, the same, or by how many points another is below; empty if unknown."""
    known = [round(share * 100, 1) for share in shares if share is not None]
    if len(known) < 2:
        return ("",) * len(shares)
    best = max(known)
    return tuple("" if share is None else _points(round(share * 100, 1), best, known) for share in shares)


def speed_differences(milliseconds: Sequence[float | None]) -> tuple[str, ...]:
    """Of times: the fastest, as fast, or how many times slower."""
    return _times(
        milliseconds,
        translate("Differences", "the fastest"),
        translate("Differences", "as fast"),
        translate("Differences", "{times} times slower"),
    )


def size_differences(sizes: Sequence[float | None]) -> tuple[str, ...]:
    """Of sizes: the smallest, the same, or how many times as large."""
    return _times(
        sizes,
        translate("Differences", "the smallest"),
        translate("Differences", "the same"),
        translate("Differences", "{times} times as large"),
    )


def whether_different(texts: Sequence[str]) -> str:
    """Of plain words: "differs" or "the same"."""
    if len(set(texts)) > 1:
        return translate("Differences", "differs")
    return translate("Differences", "the same")


def _points(value: float, best: float, known: Sequence[float]) -> str:
    if value < best:
        return translate("Differences", "{points} points less").format(points=f"{best - value:.1f}")
    if min(known) == best:
        return translate("Differences", "the same")
    if list(known).count(best) > 1:
        return translate("Differences", "among the best")
    return translate("Differences", "the best")


def _times(values: Sequence[float | None], best: str, same: str, more: str) -> tuple[str, ...]:
    known = [value for value in values if value]
    if len(known) < 2:
        return ("",) * len(values)
    least, most = min(known), max(known)

    def word(value: float | None) -> str:
        if not value:
            return ""
        if value < least * _SAME_TIMES:
            return best if most >= least * _SAME_TIMES else same
        times = value / least
        return more.format(times=f"{times:.1f}".removesuffix(".0") if times < 10 else f"{times:.0f}")

    return tuple(word(value) for value in values)
