"""Logs for TensorBoard: whether and where they are written, and the way to look at them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.jobs.job import Cancelled, Job, JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.tensorboard_logs import tensorboard_missing
from mnist_desktop.training.tensorboard_server import TensorBoardServer
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown

_CONTROL_HEIGHT = 32


class TensorBoardRow(QWidget):
    """A box to tick, a folder to choose, and a button that opens TensorBoard in the browser.

    The server is started when it is first wanted, and ends with `close`.

    Signals:
        work_started: A `WorkShown` for the status bar, while TensorBoard starts.
        attention_wanted: Something is wrong here and should be seen.
    """

    work_started = Signal(object)
    attention_wanted = Signal()

    def __init__(self, files: Lane, icons: IconShop, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        """Start TensorBoard in the lane for files."""
        super().__init__(parent)
        self.setObjectName("tensorboard_row")
        self._files, self._dialogs = files, dialogs
        self._is_missing = tensorboard_missing()
        self._folder = user_places().tensorboard
        self._server: TensorBoardServer | None = None
        self._job: Job | None = None
        self._make_controls(icons)
        self._lay_out()
        self._show_folder()
        self._tell(sentence(Problem(ProblemCode.TENSORBOARD_MISSING)) if self._is_missing else "")
        self.lock(False)
        self.choose.clicked.connect(self._on_choose)
        self.open.clicked.connect(self._on_open)

    def folder(self) -> Path | None:
        """Where the logs of the next training go; None where none are wanted."""
        return self._folder if self.write.isChecked() else None

    def takes(self, problem: Problem) -> bool:
        """Whether trouble is one of the folder, which is told beside it then."""
        if problem.code is not ProblemCode.TENSORBOARD_FOLDER:
            return False
        self._show_trouble(sentence(problem))
        self.attention_wanted.emit()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def lock(self, is_locked: bool) -> None:
        """Let nothing be changed while a training runs; looking at the logs is always possible."""
        self._show_trouble("")
        for control in (self.write, self.choose):
            control.setEnabled(not (is_locked or self._is_missing))
        self.open.setEnabled(not self._is_missing)

    def state(self) -> dict[str, str]:
        """The choices as words, to be remembered."""
        return {"tensorboard": str(self.write.isChecked()), "tensorboard_folder": str(self._folder)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take up remembered choices."""
        self.write.setChecked(state.get("tensorboard") == "True" and not self._is_missing)
        if state.get("tensorboard_folder"):
            self._folder = Path(state["tensorboard_folder"])
            self._show_folder()

    def closeEvent(self, event: QCloseEvent) -> None:
        """`close`, at the end of the program, ends TensorBoard or its start; takes some milliseconds."""
        if self._job is not None:
            self._job.cancel()
        self._stop_server()
        super().closeEvent(event)

    def _on_choose(self) -> None:
        chosen = self._dialogs.open_folder(self.tr("Folder for TensorBoard logs"))
        if chosen is not None:
            self._folder = chosen
            self._show_folder()
            self._tell("")
            self._show_trouble("")

    def _on_open(self) -> None:
        if self._job is not None:
            return
        if not self._folder.is_dir():
            self._tell(self.tr("There are no logs in this folder yet. Tick the box and train first."))
            self.attention_wanted.emit()
            return
        if self._server is not None and self._server.is_running and self._server.folder == self._folder:
            self._show_in_browser(self._server.url)
            return
        self._stop_server()
        self._server = TensorBoardServer(self._folder)
        job = self._files.submit(_starting(self._server))
        self._job = job
        job.succeeded.connect(self._on_started)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.ended.connect(self._on_ended)
        title = self.tr("Starting TensorBoard")
        self._tell(f"{title} …")
        self.work_started.emit(WorkShown(title, job))

    def _on_started(self, url: str) -> None:
        # It may have been closed since it answered.
        if self._server is not None:
            self._show_in_browser(url)

    def _on_failed(self, error: Exception) -> None:
        self._tell("")
        self._dialogs.trouble(error)

    def _on_cancelled(self) -> None:
        self._tell("")

    def _on_ended(self) -> None:
        self._job = None

    def _show_in_browser(self, url: str) -> None:
        if QDesktopServices.openUrl(QUrl(url)):
            text = self.tr("TensorBoard is open in your browser, for this computer only, at")
        else:
            text = self.tr("No browser could be opened. TensorBoard is, for this computer only, at")
        self._tell(f"{text}\n{url}")
        self.attention_wanted.emit()

    def _stop_server(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _tell(self, text: str) -> None:
        self.words.setText(text)
        self.words.setVisible(bool(text))

    def _show_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self.choose.setAccessibleDescription(text)

    def _show_folder(self) -> None:
        self.place.show_text(self._folder.name or str(self._folder), str(self._folder))

    def _make_controls(self, icons: IconShop) -> None:
        self.write = QCheckBox(self.tr("Write TensorBoard logs"))
        self.write.setObjectName("tensorboard_write")
        self.write.setAccessibleName(self.tr("Write TensorBoard logs"))
        self.write.setToolTip(
            self.tr("Keep curves, weights and the graph of each training as files that TensorBoard shows.")
        )
        # The style sheet's height is for boxes in a row of others.
        self.write.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.place = ElidedLabel("muted", "tensorboard_folder")
        self.choose = QPushButton(self.tr("Choose …"))
        self.choose.setObjectName("tensorboard_choose")
        self.choose.setAccessibleName(self.tr("Choose the folder for TensorBoard logs"))
        self.choose.setToolTip(self.tr("Choose the folder for the logs; each training gets its own in it"))
        self.open = QPushButton(self.tr("Open TensorBoard"))
        self.open.setObjectName("tensorboard_open")
        self.open.setAccessibleName(self.tr("Open TensorBoard"))
        self.open.setToolTip(
            self.tr("Look at the logs in this folder in your browser; nothing leaves this computer.")
        )
        icons.dress(self.choose, "folder-open")
        icons.dress(self.open, "external-link")
        self.trouble = _told("danger", "tensorboard_trouble")
        self.words = _told("caption", "tensorboard_words")

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.place, 1)
        where.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        whether = QHBoxLayout()
        whether.addStrut(_CONTROL_HEIGHT)
        whether.addWidget(self.write)
        column.addLayout(whether)
        column.addLayout(where)
        column.addWidget(self.trouble)
        column.addWidget(self.open)
        column.addWidget(self.words)
        QWidget.setTabOrder(self.write, self.choose)
        QWidget.setTabOrder(self.choose, self.open)


def _told(role: str, name: str) -> QLabel:
    made = label("", role, name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _starting(server: TensorBoardServer) -> Work:
    """Start the server; gives its address."""

    def work(control: JobControl) -> str:
        url = server.start(control.is_cancelled)
        if url is None:
            raise Cancelled
        return url

    return work
