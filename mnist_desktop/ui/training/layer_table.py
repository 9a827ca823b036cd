"""The layers of a network as a table: a row a layer, with a mistake where it arises."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mnist_desktop.models.network import Network
from mnist_desktop.training.network_review import NetworkReview
from mnist_desktop.ui.shape_words import settings_in_words, sizes
from mnist_desktop.ui.theme.icons import SIDE, IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.layer_settings import is_possible
from mnist_desktop.ui.training.mistake_words import mistake_in_short, shape_before

NUMBER, LAYER, SETTINGS, OUTPUT, PARAMETERS = range(5)
UNKNOWN = "–"
_ROW_HEIGHT = 32
_LEAST_ROWS = 4
_SIDE = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FIGURES = (NUMBER, PARAMETERS)
_LEAST_WORDS = {NUMBER: "10", LAYER: "MaxPooling2D", OUTPUT: "28 × 28 × 32", PARAMETERS: "1,000,000"}
_LEAST_SETTINGS, _LEAST_LAYER = 88, 96
_RATIOS = (1.0, 2.0, 3.0)


class LayerRows(QAbstractTableModel):
    """Number, kind, settings, output and parameters of each layer, or the words for its mistake."""

    def __init__(self, icons: IconShop, theme: Theme, parent: QObject | None = None) -> None:
        """Start without layers."""
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._words: list[tuple[str, ...]] = []
        self.mistaken: int | None = None
        self._sign = QIcon()
        self._take_colours()
        theme.changed.connect(self._take_colours)

    def show_network(self, network: Network, seen: NetworkReview) -> None:
        """Show these layers and what is to be said of them; only what is new is painted again."""
        words = [_words(network, seen, row) for row in range(len(network.layers))]
        before, mistaken = self._words, self.mistaken
        if len(words) != len(before):
            self.beginResetModel()
        self._words = words
        self.mistaken = seen.row
        if len(words) != len(before):
            self.endResetModel()
            return
        changed = [row for row, both in enumerate(zip(before, words, strict=True)) if both[0] != both[1]]
        changed += [row for row in (mistaken, self.mistaken) if row is not None and mistaken != self.mistaken]
        if changed:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), PARAMETERS))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many layers there are."""
        return 0 if parent.isValid() else len(self._words)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Number, layer, settings, output, parameters."""
        return 0 if parent.isValid() else PARAMETERS + 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words of a cell, in the tooltip too: a narrow table shortens them."""
        row, column = index.row(), index.column()
        is_mistake = row == self.mistaken and column == OUTPUT
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._words[row][column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, self._words[row]))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column in _FIGURES else _LEFT
            case Qt.ItemDataRole.ForegroundRole if is_mistake:
                return QColor(self._theme.colours.danger)
            case Qt.ItemDataRole.ForegroundRole if column == NUMBER:
                return QColor(self._theme.colours.muted)
            case Qt.ItemDataRole.DecorationRole if is_mistake:
                return self._sign
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, and what they mean as tooltips."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _FIGURES else _LEFT
        titles = (
            ("", self.tr("The order in which a digit goes through the layers")),
            (self.tr("Layer"), self.tr("What Keras calls this step of the network")),
            (self.tr("Settings"), self.tr("Units or filters, window, function")),
            (self.tr("Output"), self.tr("Sizes of what the layer hands on for one digit")),
            (self.tr("Parameters"), self.tr("The numbers that belong to the layer; most of them are learnt")),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section][0]
        return titles[section][1] if role == Qt.ItemDataRole.ToolTipRole else None

    def column_words(self, column: int) -> list[str]:
        """The words of a column, but for those of a mistake, which have more room."""
        return [words[column] for row, words in enumerate(self._words) if row != self.mistaken]

    def _take_colours(self) -> None:
        self._sign = self._icons.icon("triangle-alert", "danger")
        for ratio in _RATIOS:
            # Qt would tint it in a chosen row.
            same = self._sign.pixmap(QSize(SIDE, SIDE), ratio)
            self._sign.addPixmap(same, QIcon.Mode.Selected)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, PARAMETERS))


def _words(network: Network, seen: NetworkReview, row: int) -> tuple[str, ...]:
    """What the columns say of a layer."""
    layer = network.layers[row]
    # What was typed and is no number has no place here.
    settings = settings_in_words(layer.settings) if is_possible(layer) else UNKNOWN
    begun = (str(row + 1), layer.kind, settings)
    if row == seen.row and seen.mistake is not None:
        return (*begun, mistake_in_short(seen.mistake, layer, shape_before(network, seen, row)), "")
    if row >= len(seen.facts):
        return (*begun, UNKNOWN, UNKNOWN)
    facts = seen.facts[row]
    return (*begun, sizes(facts.output_shape), f"{facts.parameters:,}")


class _RowPainter(QStyledItemDelegate):
    """Keeps the colour of a mistake in a chosen row too."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take the colour of the cell for its text whether the row is chosen or not."""
        super().initStyleOption(option, index)
        if index.column() in (NUMBER, OUTPUT):
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, option.palette.text())


class LayerTable(QTableView):
    """The table; one row is chosen where there is any."""

    def __init__(self, icons: IconShop, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("layer_table")
        self.setAccessibleName(self.tr("Layers of the network"))
        self.setToolTip(
            self.tr("A digit goes through the layers from top to bottom. Choose one to change it.")
        )
        self.rows = LayerRows(icons, theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight((_LEAST_ROWS + 1) * _ROW_HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(SETTINGS, QHeaderView.ResizeMode.Stretch)

    @property
    def row(self) -> int:
        """The row that is chosen, -1 where there is none."""
        return self.currentIndex().row()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in sight."""
        super().resizeEvent(event)
        self._fit_columns()
        self.scrollTo(self.currentIndex())

    def show_network(self, network: Network, seen: NetworkReview, row: int) -> None:
        """Show these layers and choose one."""
        before = self.rows.mistaken
        self.rows.show_network(network, seen)
        if seen.row != before:
            self.clearSpans()
            if seen.row is not None:
                self.setSpan(seen.row, OUTPUT, 1, PARAMETERS - OUTPUT + 1)
        self._fit_columns()
        self.choose(row)

    def choose(self, row: int) -> None:
        """Choose a row, or the nearest to it."""
        nearest = max(0, min(row, self.rows.rowCount() - 1))
        if self.rows.rowCount() and nearest != self.row:
            self.setCurrentIndex(self.rows.index(nearest, LAYER))

    def _fit_columns(self) -> None:
        """Let the columns be as wide as what they hold; the settings get the rest, and some of it always."""
        width = self.fontMetrics().horizontalAdvance
        wanted = {
            column: max(map(width, (least, *self.rows.column_words(column)))) + 2 * _SIDE
            for column, least in _LEAST_WORDS.items()
        }
        room = self.viewport().width() - sum(wanted.values()) + wanted[LAYER] - _LEAST_SETTINGS
        wanted[LAYER] = max(_LEAST_LAYER, min(wanted[LAYER], room))
        for column, size in wanted.items():
            self.horizontalHeader().resizeSection(column, size)
