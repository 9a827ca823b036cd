"""Asking for the format that a model is saved in, with what each is good for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.models.saved.formats import ModelFormat, has_onnx
from mnist_desktop.ui import format_words
from mnist_desktop.ui.widgets.labels import label

ORDER = (
    ModelFormat.KERAS,
    ModelFormat.LITERT,
    ModelFormat.ONNX,
    ModelFormat.SAVED_MODEL,
    ModelFormat.H5,
)
_UNDER_THE_WORDS = 28
_WIDTH = 540


class FormatDialog(QDialog):
    """One button a format, with a line below each; Enter goes on to the choice of a place."""

    def __init__(self, chosen: ModelFormat, parent: QWidget | None = None) -> None:
        """Begin with `chosen`, the format of the last time."""
        super().__init__(parent)
        self.setObjectName("format_dialog")
        self.setWindowTitle(self.tr("Save as"))
        self.setMinimumWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self.choices: dict[ModelFormat, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Save as"), "title"))
        for format in ORDER:
            column.addLayout(self._row(format))
        beside = label(
            self.tr(
                "The new file is opened again and compared with the model before it takes its place. "
                "A small .json file beside it tells how to use it."
            ),
            "muted",
            "format_beside",
        )
        beside.setWordWrap(True)
        column.addWidget(beside)
        column.addStretch(1)
        column.addWidget(self._buttons())
        usable = self.choices[chosen] if self.choices[chosen].isEnabled() else self.choices[ORDER[0]]
        usable.setChecked(True)
        usable.setFocus()

    @property
    def chosen(self) -> ModelFormat:
        """The format that is marked."""
        return next(format for format, choice in self.choices.items() if choice.isChecked())

    def _row(self, format: ModelFormat) -> QVBoxLayout:
        choice = QRadioButton(format_words.name(format))
        choice.setObjectName(f"format_{format.value}")
        missing = format is ModelFormat.ONNX and not has_onnx()
        lines = [format_words.purpose(format), *([format_words.onnx_missing()] if missing else [])]
        choice.setEnabled(not missing)
        choice.setToolTip(" ".join(lines))
        choice.setAccessibleName(choice.text())
        choice.setAccessibleDescription(" ".join(lines))
        self._group.addButton(choice)
        self.choices[format] = choice
        words = label("\n".join(lines), "caption", f"purpose_{format.value}")
        words.setBuddy(choice)
        under = QHBoxLayout()
        under.setContentsMargins(_UNDER_THE_WORDS, 0, 0, 0)
        under.addWidget(words)
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(under)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        go_on = QPushButton(self.tr("Choose a place…"))
        go_on.setObjectName("format_go_on")
        go_on.setAccessibleName(go_on.text())
        go_on.setToolTip(self.tr("Choose the folder and the name"))
        go_on.setProperty("role", "primary")
        go_on.setDefault(True)
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setToolTip(self.tr("Save nothing"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
