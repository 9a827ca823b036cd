"""The right side of the Train place: how the training goes, or what it shall be like."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.advice_row import AdviceRow
from mnist_desktop.ui.training.augmentation_panel import AugmentationPanel
from mnist_desktop.ui.training.curves import Curves
from mnist_desktop.ui.training.intro import Intro
from mnist_desktop.ui.training.network_editor import NetworkEditor
from mnist_desktop.ui.training.offer_row import OfferRow
from mnist_desktop.ui.training.result_row import ResultRow
from mnist_desktop.ui.training.run_list import RunList
from mnist_desktop.ui.training.unkept_line import UnkeptLine
from mnist_desktop.ui.widgets.labels import label

_RUNS_WIDTH = 300
_ROOM_FOR_BOTH = 720
"""With less width, the earlier runs are shown somewhere else."""
_LOW = 620
"""With less height, advice and result take a line each, so that it is left to the plots."""
_NARROWEST = 460


class RightPane(QWidget):
    """The story of a training with advice and result above its plots, and the earlier runs beside them.

    The editor of the network and the panel of changes take the place of all that.

    Signals:
        runs_room_changed: The earlier runs are shown or hidden, or `has_room_for_runs` may be another.
    """

    runs_room_changed = Signal()

    def __init__(self, lane: Lane, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with the words for those who have not trained yet."""
        super().__init__(parent)
        self.setObjectName("training_right")
        self.story = label(self.tr("Choose a network and press Train"), "story", "training_story")
        self.story.setWordWrap(True)
        self.offer = OfferRow(icons)
        self.unkept = UnkeptLine()
        self.advice = AdviceRow(icons)
        self.result = ResultRow(icons)
        self.intro = Intro()
        self.curves = Curves(theme, icons)
        self.runs = RunList(theme, icons)
        self.runs.setFixedWidth(_RUNS_WIDTH)
        self.runs.hide()
        self.editor = NetworkEditor(icons, theme)
        self.augmentation = AugmentationPanel(lane, icons, theme)
        self._opener: QWidget | None = None
        self._lay_out()
        self.editor.done.connect(self.show_training)
        self.augmentation.done.connect(self.show_training)
        self.runs.done.connect(self.hide_runs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the plots the room that they need."""
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        self.advice.be_brief(is_low)
        self.result.be_brief(is_low)
        self.runs_room_changed.emit()

    def minimumSizeHint(self) -> QSize:
        """Without the earlier runs, which go elsewhere where there is little room."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _NARROWEST), least.height())

    @property
    def has_room_for_runs(self) -> bool:
        """Whether the earlier runs can be shown beside the plots."""
        return self.width() >= _ROOM_FOR_BOTH

    def take_runs(self) -> None:
        """Show the earlier runs beside the plots, where they are shown."""
        if self._beside.indexOf(self.runs) < 0:
            was_hidden = self.runs.isHidden()
            self.runs.setContentsMargins(0, 0, 0, 0)
            self.runs.setFixedWidth(_RUNS_WIDTH)
            self._beside.addWidget(self.runs)
            self.runs.setHidden(was_hidden)

    def focused(self) -> QWidget | None:
        """What takes the keys, where it is something in here."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def tell_behind_story(self, text: str) -> None:
        """Say this where somebody points at the story."""
        self.story.setToolTip(text)
        self.story.setAccessibleDescription(text)

    def show_training(self) -> None:
        """Show how the training goes; the keys go back to where the view before was opened."""
        had_focus = self.focused() is not None
        self._views.setCurrentWidget(self._training)
        opener, self._opener = self._opener, None
        if had_focus and opener is not None and opener.isVisible() and opener.isEnabled():
            opener.setFocus()

    def show_curves(self) -> None:
        """Show the plots, from the first training on."""
        self._plots.setCurrentWidget(self.curves)
        self.show_training()

    def show_editor(self, *, with_summary: bool) -> None:
        """Show the network's layers, or its summary."""
        self.editor.show_summary(with_summary)
        self._remember_opener()
        self._views.setCurrentWidget(self.editor)
        self.editor.setFocus()

    def show_augmentation(self) -> None:
        """Show how digits are changed at random."""
        self._remember_opener()
        self._views.setCurrentWidget(self.augmentation)
        self.augmentation.setFocus()

    def _remember_opener(self) -> None:
        focused = QApplication.focusWidget()
        if self.focused() is None:
            self._opener = focused

    def toggle_runs(self) -> None:
        """Show the earlier runs, or hide them."""
        is_wanted = not (self.runs.isVisible())
        self.show_training()
        self.runs.setVisible(is_wanted)
        self.runs_room_changed.emit()
        if is_wanted:
            self.runs.setFocus()

    def hide_runs(self) -> None:
        """Hide the earlier runs."""
        self.runs.hide()
        self.runs_room_changed.emit()

    def _lay_out(self) -> None:
        self._plots = QStackedWidget()
        self._plots.setObjectName("training_stack")
        self._plots.addWidget(self.intro)
        self._plots.addWidget(self.curves)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(16)
        self._beside.addWidget(self._plots, 1)
        self._beside.addWidget(self.runs)
        self._training = QWidget()
        column = QVBoxLayout(self._training)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.offer, self.story, self.unkept, self.advice, self.result):
            column.addWidget(part)
        column.addLayout(self._beside, 1)
        self._views = QStackedWidget()
        self._views.setObjectName("training_views")
        for view in (self._training, self.editor, self.augmentation):
            self._views.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
