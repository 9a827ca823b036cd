"""What the plots' place says before the first run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.labels import label


class Intro(QWidget):
    """Three lines that say what will happen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Write the lines."""
        super().__init__(parent)
        self.setObjectName("training_intro")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for text in (
            self.tr(
                "The network looks at 60,000 handwritten digits, once in every epoch, and corrects itself."
            ),
            self.tr("You watch its mistakes (loss) fall and its accuracy rise, and can stop at any time."),
            self.tr("At the end it reads 10,000 digits that it never saw, and joins your models."),
        ):
            line = label(text, "story")
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
            column.addWidget(line)
        column.addStretch(3)
