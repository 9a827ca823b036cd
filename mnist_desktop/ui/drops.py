"""Files dragged over the window: what will happen to them is said before they are dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mnist_desktop.ui.dropped_files import DroppedFiles, sorted_out
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label

_EDGE, _CORNER = 12, 10
_CARD_WIDTH = 420
_VEIL = 200


class DropOverlay(QWidget):
    """Covers the window while files are above it.

    Signals:
        dropped: The `DroppedFiles` were let go.
    """

    dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._theme, self._window = theme, parent
        self._files = DroppedFiles()
        self.is_entered = False
        self.setObjectName("drop_overlay")
        self.setAcceptDrops(True)
        self.words = label("", "heading", "drop_words")
        self.more = label("", "muted", "drop_more")
        for part in (self.words, self.more):
            part.setTextFormat(Qt.TextFormat.PlainText)
            part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(_CARD_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(8)
        inside.addWidget(self.words)
        inside.addWidget(self.more)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def present(self, files: DroppedFiles) -> None:
        """Say what will happen to these files."""
        self._files = files
        self.words.setText(files.told())
        self.more.setText(files.explained())
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Follow the files."""
        self.is_entered = True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take what can be opened, anywhere."""
        self._answer(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        self.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open them once the other program has its answer."""
        self._answer(event)
        self.leave()
        QTimer.singleShot(0, self, self._tell)

    def leave(self) -> None:
        """Show the window again."""
        self.is_entered = False
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Veil the window and frame it."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.surface)
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), _CORNER, _CORNER)
        painter.end()

    def _tell(self) -> None:
        self.dropped.emit(self._files)

    def _answer(self, event: QDropEvent) -> None:
        # Whatever was meant to happen to the files: they are only read.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


class FileDrops(QObject):
    """Lets files be dropped anywhere on a window.

    Signals:
        models_dropped: A tuple of `Path`s of model files.
        drawings_dropped: A tuple of `Path`s of ink files, images and folders of them.
        data_dropped: A tuple of `Path`s of files or folders that are a set.
    """

    models_dropped = Signal(object)
    drawings_dropped = Signal(object)
    data_dropped = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, takes_sets: Callable[[], bool]) -> None:
        """Watch the window; `takes_sets` tells whether it shows the place where sets are taken up."""
        super().__init__(window)
        self._takes_sets = takes_sets
        self.overlay = DropOverlay(theme, window)
        self.overlay.dropped.connect(self._on_dropped)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Cover the window as soon as files come over it; from then on the cover answers."""
        if isinstance(event, QDragEnterEvent):
            paths = _files_in(event.mimeData())
            if not paths:
                return False
            self.overlay.present(sorted_out(paths, takes_sets=self._takes_sets()))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        if event.type() == QEvent.Type.DragLeave:
            # The cover is entered right after, unless the files have left the window.
            QTimer.singleShot(0, self, self._leave_unless_entered)
        elif isinstance(event, QDropEvent) and self.overlay.isVisible():
            if isinstance(event, QDragMoveEvent):
                self.overlay.dragMoveEvent(event)
            else:
                self.overlay.dropEvent(event)
            return True
        return False

    def _leave_unless_entered(self) -> None:
        if not self.overlay.is_entered:
            self.overlay.leave()

    def _on_dropped(self, files: DroppedFiles) -> None:
        if files.models:
            self.models_dropped.emit(files.models)
        elif files.data:
            self.data_dropped.emit(files.data)
        else:
            self.drawings_dropped.emit(files.drawings)


def _files_in(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
