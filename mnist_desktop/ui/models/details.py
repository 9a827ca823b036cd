"""What is known of the chosen model."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models import words
from mnist_desktop.ui.models.fact_grid import FactGrid
from mnist_desktop.ui.models.figures import Figure
from mnist_desktop.ui.models.layer_table import LayerTable
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.wording import sentence


class ModelDetails(QWidget):
    """Name, figures, facts and layers of one model, or what is wrong with it.

    Signals:
        folder_wanted: The folder of a damaged model is to be shown.
    """

    folder_wanted = Signal()

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without a model."""
        super().__init__(parent)
        self.setObjectName("models_details")
        self.name = ElidedLabel("heading", "models_name")
        self.notice = label("", "warning", "models_notice")
        self.notice.setWordWrap(True)
        self.folder = QPushButton(self.tr("Show its folder"))
        self.folder.setObjectName("models_folder")
        self.folder.setAccessibleName(self.folder.text())
        self.folder.setToolTip(self.tr("Look at what is left of the model's files"))
        icons.dress(self.folder, "folder-open")
        self.folder.clicked.connect(self.folder_wanted)
        self.accuracy = Figure("models_accuracy", self.tr("on MNIST"), words.accuracy_meaning(""))
        self.parameters = Figure(
            "models_parameters", self.tr("parameters"), self.tr("How many numbers the network consists of")
        )
        self.disk = Figure(
            "models_size", self.tr("on disk"), self.tr("The size of the model as a Keras file")
        )
        self.facts = FactGrid(theme, icons)
        self.layers = LayerTable()
        self.layers_heading = label(self.tr("Layers"), "heading", "models_layers_heading")
        self._lay_out()

    def show_model(self, model: LibraryModel, milliseconds: float | None = None) -> None:
        """Show what is known of `model`; it needs `milliseconds` for a reading where that was measured."""
        facts = model.facts
        self.name.show_text(facts.name)
        trouble = sentence(model.obstacle) if model.obstacle else words.advice(model)
        set_role(self.notice, "danger" if model.damaged else "warning")
        self.notice.setText(trouble)
        self.notice.setVisible(bool(trouble))
        self.folder.setVisible(model.damaged)
        self.accuracy.show_number(words.accuracy(facts))
        title = self.tr("on its test part") if facts.learnt_set else self.tr("on MNIST")
        self.accuracy.name_as(title, words.accuracy_meaning(facts.learnt_set))
        self.parameters.show_number(f"{facts.parameters:,}" if facts.parameters else "")
        self.disk.show_number(words.size(facts.keras_bytes) if facts.keras_bytes else "")
        is_known = bool(facts.layers)
        if is_known:
            self.facts.show_facts(facts, milliseconds)
        self.layers.show_layers(facts.layers)
        for part in (self.figures, self.facts, self.layers, self.layers_heading):
            part.setVisible(is_known)

    def _lay_out(self) -> None:
        self.figures = QWidget()
        row = QHBoxLayout(self.figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        for figure in (self.accuracy, self.parameters, self.disk):
            row.addWidget(figure)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.name)
        column.addWidget(self.notice)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.figures)
        column.addWidget(self.facts)
        column.addSpacing(8)
        column.addWidget(self.layers_heading)
        column.addWidget(self.layers, 1)
        # Where there is no table (a damaged model), the words stay at the top.
        column.addStretch(0)
