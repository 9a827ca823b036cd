"""Asking for the format that a set is written in, with what each is good for."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QRadioButton, QVBoxLayout, QWidget

from mnist_desktop.data.exporting.export import ExportFormat
from mnist_desktop.ui.data import export_words
from mnist_desktop.ui.widgets.format_choice import explained_choice, place_buttons
from mnist_desktop.ui.widgets.labels import label

_WIDTH = 540
_CAN_BE_PACKED = (ExportFormat.IDX, ExportFormat.CSV)


class ExportDialog(QDialog):
    """One button a format, with a line below each; Enter goes on to the choice of a place."""

    def __init__(self, name: str, chosen: ExportFormat, parent: QWidget | None = None) -> None:
        """Begin with `chosen`, the format of the last time."""
        super().__init__(parent)
        self.setObjectName("export-dialog")
        self.setWindowTitle(self.tr("Export a set"))
        self.setMinimumWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self.choices: dict[ExportFormat, QRadioButton] = {}
        self.packed = QCheckBox(self.tr("Pack the files with gzip"))
        self.packed.setObjectName("export-packed")
        self.packed.setChecked(True)
        self.packed.setAccessibleName(self.packed.text())
        self.packed.setToolTip(self.tr("A fifth as large; IDX is mostly handed on like this"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = label(self.tr("Export {name}").format(name=name), "heading")
        title.setWordWrap(True)
        column.addWidget(title)
        for format in ExportFormat:
            column.addLayout(self._row(format))
        column.addWidget(self.packed)
        column.addStretch(1)
        column.addWidget(
            place_buttons(
                self, go_on="export-go-on", cancel="export-cancel", cancel_tip=self.tr("Write nothing")
            )
        )
        self._group.buttonToggled.connect(self._on_toggled)
        self.choices[chosen].setChecked(True)
        self._on_toggled()
        self.choices[chosen].setFocus()

    @property
    def chosen(self) -> ExportFormat:
        """The format that is marked."""
        return next(format for format, choice in self.choices.items() if choice.isChecked())

    @property
    def is_packed(self) -> bool:
        """Whether files are packed where the format can be."""
        return self.packed.isChecked()

    def _on_toggled(self) -> None:
        self.packed.setEnabled(any(self.choices[format].isChecked() for format in _CAN_BE_PACKED))

    def _row(self, format: ExportFormat) -> QVBoxLayout:
        choice = QRadioButton(export_words.name(format))
        choice.setObjectName(f"export-{format.value}")
        self._group.addButton(choice)
        self.choices[format] = choice
        return explained_choice(choice, [export_words.purpose(format)])
