"""The Data place reads in the background, and tells when it cannot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import Mnist
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.data import page as page_module
from mnist_desktop.ui.data.page import DataPage
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, lane: Lane, theme: Theme, icons: IconShop) -> DataPage:
    made = DataPage(lane=lane, theme=theme, icons=icons)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    return made


def test_it_reads_on_the_first_visit_only(page: DataPage, lane: Lane, qtbot: QtBot) -> None:
    assert not lane.is_busy
    page.show()
    assert page.notice.text.text() == "Reading the digits …"
    assert not page.notice.progress.isHidden()
    qtbot.waitUntil(lambda: page.browser is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
    first = page.browser
    page.hide()
    page.show()
    assert not lane.is_busy
    assert page.browser is first


def test_trouble_is_told_and_can_be_tried_again(
    page: DataPage, qtbot: QtBot, mnist: Mnist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> Mnist:
        raise Problem(ProblemCode.DATA_DAMAGED, path="mnist.npz")

    monkeypatch.setattr(page_module, "load_mnist", damaged)
    page.show()
    qtbot.waitUntil(lambda: not page.notice.button.isHidden(), timeout=5000)
    assert "damaged" in page.notice.text.text()
    monkeypatch.setattr(page_module, "load_mnist", lambda: mnist)
    QTest.mouseClick(page.notice.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)


def test_the_unexpected_is_handed_on(page: DataPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Mnist:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(page_module, "load_mnist", broken)
    with qtbot.capture_exceptions() as caught:
        page.show()
        qtbot.waitUntil(lambda: not page.notice.button.isHidden(), timeout=5000)
    assert [str(error) for _, error, _ in caught] == ["out of the blue"]


def test_closing_the_lane_while_it_waits(page: DataPage, lane: Lane, qtbot: QtBot) -> None:
    page.show()
    lane.close()
    qtbot.waitUntil(lambda: lane.is_closed, timeout=5000)
