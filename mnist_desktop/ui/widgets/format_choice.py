"""What dialogs that ask for a format have in common: a row for each, and the way on to a place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from mnist_desktop.ui.widgets.labels import label

translate = QCoreApplication.translate
_UNDER_THE_WORDS = 28


def explained_choice(choice: QRadioButton, lines: list[str], name: str = "") -> QVBoxLayout:
    """A choice with its purpose beneath, for eyes and ears; `name` is that of the label."""
    spoken = " ".join(lines)
    choice.setToolTip(spoken)
    choice.setAccessibleName(choice.text())
    choice.setAccessibleDescription(spoken)
    words = label("\n".join(lines), "caption", name)
    words.setBuddy(choice)
    under = QHBoxLayout()
    under.setContentsMargins(_UNDER_THE_WORDS, 0, 0, 0)
    under.addWidget(words)
    row = QVBoxLayout()
    row.setSpacing(0)
    row.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
    row.addLayout(under)
    return row


def place_buttons(dialog: QDialog, *, go_on: str, cancel: str, cancel_tip: str) -> QDialogButtonBox:
    """Buttons that go on to the choice of a place or end the dialog; `go_on` and `cancel` are their names."""
    buttons = QDialogButtonBox()
    further = QPushButton(translate("FormatChoice", "Choose a place…"))
    further.setObjectName(go_on)
    further.setAccessibleName(further.text())
    further.setToolTip(translate("FormatChoice", "Choose the folder and the name"))
    further.setProperty("role", "primary")
    further.setDefault(True)
    buttons.addButton(further, QDialogButtonBox.ButtonRole.AcceptRole)
    nothing = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    nothing.setObjectName(cancel)
    nothing.setToolTip(cancel_tip)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
