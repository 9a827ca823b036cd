"""How careful the program is, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.answers import Caution

translate = QCoreApplication.translate


def title() -> str:
    """What the setting is called."""
    return translate("Caution", "How careful")


def explanation() -> str:
    """What the setting is for."""
    return translate(
        "Caution", "How readily a drawing is called no digit, by models that can tell what is not a digit"
    )


def name(caution: Caution) -> str:
    """One word."""
    words = {
        Caution.LENIENT: translate("Caution", "Lenient"),
        Caution.BALANCED: translate("Caution", "Balanced"),
        Caution.CAREFUL: translate("Caution", "Careful"),
    }
    return words[caution]


def gist(caution: Caution) -> str:
    """What it does, in one plain line."""
    lines = {
        Caution.LENIENT: translate("Caution", "turns away only what is plainly no digit"),
        Caution.BALANCED: translate("Caution", "turns away what looks like a letter or a scribble"),
        Caution.CAREFUL: translate("Caution", "turns away whatever is in doubt, also 1 digit in 40"),
    }
    return lines[caution]


def effect(caution: Caution) -> str:
    """What it does, in a sentence or two."""
    sentences = {
        Caution.LENIENT: translate(
            "Caution",
            "Calls it no digit only when that is plain. Sloppy digits are read, and some letters and "
            "scribbles too.",
        ),
        Caution.BALANCED: translate(
            "Caution",
            "Calls it no digit when it looks like a letter or a scribble. About 1 digit in 200 is turned "
            "away.",
        ),
        Caution.CAREFUL: translate(
            "Caution",
            "Calls it no digit whenever in doubt. Few letters and scribbles are read, and about 1 digit "
            "in 40 is turned away.",
        ),
    }
    return sentences[caution]
