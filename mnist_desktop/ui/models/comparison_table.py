"""The compared models as columns, what is known of them as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.ui.models import words
from mnist_desktop.ui.models.arranging import known_speed
from mnist_desktop.ui.models.comparison_column import (
    ComparedColumn,
    ConfusionCell,
    Value,
)
from mnist_desktop.ui.models.comparison_work import MNIST
from mnist_desktop.ui.models.differences import (
    accuracy_differences,
    size_differences,
    speed_differences,
    whether_different,
)
from mnist_desktop.ui.shape_words import sizes
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label, rule, set_role

_HEAD_WIDTH = 116


class ComparisonTable(QScrollArea):
    """Shows two to four columns; every row says in words how they differ."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without columns."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("compare_table")
        self.setAccessibleName(self.tr("Compared models"))
        self.setToolTip(self.tr("The models side by side; the arrow keys scroll"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[str, list[Value]] = {}
        self.heads: dict[str, QLabel] = {}
        self.confusions: list[ConfusionCell] = []
        self._count = 0

    def show_columns(self, columns: Sequence[ComparedColumn], active: str, ink_key: str) -> None:
        """Show these; the ink file's figures are those with the key `ink_key`, empty without one."""
        if len(columns) != self._count:
            self._build(len(columns))
        for index, column in enumerate(columns):
            facts = column.model.facts
            in_use = self.tr("in use") if facts.identifier == active else ""
            name = self.rows["name"][index]
            name.show(facts.name, column.problem or in_use)
            set_role(name.difference, "danger" if column.problem else "caption")
            self.confusions[index].show_figures(column.figures.sets.get(MNIST))
        self._show_measured(columns, ink_key)
        self._show_facts(columns)

    def _show_measured(self, columns: Sequence[ComparedColumn], ink_key: str) -> None:
        for row, key in (("mnist", MNIST), ("ink", ink_key)):
            sets = [column.figures.sets.get(key) for column in columns]
            shares = [part.accuracy if part and part.count else None for part in sets]
            if key == MNIST:
                known = [None if column.problem else column.model.facts.accuracy for column in columns]
                shares = [old if new is None else new for new, old in zip(shares, known, strict=True)]
            meanings = [self._counted(part.count) if part else "" for part in sets]
            texts = [words.share(value) for value in shares]
            self._show(row, texts, accuracy_differences(shares), meanings)
        times = [known_speed(column.model, column.figures) for column in columns]
        self._show("speed", [words.milliseconds(time) for time in times], speed_differences(times))

    def _show_facts(self, columns: Sequence[ComparedColumn]) -> None:
        facts = [column.model.facts for column in columns]
        lengths = [float(part.keras_bytes) for part in facts]
        self._show("size", [words.size(part.keras_bytes) for part in facts], size_differences(lengths))
        parameters = [float(part.parameters) for part in facts]
        texts = [f"{part.parameters:,}" for part in facts]
        self._show("parameters", texts, size_differences(parameters))
        texts_of: tuple[tuple[str, Callable[[ComparedColumn], str]], ...] = (
            ("input", lambda column: sizes(column.model.facts.input_shape)),
            ("layers", lambda column: words.layers(column.model.facts)),
            ("origin", lambda column: words.origin(column.model.facts)),
            ("saved_by", lambda column: column.model.facts.saved_by),
            ("added", lambda column: words.date(column.model.facts)),
            ("rejection", lambda column: words.rejection(column.model.facts)),
            ("training", lambda column: words.training(column.model.facts.training)),
        )
        for row, text_of in texts_of:
            shown = [text_of(column) for column in columns]
            self._show(row, shown, [""] * len(shown))
            self.heads[row].setText(whether_different(shown))

    def _show(
        self, row: str, texts: Sequence[str], differences: Sequence[str], meanings: Sequence[str] = ()
    ) -> None:
        for index, (text, difference) in enumerate(zip(texts, differences, strict=True)):
            self.rows[row][index].show(text, difference, meanings[index] if meanings else "")

    def _counted(self, count: int) -> str:
        return self.tr("Of {count} digits").format(count=f"{count:,}")

    def _build(self, count: int) -> None:
        self._count = count
        self.rows, self.heads, self.confusions = {}, {}, []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _HEAD_WIDTH)
        for index in range(count):
            grid.setColumnStretch(index + 1, 1)
        for row, title, tooltip in self._titles():
            self._build_row(grid, row, title, tooltip)
        self._build_confusions(grid)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)

    def _build_row(self, grid: QGridLayout, row: str, title: str, tooltip: str) -> None:
        at = grid.rowCount()
        if row in ("mnist", "size", "input"):
            grid.addWidget(rule(), at, 0, 1, self._count + 1)
            at += 1
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = label(title, "muted")
        head.setToolTip(tooltip)
        self.heads[row] = label("", "caption", f"compare_{row}_differs")
        column.addWidget(name)
        column.addWidget(self.heads[row])
        grid.addWidget(head, at, 0, Qt.AlignmentFlag.AlignTop)
        role = {"name": "heading", "mnist": "figure", "ink": "figure"}.get(row, "")
        self.rows[row] = [Value.named(f"compare_{row}_{index}", role) for index in range(self._count)]
        for index, value in enumerate(self.rows[row]):
            grid.addWidget(value.widget, at, index + 1, Qt.AlignmentFlag.AlignTop)

    def _build_confusions(self, grid: QGridLayout) -> None:
        at = grid.rowCount()
        grid.addWidget(rule(), at, 0, 1, self._count + 1)
        head = label(self.tr("Mistakes\non MNIST"), "muted")
        head.setToolTip(self.tr("The most frequent ones, and where all of them are"))
        grid.addWidget(head, at + 1, 0, Qt.AlignmentFlag.AlignTop)
        for index in range(self._count):
            self.confusions.append(ConfusionCell(self._theme, f"compare_confusion_{index}"))
            grid.addWidget(self.confusions[-1], at + 1, index + 1, Qt.AlignmentFlag.AlignTop)

    def _titles(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("name", "", ""),
            (
                "mnist",
                self.tr("MNIST"),
                self.tr("How many of MNIST's 10,000 test digits are read"),
            ),
            (
                "ink",
                self.tr("Handwriting"),
                self.tr("How many of your ink file's digits are read"),
            ),
            ("speed", self.tr("A reading takes"), self.tr("Measured on this machine, on one core")),
            ("size", self.tr("On disk"), self.tr("The size of the model as a Keras file")),
            ("parameters", self.tr("Parameters"), self.tr("How many numbers the network consists of")),
            ("input", self.tr("Input"), self.tr("What the network takes in")),
            ("layers", self.tr("Layers"), self.tr("The steps of the network")),
            ("origin", self.tr("Origin"), self.tr("Where the model comes from")),
            ("saved_by", self.tr("Saved by"), self.tr("The program that wrote its file")),
            ("added", self.tr("Added"), self.tr("When it came here")),
            ("rejection", self.tr("Not a digit"), self.tr("Whether it knows what is not a digit")),
            ("training", self.tr("Training"), self.tr("The settings that it was trained with")),
        )
