"""Asking for the format that a model is saved in, with what each is good for."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from mnist_desktop.models.saved.formats import ModelFormat, has_onnx
from mnist_desktop.ui import format_words
from mnist_desktop.ui.widgets.format_choice import explained_choice, place_buttons
from mnist_desktop.ui.widgets.labels import label

ORDER = (
    ModelFormat.KERAS,
    ModelFormat.LITERT,
    ModelFormat.ONNX,
    ModelFormat.SAVED_MODEL,
    ModelFormat.H5,
)
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
        column.addWidget(
            place_buttons(
                self, go_on="format_go_on", cancel="format_cancel", cancel_tip=self.tr("Save nothing")
            )
        )
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
        self._group.addButton(choice)
        self.choices[format] = choice
        return explained_choice(choice, lines, f"purpose_{format.value}")
