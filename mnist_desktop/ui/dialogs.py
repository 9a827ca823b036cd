"""Every dialog that asks or tells; tests put their own in its place."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from mnist_desktop.jobs.errors import ErrorReport, report_of
from mnist_desktop.problems import Problem

_LOG = logging.getLogger("mnist_desktop")


class Dialogs(QObject):
    """Modal dialogs above the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Wait for a window to stand above."""
        super().__init__(parent)
        self.window: QWidget | None = None
        self._folder = str(Path.home())
        self._is_telling = False

    def tell(self, title: str, text: str) -> None:
        """Say something that needs no decision."""
        box = self._box(QMessageBox.Icon.Information, title, text)
        box.addButton(QMessageBox.StandardButton.Ok)
        box.exec()

    def trouble(self, error: Exception) -> None:
        """Tell expected trouble in its sentence, and the unexpected with details to copy."""
        if isinstance(error, Problem):
            from mnist_desktop.ui.wording import sentence

            box = self._box(QMessageBox.Icon.Warning, self.tr("That did not work"), sentence(error))
            box.addButton(QMessageBox.StandardButton.Ok)
            box.exec()
        else:
            report = report_of(error)
            _LOG.error("unexpected: %s\n%s", report.summary, report.details)
            self.unexpected(report)

    def unexpected(self, report: ErrorReport) -> None:
        """Tell an unexpected exception, with details to copy; meanwhile further ones are only logged.

        An exception of something painted would otherwise open a dialog for each time it is painted.
        """
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._tell_unexpected(report)
        finally:
            self._is_telling = False

    def _tell_unexpected(self, report: ErrorReport) -> None:
        text = self.tr(
            "Something unexpected happened, and the log file has the details. "
            "You can go on working; what you drew and trained is still here."
        )
        box = self._box(QMessageBox.Icon.Critical, self.tr("Unexpected error"), text)
        box.setInformativeText(report.summary)
        box.setDetailedText(report.details)
        box.addButton(QMessageBox.StandardButton.Close)
        copy = box.addButton(self.tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
        box.exec()
        if box.clickedButton() is copy:
            self._copy(report.details)

    def ask(self, title: str, text: str, yes: str, no: str = "", danger: bool = False) -> bool:
        """Ask for a decision; the safe answer is the default where `danger`."""
        box = self._box(QMessageBox.Icon.Question, title, text)
        agree: QPushButton = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse: QPushButton = box.addButton(no or self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        agree.setProperty("role", "danger" if danger else "primary")
        box.setDefaultButton(refuse if danger else agree)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is agree

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        """Ask for a line of text; None where the user thought better of it."""
        given, is_ok = QInputDialog.getText(self.window, title, label, QLineEdit.EchoMode.Normal, text)
        return given.strip() if is_ok and given.strip() else None

    def open_file(self, title: str, name_filter: str) -> Path | None:
        """Ask for a file that exists."""
        name, _ = QFileDialog.getOpenFileName(self.window, title, self._folder, name_filter)
        return self._chosen(name)

    def save_file(self, title: str, suggested: str, name_filter: str) -> Path | None:
        """Ask for a file to write; the system's dialog has asked before one that exists is replaced."""
        name, _ = QFileDialog.getSaveFileName(
            self.window, title, str(Path(self._folder) / suggested), name_filter
        )
        return self._chosen(name)

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        self._folder = str(Path(name).parent)
        return Path(name)

    def _box(self, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self.window)
        box.setObjectName("dialog")
        box.setIcon(icon)
        box.setWindowTitle(title)
        box.setText(text)
        return box

    def _copy(self, text: str) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(text)
