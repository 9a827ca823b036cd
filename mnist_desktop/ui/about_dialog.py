"""About the program, with the licences of everything in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop import __version__
from mnist_desktop.resource_files import licence_texts, resource_path
from mnist_desktop.ui.widgets.labels import label


class AboutDialog(QDialog):
    """Name, version, purpose and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Read the licences from the program's resources."""
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(self.tr("About MNIST Desktop"))
        self.resize(640, 560)
        picture = QLabel()
        picture.setPixmap(
            QIcon(str(resource_path("icons", "program", "program.svg"))).pixmap(
                QSize(64, 64), self.devicePixelRatioF()
            )
        )
        words = QVBoxLayout()
        words.addWidget(label(self.tr("MNIST Desktop"), "title"))
        words.addWidget(label(self.tr("Version {version}").format(version=__version__), "muted", "version"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        about = label(
            self.tr(
                "Draw a digit and see what a network reads and how sure it is. Train your own network and "
                "watch it learn. Keep, compare and exchange models. Everything happens on this computer."
            )
        )
        about.setWordWrap(True)
        self.licences = QPlainTextEdit("\n\n".join(licence_texts()))
        self.licences.setObjectName("licences")
        self.licences.setAccessibleName(self.tr("Licences"))
        self.licences.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(about)
        column.addWidget(label(self.tr("Licences"), "heading"))
        column.addWidget(self.licences, 1)
        column.addWidget(buttons)
