"""The confusion matrix: what was there against what was read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.evaluation.confusions import shares_of_rows
from mnist_desktop.evaluation.report import Report
from mnist_desktop.ui.evaluation.matrix_layout import Cell, MatrixLayout
from mnist_desktop.ui.evaluation.matrix_painting import MatrixPainter
from mnist_desktop.ui.theme.theme import Theme

_LABELS = 44
_WIDE_ENOUGH_FOR_COMMAS = 40


class ConfusionMatrix(QWidget):
    """A row for each true class, a column for each answer. Right answers are grey, mistakes are coloured.

    Signals:
        pointed: The `Cell` under the pointer or the cursor, or None.
        chosen: The `Cell` that was clicked or confirmed with Enter.
    """

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._shares: tuple[tuple[float, ...], ...] = ()
        self._names: tuple[str, ...] = ()
        self.has_shares = False
        self._hovered: Cell | None = None
        self.current: Cell | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_report(self, report: Report) -> None:
        """Show the confusion matrix of a report, with no cell current."""
        self._counts = report.confusion
        self._names = tuple(part.label for part in report.per_class)
        self._shares = shares_of_rows(report.confusion)
        self.current = self._hovered = None
        self.update()

    def show_shares(self, *, are_shown: bool) -> None:
        """Show each count as a share of its true class's images, or the counts themselves."""
        self.has_shares = are_shown
        self.update()

    def make_current(self, cell: Cell | None) -> None:
        """Put the cursor on a cell; None takes it away."""
        self.current = cell
        self.update()
        self.pointed.emit(cell)

    def cell_rect(self, cell: Cell) -> QRect:
        """Where a cell is."""
        return self._layout().cell_rect(cell)

    def sizeHint(self) -> QSize:
        """Cells of 50 pixels."""
        return QSize(_LABELS + 500, _LABELS + 500)

    def minimumSizeHint(self) -> QSize:
        """Cells that still show three figures."""
        return QSize(_LABELS + 280, _LABELS + 280)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint labels and cells."""
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, marked = self._layout(), self._hovered or self.current
        brush = MatrixPainter(painter, layout, self._theme.colours, self.font())
        brush.titles(self.tr("read as"), self.tr("true class"))
        for index, name in enumerate(self._names):
            brush.labels(index, name, marked)
        values = self._shares if self.has_shares else self._counts
        most = max(
            (value for true, row in enumerate(values) for read, value in enumerate(row) if true != read),
            default=0,
        )
        for true, row in enumerate(values):
            for read, value in enumerate(row):
                brush.cell((true, read), value, most, self._words(value, layout.side))
        brush.mark(self._hovered, self._theme.colours.field_line)
        brush.mark(self.current, self._cursor_colour())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the cell under the pointer."""
        self._hover(self._layout().cell_at(event.position().toPoint()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell the cursor's cell again."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        cell = self._layout().cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.make_current(cell)
            self.chosen.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Enter chooses."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in steps and self._counts:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a cursor be seen."""
        if self.current is None and self._counts and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.make_current((0, 0))
        super().focusInEvent(event)

    def _step(self, down: int, right: int) -> None:
        last = len(self._names) - 1
        true, read = self.current or (0, 0)
        if self.current is not None:
            true, read = min(max(true + down, 0), last), min(max(read + right, 0), last)
        self._hovered = None
        self.make_current((true, read))

    def _hover(self, cell: Cell | None) -> None:
        if cell == self._hovered:
            return
        self._hovered = cell
        shape = Qt.CursorShape.ArrowCursor if cell is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()
        self.pointed.emit(cell or self.current)

    def _layout(self) -> MatrixLayout:
        font = QFont(self.font())
        font.setPixelSize(13)
        return MatrixLayout.of(self._names, self.size(), QFontMetrics(font))

    def _words(self, value: float, side: int) -> str:
        if self.has_shares:
            return "100" if value == 1 else f"{value * 100:.1f}"
        return f"{value:,}" if side > _WIDE_ENOUGH_FOR_COMMAS else f"{value}"

    def _cursor_colour(self) -> str:
        return self._theme.colours.ink if self.hasFocus() else self._theme.colours.field_line
