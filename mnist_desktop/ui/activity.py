"""The status bar: the active model on the left, background work on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QToolButton, QWidget

from mnist_desktop.jobs.job import Fraction, Job
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.work import FileSaved, WorkShown

_MESSAGE_MILLISECONDS = 8000
_SAVED_MILLISECONDS = 60_000
_NAME_WIDTH = 240
_TITLE_WIDTH = 280


class ActivityBar(QStatusBar):
    """Shows which model reads, a passing message, and the newest background job with a way to cancel it."""

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self.setObjectName("activity")
        self.setSizeGripEnabled(False)
        self.setFixedHeight(36)
        self._jobs: list[WorkShown] = []
        self.model_label = QLabel()
        self.model_label.setObjectName("active_model")
        self.model_label.setContentsMargins(12, 0, 8, 0)
        self.model_label.setToolTip(
            self.tr("The model that reads your drawing, and how much of MNIST's test set it reads")
        )
        self.message = ElidedLabel("muted", "message")
        self._folder = Path()
        self.show_folder = QPushButton(self.tr("Show folder"))
        self.show_folder.setObjectName("show_folder")
        self.show_folder.setProperty("role", "flat")
        self.show_folder.setAccessibleName(self.show_folder.text())
        self.show_folder.setToolTip(self.tr("Open the folder in which the file was saved"))
        icons.dress(self.show_folder, "folder-open")
        self.show_folder.clicked.connect(self._on_show_folder)
        self.show_folder.hide()
        self.work_title = QLabel()
        self.work_title.setObjectName("work_title")
        self.progress = QProgressBar()
        self.progress.setObjectName("work_progress")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(140)
        self.cancel = QToolButton()
        self.cancel.setObjectName("work_cancel")
        self.cancel.setProperty("role", "flat")
        self.cancel.setFixedSize(32, 32)
        self.cancel.setAccessibleName(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Cancel this work"))
        icons.dress(self.cancel, "x")
        self.cancel.clicked.connect(self._on_cancel)
        self.addWidget(self.model_label)
        self.addWidget(self.message, 1)
        self.addPermanentWidget(self.show_folder)
        for widget in (self.work_title, self.progress, self.cancel):
            self.addPermanentWidget(widget)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._on_quiet)
        self._show_newest()

    @property
    def unfinished(self) -> str:
        """The title of a running job whose result the user would miss; empty where there is none."""
        return next((shown.title for shown in self._jobs if shown.is_asked_about), "")

    def show_model(self, model: LibraryModel) -> None:
        """Name the model that reads."""
        name = self.fontMetrics().elidedText(model.facts.name, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        if model.facts.accuracy is None:
            self.model_label.setText(self.tr("Reads with {name}").format(name=name))
            return
        share = f"{model.facts.accuracy * 100:.1f}"
        # The name of another set would have no room here.
        text = self.tr("Reads with {name}, {share} % on MNIST")
        if model.facts.learnt_set:
            text = self.tr("Reads with {name}, {share} % on its test part")
        self.model_label.setText(text.format(name=name, share=share))

    def tell(self, text: str) -> None:
        """Show a message that passes."""
        self.message.show_text(text)
        self.show_folder.hide()
        self._quiet.start(_MESSAGE_MILLISECONDS)

    def tell_saved(self, saved: FileSaved) -> None:
        """Show what was saved, with a way to its folder, for long enough to go there."""
        self.message.show_text(saved.text)
        self._folder = saved.folder
        self.show_folder.show()
        self._quiet.start(_SAVED_MILLISECONDS)

    def show_work(self, shown: WorkShown) -> None:
        """Show a job until it ends; one that is shown already from now on in these words."""
        if any(known.job is shown.job for known in self._jobs):
            self._jobs = [shown if known.job is shown.job else known for known in self._jobs]
            self._show_title()
            return
        self._jobs.append(shown)
        shown.job.progressed.connect(self._on_progressed)
        shown.job.ended.connect(self._on_ended)
        self._show_newest()

    def _show_newest(self) -> None:
        is_busy = bool(self._jobs)
        for widget in (self.work_title, self.progress, self.cancel):
            widget.setVisible(is_busy)
        if is_busy:
            self.progress.setRange(0, 0)
            self._show_title()

    def _show_title(self) -> None:
        newest = self._jobs[-1]
        self.work_title.setText(
            self.fontMetrics().elidedText(newest.title, Qt.TextElideMode.ElideRight, _TITLE_WIDTH)
        )
        if self.progress.maximum() <= 1:
            # How far it is, is not known; a bar that moves would say that something is done.
            self.progress.setRange(0, 1 if newest.stands_still else 0)

    def _on_progressed(self, report: object) -> None:
        if isinstance(report, Fraction) and self._jobs and self.sender() is self._jobs[-1].job:
            self.progress.setRange(0, max(0, report.total))
            self.progress.setValue(report.done)

    def _on_ended(self) -> None:
        job = self.sender()
        self._jobs = [shown for shown in self._jobs if isinstance(job, Job) and shown.job is not job]
        self._show_newest()

    def _on_quiet(self) -> None:
        self.message.show_text("")
        self.show_folder.hide()

    def _on_show_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.tell(self.tr("The folder is {path}").format(path=self._folder))

    def _on_cancel(self) -> None:
        if self._jobs:
            self.work_title.setText(self.tr("Stopping …"))
            self._jobs[-1].job.cancel()
