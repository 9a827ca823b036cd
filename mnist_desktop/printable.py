"""Text from anybody, such as the name of a file, in a form that only shows."""

from __future__ import annotations

import unicodedata

from mnist_desktop.problems import Problem, ProblemValue

_HIDDEN = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Control signs, which a terminal obeys; halves of letters; ends of lines."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows, so that a name seems to be another."""


def printable(text: str, keep: str = "") -> str:
    """The text, in which signs that would do something, but for those to `keep`, are written as in Python."""
    return "".join(sign if sign in keep or not _acts(sign) else ascii(sign)[1:-1] for sign in text)


def printable_values(problem: Problem) -> dict[str, ProblemValue]:
    """The values of a problem, for its sentence."""
    return {
        key: printable(value) if isinstance(value, str) else value for key, value in problem.values.items()
    }


def _acts(sign: str) -> bool:
    return unicodedata.category(sign) in _HIDDEN or sign in _TURNING
