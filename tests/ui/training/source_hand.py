"""A hand on the section of handwriting and start in the Train place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.sources_section import SourcesSection
from mnist_desktop.ui.training.tick_list import TickList
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.steps import click


def add(section: SourcesSection, dialogs: AnsweringDialogs, path: Path, qtbot: QtBot) -> None:
    dialogs.path = path
    scrolled(section.ink.add_button)
    click(section.ink.add_button)
    qtbot.waitUntil(lambda: section.ink.unread() is None, timeout=10_000)


def scrolled(widget: QWidget) -> None:
    """Bring it in sight as the wheel would."""
    parent = widget.parentWidget()
    while parent is not None and parent.objectName() != "settings_area":
        parent = parent.parentWidget()
    assert parent is not None
    parent.ensureWidgetVisible(widget)  # type: ignore[attr-defined]


def tick(ticks: TickList, text: str) -> None:
    scrolled(ticks)
    (item,) = ticks.findItems(text, Qt.MatchFlag.MatchExactly)
    ticks.scrollToItem(item)
    seen: QRect = ticks.visualItemRect(item)
    QTest.mouseClick(
        ticks.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(seen.left() + 18, seen.center().y())
    )


def wrong(page: TrainingPage) -> str:
    """Why nothing can be trained."""
    button = page.settings.button
    return "" if button.isEnabled() else button.toolTip()
