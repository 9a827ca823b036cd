"""The live preview: real digits and how they are changed, or in words why they cannot be seen yet."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.augmentation_maker import Preview, PreviewMaker, Wish
from mnist_desktop.ui.training.augmentation_sheet import AugmentationSheet
from mnist_desktop.ui.widgets.notice import Notice
from mnist_desktop.ui.wording import sentence

_DELAY_MILLISECONDS = 150
_WORDS_WIDTH = (120, 360)
_BESIDE_WORDS = 48
_PADDING = 8


class AugmentationPreview(QStackedWidget):
    """Follows an augmentation while it is shown, and does nothing, above all not load TensorFlow, before."""

    def __init__(self, lane: Lane, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the pictures in the lane."""
        super().__init__(parent)
        self.setObjectName("augmentation_preview")
        self._seed = 1
        self._wish = Wish(Augmentation(), self._seed)
        self._shown: Wish | None = None
        self._is_waiting = self._is_training = False
        self.sheet = AugmentationSheet(theme)
        self.notice = Notice("augmentation_notice")
        # Without this, words that were made wide could not become narrow again.
        self.notice.setMinimumSize(_WORDS_WIDTH[0], _WORDS_WIDTH[0])
        self._card = QFrame()
        self._card.setProperty("role", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        inside.addWidget(self.sheet)
        self.addWidget(self.notice)
        self.addWidget(self._card)
        self._delay = QTimer(self)
        self._delay.setObjectName("augmentation_delay")
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MILLISECONDS)
        self._delay.timeout.connect(self._make)
        self._maker = PreviewMaker(lane, self)
        self._connect()

    def show_augmentation(self, augmentation: Augmentation) -> None:
        """Show other changes, with the same random numbers, in a moment."""
        self._wish = Wish(augmentation, self._wish.seed)
        self._make_soon()

    def set_seed(self, seed: int) -> None:
        """Take the random numbers of a training with this seed, until they are shuffled."""
        if seed == self._seed:
            return
        self._seed = seed
        self._wish = Wish(self._wish.augmentation, seed)
        self._make_soon()

    def shuffle(self) -> None:
        """Change the digits by other random amounts."""
        self._wish = Wish(self._wish.augmentation, self._wish.seed + 1)
        if self.isVisible():
            self._make()

    def tell_training(self, is_running: bool) -> None:
        """Know whether it is a training that the preview waits for."""
        self._is_training = is_running
        if self._is_waiting:
            self._on_waits()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pictures unless they are there."""
        super().showEvent(event)
        if self._shown != self._wish or self.currentWidget() is self.notice:
            self._make()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the lane to others."""
        super().hideEvent(event)
        self._delay.stop()
        self._maker.give_up()
        self._is_waiting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words be as wide as there is room."""
        super().resizeEvent(event)
        least, most = _WORDS_WIDTH
        self.notice.text.setFixedWidth(min(most, max(least, self.width() - _BESIDE_WORDS)))

    def _connect(self) -> None:
        self.notice.button.clicked.connect(self._make)
        self._maker.made.connect(self._on_made)
        self._maker.waits.connect(self._on_waits)
        self._maker.begun.connect(self._on_begun)
        self._maker.loading.connect(self._on_loading)
        self._maker.failed.connect(self._on_failed)

    def _make_soon(self) -> None:
        # Not started anew by each change: the pictures shall follow a slider while it moves.
        if self.isVisible() and not self._delay.isActive():
            self._delay.start()

    def _make(self) -> None:
        self._delay.stop()
        if self._shown is None and not self._maker.is_busy:
            self._tell(self.tr("Getting the digits …"))
        self._maker.make(self._wish)

    def _on_made(self, preview: Preview) -> None:
        self._shown = preview.wish
        self.sheet.show_preview(preview)
        self.setCurrentWidget(self._card)

    def _on_waits(self) -> None:
        self._is_waiting = True
        if self._is_training:
            self._tell(self.tr("The preview waits until the training has ended."))
        else:
            self._tell(self.tr("The preview waits until other work has ended."))

    def _on_begun(self) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self._tell(self.tr("Getting the digits …"))

    def _on_loading(self) -> None:
        self._tell(self.tr("Loading TensorFlow, which takes some seconds …"))

    def _on_failed(self, error: Exception) -> None:
        words = sentence(error) if isinstance(error, Problem) else self.tr("The digits could not be changed.")
        self._shown = None
        self._tell(words, is_trouble=True)
        if not isinstance(error, Problem):
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _tell(self, words: str, *, is_trouble: bool = False) -> None:
        self.notice.tell(
            words,
            button=self.tr("Try again") if is_trouble else "",
            tooltip=self.tr("Try to make the preview once more"),
            is_trouble=is_trouble,
        )
        self.setCurrentWidget(self.notice)
