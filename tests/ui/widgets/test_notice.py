from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.notice import Notice


@pytest.mark.parametrize("words", [1, 20, 60])
def test_every_line_of_a_notice_can_be_read(qtbot: QtBot, theme: Theme, words: int) -> None:
    notice = Notice("notice")
    qtbot.addWidget(notice)
    notice.resize(900, 600)
    notice.show()
    notice.tell("sentence " * words, button="Cancel")
    notice.show_progress(1, 2)
    qtbot.wait(20)
    assert notice.text.height() >= notice.text.heightForWidth(notice.text.width())
    assert abs(notice.text.geometry().center().x() - 450) <= 1
