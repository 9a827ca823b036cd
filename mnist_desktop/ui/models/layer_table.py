"""The layers of a model as a table: what Keras calls a summary."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mnist_desktop.models.network import LayerFacts
from mnist_desktop.ui.shape_words import settings_in_words, sizes

_ROW_HEIGHT = 32
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SETTINGS, _PARAMETERS = 1, 3
_LONGEST = {0: "BatchNormalization", 2: "28 × 28 × 128", _PARAMETERS: "Parameters "}
_SIDE = 12
_WIDEST = 760


class LayerRows(QAbstractTableModel):
    """A row for each layer."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without layers."""
        super().__init__(parent)
        self._layers: tuple[LayerFacts, ...] = ()

    def show_layers(self, layers: tuple[LayerFacts, ...]) -> None:
        """Show these layers."""
        self.beginResetModel()
        self._layers = layers
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many layers there are."""
        return 0 if parent.isValid() else len(self._layers)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Layer, settings, output, parameters."""
        return 0 if parent.isValid() else _PARAMETERS + 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words of a cell, in the tooltip too: a narrow table shortens them."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == _PARAMETERS else _LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        layer = self._layers[index.row()]
        parameters = f"{layer.parameters:,}" if layer.parameters else "–"
        settings, output = settings_in_words(layer.settings), sizes(layer.output_shape)
        return (layer.kind, settings, output, parameters)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, and what they mean as tooltips."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == _PARAMETERS else _LEFT
        titles = (
            (self.tr("Layer"), self.tr("What Keras calls this step of the network")),
            (self.tr("Settings"), self.tr("Units or filters, window, function")),
            (self.tr("Output"), self.tr("Sizes of what the layer hands on for one image")),
            (self.tr("Parameters"), self.tr("Numbers that the layer learns")),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section][0]
        return titles[section][1] if role == Qt.ItemDataRole.ToolTipRole else None


class LayerTable(QTableView):
    """The table, to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("models_layers")
        self.setAccessibleName(self.tr("Layers"))
        self.setToolTip(self.tr("The layers that an image goes through, from top to bottom"))
        self.layers = LayerRows(self)
        self.setModel(self.layers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(4 * _ROW_HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_SETTINGS, QHeaderView.ResizeMode.Stretch)
        for column, longest in _LONGEST.items():
            header.resizeSection(column, self.fontMetrics().horizontalAdvance(longest) + 2 * _SIDE)
        self.setMaximumWidth(_WIDEST)

    def show_layers(self, layers: tuple[LayerFacts, ...]) -> None:
        """Show these layers from the top."""
        self.layers.show_layers(layers)
        self.scrollToTop()
