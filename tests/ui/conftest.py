"""The whole program in one test: a window on a screen that nobody sees."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.data.mnist import Mnist, load_mnist
from mnist_desktop.jobs.errors import ErrorReport
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.places import user_places
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme


class AnsweringDialogs(Dialogs):
    """Answers as a test told it to, and keeps what was asked and said."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.agrees = True
        self.text: str | None = None
        self.offered = ""
        self.choices: tuple[str, ...] = ()
        self.choice: int | None = None
        self.path: Path | None = None
        self.format: ModelFormat | None = ModelFormat.KERAS
        self.asked: list[str] = []
        self.told: list[str] = []
        self.lists: list[list[tuple[str, str]]] = []
        self.troubles: list[Exception] = []
        self.reports: list[ErrorReport] = []

    def tell(self, title: str, text: str) -> None:
        self.told.append(text)

    def tell_list(self, title: str, text: str, lines: Sequence[tuple[str, str]]) -> None:
        self.told.append(text)
        self.lists.append(list(lines))

    def trouble(self, error: Exception) -> None:
        self.troubles.append(error)

    def unexpected(self, report: ErrorReport) -> None:
        self.reports.append(report)

    def ask(self, title: str, text: str, yes: str, no: str = "", danger: bool = False) -> bool:
        self.asked.append(text)
        return self.agrees

    def ask_text(
        self,
        title: str,
        label: str,
        text: str = "",
        most: int = 80,
        *,
        agree: str,
        refusal: Callable[[str], str] = str,
    ) -> str | None:
        self.asked.append(label)
        return self.text

    def ask_format(self, chosen: ModelFormat) -> ModelFormat | None:
        return self.format

    def ask_lines(
        self,
        title: str,
        label: str,
        text: str = "",
        *,
        agree: str,
        refuse: str,
        refusal: Callable[[str], str] = lambda _: "",
    ) -> str | None:
        self.asked.append(label)
        self.offered = text
        return self.text

    def ask_choice(self, title: str, label: str, choices: Sequence[str], *, agree: str) -> int | None:
        self.asked.append(label)
        self.choices = tuple(choices)
        return self.choice

    def open_file(self, title: str, name_filter: str) -> Path | None:
        return self.path

    def open_files(self, title: str, name_filter: str) -> tuple[Path, ...]:
        return (self.path,) if self.path else ()

    def open_folder(self, title: str) -> Path | None:
        return self.path

    def save_file(self, title: str, suggested: str, name_filter: str) -> Path | None:
        return self.path


@pytest.fixture(scope="session")
def mnist() -> Mnist:
    return load_mnist()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> IconShop:
    return IconShop(theme)


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    """A thread for the background work of one place."""
    made = Lane("background")
    yield made
    made.close()
    assert made.wait(30_000)


@pytest.fixture
def dialogs(qapp: QApplication) -> AnsweringDialogs:
    return AnsweringDialogs()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, dialogs: AnsweringDialogs) -> Iterator[Program]:
    """The program, shown; closed with all its threads at the end."""
    made = Program(qapp, user_places(), dialogs)
    qtbot.addWidget(made.window)
    made.show()
    qtbot.waitExposed(made.window)
    yield made
    made.window.hide()
    for lane in made.lanes:
        lane.close()
    for lane in made.lanes:
        assert lane.wait(30_000)
    for handler in logging.getLogger("mnist_desktop").handlers:
        handler.close()
    made.deleteLater()
