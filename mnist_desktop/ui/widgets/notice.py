"""Words in the middle of an empty place: what happens, or what went wrong and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.labels import label, set_role


class Notice(QWidget):
    """A sentence with, at will, a progress bar and one button."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self.setObjectName(name)
        self.text = label("", "story", f"{name}-text")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.text.setFixedWidth(440)
        self.progress = QProgressBar()
        self.progress.setObjectName(f"{name}-progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(240)
        self.button = QPushButton()
        self.button.setObjectName(f"{name}-button")
        self.button.hide()
        self.progress.hide()
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        # An alignment would give the words the height of one line only.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.text)
        line.addStretch(1)
        column.addLayout(line)
        for part in (self.progress, self.button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def tell(self, text: str, *, button: str = "", tooltip: str = "", is_trouble: bool = False) -> None:
        """Show a sentence, and a button where it has words."""
        set_role(self.text, "danger" if is_trouble else "story")
        self.text.setText(text)
        self.progress.hide()
        self.button.setVisible(bool(button))
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setToolTip(tooltip)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it has come; a total of 0 means that nobody knows."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.show()
