"""Asking for a name, and saying at once what is wrong with the one that is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.labels import label

_TEXT_WIDTH = 384
_TWO_LINES = 36


class NameDialog(QDialog):
    """A line of text, a sentence beneath it while it cannot be taken, and a button that says what it does."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        question: str,
        text: str,
        most: int,
        agree: str,
        refusal: Callable[[str], str],
    ) -> None:
        """Ask for at most `most` signs; `refusal` has a sentence for a name that cannot be taken."""
        super().__init__(parent)
        self.setObjectName("name_dialog")
        self.setWindowTitle(title)
        self._most, self._refusal = most, refusal
        self.line = QLineEdit(text)
        self.line.setObjectName("name_line")
        self.line.setAccessibleName(question)
        self.line.setToolTip(self.tr("A name of at most {count} signs").format(count=most))
        self.line.setMinimumWidth(_TEXT_WIDTH)
        self.line.selectAll()
        self.trouble = label("", "danger", "name_trouble")
        self.trouble.setWordWrap(True)
        # The room is kept, so that the buttons stay where they are.
        self.trouble.setMinimumHeight(_TWO_LINES)
        buttons = QDialogButtonBox()
        self.agree = buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setObjectName("agree")
        self.agree.setProperty("role", "primary")
        self.agree.setDefault(True)
        refuse = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        refuse.setObjectName("refuse")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        asked = label(question)
        asked.setBuddy(self.line)
        for part in (asked, self.line, self.trouble, buttons):
            column.addWidget(part)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.line.textChanged.connect(self._judge)
        self._judge()

    @property
    def name(self) -> str:
        """What was typed, without what surrounds it."""
        return self.line.text().strip()

    def _judge(self) -> None:
        """An empty name is not wrong yet, only not enough."""
        trouble = ""
        if len(self.name) > self._most:
            text = self.tr("A name has at most {most} signs; this one has {count}. Shorten it.")
            trouble = text.format(most=self._most, count=len(self.name))
        elif self.name:
            trouble = self._refusal(self.name)
        self.trouble.setText(trouble)
        self.line.setAccessibleDescription(trouble)
        self.agree.setEnabled(bool(self.name) and not trouble)
