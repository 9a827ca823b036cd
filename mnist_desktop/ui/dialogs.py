"""Every dialog that asks or tells; tests put their own in its place."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from mnist_desktop.jobs.errors import ErrorReport, report_of
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.problems import Problem

_LOG = logging.getLogger("mnist_desktop")


def _refuse_nothing(_text: str) -> str:
    return ""


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

    def tell_list(self, title: str, text: str, lines: Sequence[tuple[str, str]]) -> None:
        """Say something of several things at once, of each its name and a sentence."""
        from mnist_desktop.ui.list_dialog import ListDialog

        dialog = ListDialog(title, text, lines, self.window)
        dialog.exec()
        dialog.deleteLater()

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
        # The box has dressed the button already.
        agree.style().unpolish(agree)
        agree.style().polish(agree)
        box.setDefaultButton(refuse if danger else agree)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is agree

    def ask_text(
        self,
        title: str,
        label: str,
        text: str = "",
        most: int = 32_767,
        *,
        agree: str,
        refusal: Callable[[str], str] = _refuse_nothing,
    ) -> str | None:
        """Ask for a line of at most `most` signs; None where the user thought better of it.

        Args:
            title: of the window.
            label: what is asked for.
            text: what stands there at first.
            most: how long it may be; what is longer is told, never cut off.
            agree: the words of the button that takes it, a verb.
            refusal: a sentence on what is wrong with a text that cannot be taken, else an empty one.

        """
        from mnist_desktop.ui.name_dialog import NameDialog

        dialog = NameDialog(
            self.window, title=title, question=label, text=text, most=most, agree=agree, refusal=refusal
        )
        is_meant = dialog.exec() == QDialog.DialogCode.Accepted
        given = dialog.name
        dialog.deleteLater()
        return given if is_meant and given else None

    def ask_format(self, chosen: ModelFormat) -> ModelFormat | None:
        """Ask for the format that a model is saved in; `chosen` is marked at first."""
        from mnist_desktop.ui.format_dialog import FormatDialog

        dialog = FormatDialog(chosen, self.window)
        is_ok = dialog.exec() == FormatDialog.DialogCode.Accepted
        format = dialog.chosen
        dialog.deleteLater()
        return format if is_ok else None

    def ask_lines(
        self,
        title: str,
        label: str,
        text: str = "",
        *,
        agree: str,
        refuse: str,
        refusal: Callable[[str], str] = _refuse_nothing,
    ) -> str | None:
        """Ask for some lines of text; None where the user thought better of it.

        Args:
            title: of the window.
            label: what is asked for.
            text: what stands there at first.
            agree: the words of the button that takes it, a verb.
            refuse: those of the other one.
            refusal: a sentence on what is wrong with a text that cannot be taken, else an empty one.

        """
        from mnist_desktop.ui.lines_dialog import LinesDialog

        dialog = LinesDialog(
            self.window,
            title=title,
            question=label,
            text=text,
            agree=agree,
            refuse=refuse,
            refusal=refusal,
        )
        is_meant = dialog.exec() == QDialog.DialogCode.Accepted
        given = dialog.text
        dialog.deleteLater()
        return given if is_meant else None

    def ask_choice(self, title: str, label: str, choices: Sequence[str], *, agree: str) -> int | None:
        """Ask for one of some choices: its position, or None where the user thought better of it."""
        from mnist_desktop.ui.choice_dialog import ChoiceDialog

        dialog = ChoiceDialog(self.window, title=title, question=label, choices=choices, agree=agree)
        is_meant = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen if is_meant else None

    def open_file(self, title: str, name_filter: str) -> Path | None:
        """Ask for a file that exists."""
        name, _ = QFileDialog.getOpenFileName(self.window, title, self._folder, name_filter)
        return self._chosen(name)

    def open_files(self, title: str, name_filter: str) -> tuple[Path, ...]:
        """Ask for files that exist, as many as are wanted."""
        names, _ = QFileDialog.getOpenFileNames(self.window, title, self._folder, name_filter)
        return tuple(path for name in names if (path := self._chosen(name)) is not None)

    def open_folder(self, title: str) -> Path | None:
        """Ask for a folder that exists."""
        name = QFileDialog.getExistingDirectory(self.window, title, self._folder)
        return self._chosen(name)

    def save_file(self, title: str, suggested: str, name_filter: str) -> Path | None:
        """Ask for a file to write, with the suffix of the format that was chosen where none was typed.

        The system's dialog has asked before the very file that was typed is replaced; the rest is asked here.
        """
        name, chosen_filter = QFileDialog.getSaveFileName(
            self.window, title, str(Path(self._folder) / suggested), name_filter
        )
        typed = self._chosen(name)
        if typed is None or typed.suffix.lower() in _suffixes(name_filter):
            return typed
        target = typed.with_name(f"{typed.name}{next(iter(_suffixes(chosen_filter)), '')}")
        question = self.tr("{name} is there already. Replace it?").format(name=target.name)
        if target != typed and target.exists():
            return target if self.ask(title, question, self.tr("Replace"), danger=True) else None
        return target

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
        # Names of files stand in it, which are not to be taken for tags.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box

    def _copy(self, text: str) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(text)


def _suffixes(name_filter: str) -> list[str]:
    """The suffixes in a filter of file names, e.g. [".keras", ".h5"] of "Model (*.keras *.h5)"."""
    return re.findall(r"\*(\.\w+)", name_filter)
