"""The kept trainings: compare, repeat, go on with and delete them, take their settings, save their values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.sources import NO_SOURCES, Sources
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.further import further_words
from mnist_desktop.ui.training.run_difference import RunDifference
from mnist_desktop.ui.training.run_row_painter import RunRowPainter
from mnist_desktop.ui.training.run_rows import RUN_ROLE, RunRows
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.notice import Notice

_NARROWEST = 256
_WORDS_WIDTH = 232


class RunList(QWidget):
    """Kept trainings, newest first, one of them chosen; what can be done with it; what differs from now.

    Signals:
        repeat_wanted: Take the settings of the training with this identifier and start.
        settings_wanted: Take its settings.
        go_on_wanted: Go on where it stopped.
        further_wanted: Train one that came to its end for some more epochs.
        values_wanted: Save its values as a file.
        delete_wanted: Delete it; nobody has been asked yet.
        compared_changed: The identifiers of those to lay behind the current one, as they were chosen.
        done: Escape was pressed.
    """

    repeat_wanted = Signal(str)
    settings_wanted = Signal(str)
    go_on_wanted = Signal(str)
    further_wanted = Signal(str)
    values_wanted = Signal(str)
    delete_wanted = Signal(str)
    compared_changed = Signal(object)
    done = Signal()

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without trainings."""
        super().__init__(parent)
        self.setObjectName("run_list")
        self.setMinimumWidth(_NARROWEST)
        self._reason = ""
        self.rows = RunRows(self)
        self.list = QListView()
        self.setFocusProxy(self.list)
        self.heading = label(self.tr("Earlier runs"), "heading", "runs_heading")
        self.close_button = QToolButton()
        self.nothing = Notice("no_runs")
        self.nothing.text.setFixedWidth(_WORDS_WIDTH)
        self.nothing.tell(
            self.tr(
                "No runs yet. Every training is kept here with its settings and curves: to compare it, to "
                "repeat it, to go on with it."
            )
        )
        self.repeat = QPushButton(self.tr("Repeat"))
        self.take = QPushButton(self.tr("Use settings"))
        self.go_on = QPushButton(self.tr("Go on"))
        self.save = QPushButton(self.tr("Save values…"))
        self.delete = QPushButton(self.tr("Delete…"))
        self.difference = RunDifference()
        self._make_list(theme)
        self._name_buttons(icons)
        self._lay_out()
        self._connect()
        self._show_chosen()

    @property
    def chosen(self) -> KeptRun | None:
        """The chosen training."""
        index = self.list.currentIndex()
        return index.data(RUN_ROLE) if index.isValid() else None

    @property
    def compared(self) -> tuple[str, ...]:
        """The identifiers of those that are compared."""
        return self.rows.compared

    def show_runs(
        self,
        runs: Sequence[KeptRun],
        current: TrainingPlan | None,
        shown: KeptRun | None = None,
        sources: Sources = NO_SOURCES,
    ) -> None:
        """Show these trainings and what is different in the chosen one.

        That is in comparison with the training whose curves are shown or, without one and for this one
        itself, with the settings and sources of now. The choice stays; where it is gone, the one that follows
        it, or else the last, is chosen.
        """
        before, row = self.chosen, max(0, self.list.currentIndex().row())
        self.rows.show_runs(runs, current, shown, sources)
        if runs:
            known = self.rows.row_of(before.identifier) if before else -1
            self.list.setCurrentIndex(self.rows.index(known if known >= 0 else min(row, len(runs) - 1)))
        self._show_chosen()

    def choose(self, identifier: str) -> None:
        """Choose a training that is there."""
        self.list.setCurrentIndex(self.rows.index(self.rows.row_of(identifier)))

    def lock(self, reason: str) -> None:
        """Let no training begin for this reason; an empty one lets it."""
        self._reason = reason
        self._show_chosen()

    def _show_chosen(self) -> None:
        run = self.chosen
        for part in (self.list, self.buttons):
            part.setVisible(bool(self.rows.runs))
        self.nothing.setVisible(not self.rows.runs)
        nothing = "" if run else self.tr("Choose a training first")
        is_running = run is not None and run.status is RunStatus.RUNNING
        busy = self.tr("This training is running") if is_running else ""
        _allow(self.repeat, self.tr("Take these settings and start at once"), nothing or self._reason or busy)
        _allow(self.take, self.tr("Fill in the settings of this training"), nothing or self._reason)
        self._show_going_on(run, nothing or self._reason or busy)
        without = "" if run is None or run.history else self.tr("No epoch of it was finished")
        _allow(
            self.save,
            self.tr("Save the values of its epochs and steps as a CSV or JSON file"),
            nothing or without,
        )
        _allow(self.delete, self.tr("Delete this training, but not its model (Del)"), nothing or busy)
        words = self.rows.difference_words(run) if run else None
        self.difference.show_words(words, self.rows.basis(run) if run else None)

    def _show_going_on(self, run: KeptRun | None, obstacle: str) -> None:
        """One that came to its end is trained further where another goes on."""
        is_further = run is not None and run.can_train_further
        text = self.tr("Train further") if is_further else self.tr("Go on")
        self.go_on.setText(text)
        self.go_on.setAccessibleName(text)
        if run is None or run.can_go_on:
            tooltip = self.tr("Go on where this training stopped")
        elif is_further:
            tooltip = further_words(run.plan, run.history)
        else:
            tooltip = ""
            obstacle = obstacle or self.tr("Nothing is kept of this training to go on from")
        _allow(self.go_on, tooltip, obstacle)

    def _on_go_on(self) -> None:
        run = self.chosen
        if run is not None:
            (self.further_wanted if run.can_train_further else self.go_on_wanted).emit(run.identifier)

    def _tell(self, wanted: SignalInstance, _is_checked: bool = False) -> None:
        run = self.chosen
        if run is not None:
            wanted.emit(run.identifier)

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_chosen()

    def _make_list(self, theme: Theme) -> None:
        self.list.setObjectName("runs")
        self.list.setAccessibleName(self.tr("Trainings"))
        self.list.setToolTip(self.tr("Your trainings, the newest first; the box lays one behind the curves"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RunRowPainter(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.list.viewport().update)

    def _name_buttons(self, icons: IconShop) -> None:
        self.close_button.setObjectName("runs_close")
        self.close_button.setProperty("role", "flat")
        self.close_button.setFixedSize(32, 32)
        self.close_button.setAccessibleName(self.tr("Close the earlier runs"))
        self.close_button.setToolTip(self.tr("Close the earlier runs (Esc)"))
        icons.dress(self.close_button, "x")
        self.delete.setProperty("role", "danger")
        icons.dress(self.repeat, "repeat")
        icons.dress(self.take, "sliders-horizontal")
        icons.dress(self.go_on, "play")
        icons.dress(self.save, "file-down")
        icons.dress(self.delete, "trash-2", "danger")
        for name, button in (
            ("run_repeat", self.repeat),
            ("run_take", self.take),
            ("run_go_on", self.go_on),
            ("run_save_values", self.save),
            ("run_delete", self.delete),
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text().rstrip("…"))

    def _lay_out(self) -> None:
        self.buttons = QWidget()
        buttons = QGridLayout(self.buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        for number, button in enumerate((self.repeat, self.take, self.go_on, self.save, self.delete)):
            buttons.addWidget(button, *divmod(number, 2))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        column.addWidget(self.difference)
        # Where there is no list, the words stay at the top.
        column.addStretch(0)

    def _connect(self) -> None:
        for button, wanted in (
            (self.repeat, self.repeat_wanted),
            (self.take, self.settings_wanted),
            (self.save, self.values_wanted),
            (self.delete, self.delete_wanted),
        ):
            button.clicked.connect(partial(self._tell, wanted))
        self.go_on.clicked.connect(self._on_go_on)
        self.close_button.clicked.connect(self.done)
        self.rows.compared_changed.connect(self.compared_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        for keys, react in (
            (QKeySequence.StandardKey.Delete, self.delete.click),
            (QKeySequence(Qt.Key.Key_Escape), self.done.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(react)


def _allow(button: QPushButton, tooltip: str, obstacle: str) -> None:
    button.setEnabled(not obstacle)
    button.setToolTip(obstacle or tooltip)
