"""What is beneath the list of models: two ways to compare those that are ticked."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.theme.icons import IconShop

FEWEST, MOST = 2, 4


class CompareRow(QWidget):
    """Side by side, or on the drawing."""

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with too few models."""
        super().__init__(parent)
        self.compare = self._button("models_compare", self.tr("Compare"), "columns-3", icons)
        self.draw = self._button("models_compare_draw", self.tr("On the drawing"), "square-pen", icons)
        self.draw.setAccessibleName(self.tr("Compare on the drawing"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.compare)
        row.addWidget(self.draw, 1)
        self.show_ticked(())

    def show_ticked(self, models: tuple[LibraryModel, ...]) -> None:
        """Allow what can be done with the ticked models, and say why the rest cannot."""
        obstacle = self._obstacle(models)
        for button, tooltip in (
            (self.compare, self.tr("See the ticked models side by side: facts, accuracy, mistakes, speed")),
            (self.draw, self.tr("See the ticked models read what you draw, at the same time")),
        ):
            button.setEnabled(not obstacle)
            button.setToolTip(obstacle or tooltip)

    def _obstacle(self, models: tuple[LibraryModel, ...]) -> str:
        if len(models) < FEWEST:
            return self.tr("Tick two to four models in the list to compare them")
        if len(models) > MOST:
            return self.tr("At most four models can be compared at once; take some ticks away")
        hindered = next((model for model in models if model.obstacle), None)
        if hindered is None:
            return ""
        if hindered.damaged:
            return self.tr("{name} is damaged and cannot be compared").format(name=hindered.facts.name)
        return self.tr("Only Keras can run {name}, so it cannot be compared").format(name=hindered.facts.name)

    def _button(self, name: str, text: str, icon: str, icons: IconShop) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        icons.dress(button, icon)
        return button
