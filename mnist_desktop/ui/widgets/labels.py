"""Labels and rules in the roles that the style sheet knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel


def label(text: str, role: str = "", name: str = "") -> QLabel:
    """A label of plain text.

    Roles: title, heading, strong, caption, muted, figure, story, warning, danger, trouble.
    """
    made = QLabel(text)
    # Names of files and models are anybody's, and not to be taken for tags.
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def set_role(widget: QLabel, role: str) -> None:
    """Give a label another role and let the style sheet see it."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule() -> QFrame:
    """A horizontal hairline."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made
