"""The Data place: reads the digits in the background, then shows them."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.data.mnist import Mnist, load_mnist
from mnist_desktop.jobs.job import JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.ui.data.browser import DigitBrowser
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.notice import Notice
from mnist_desktop.ui.wording import sentence


class DataPage(QWidget):
    """The digits of MNIST to look at, filter and search."""

    def __init__(self, *, lane: Lane, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Read the digits in the lane when the page is first shown."""
        super().__init__(parent)
        self.setObjectName("data-page")
        self._lane = lane
        self._theme = theme
        self._icons = icons
        self._is_reading = False
        self.browser: DigitBrowser | None = None
        self.notice = Notice("data-notice")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notice)
        self.notice.button.clicked.connect(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Data"), "title", "data-title"))
        column.addWidget(self._stack, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read at the first visit."""
        super().showEvent(event)
        if self.browser is None and not self._is_reading:
            self._read()

    def _read(self) -> None:
        self._is_reading = True
        self.notice.tell(self.tr("Reading the digits …"))
        self.notice.show_progress(0, 0)
        job = self._lane.submit(_read_digits)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    def _on_read(self, mnist: Mnist) -> None:
        self._is_reading = False
        self.browser = DigitBrowser(mnist, self._theme, self._icons)
        self.setFocusProxy(self.browser.grid)
        self._stack.addWidget(self.browser)
        self._stack.setCurrentWidget(self.browser)
        if self.isVisible():
            self.setFocus()
        self.notice.show_progress(0, 1)

    def _on_failed(self, error: Exception) -> None:
        self._is_reading = False
        words = sentence(error) if isinstance(error, Problem) else self.tr("The digits could not be read.")
        self._offer_again(words, is_trouble=True)
        if not isinstance(error, Problem):
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _on_cancelled(self) -> None:
        self._is_reading = False
        self._offer_again(self.tr("The digits were not read."), is_trouble=False)

    def _offer_again(self, words: str, *, is_trouble: bool) -> None:
        self.notice.tell(
            words,
            button=self.tr("Read again"),
            tooltip=self.tr("Try to read the digits once more"),
            is_trouble=is_trouble,
        )


def _read_digits(_control: JobControl) -> Mnist:
    return load_mnist()
