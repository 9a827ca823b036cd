from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.jobs.job import Fraction, JobControl
from mnist_desktop.models.answers import Caution
from mnist_desktop.places import user_places
from mnist_desktop.ui.about_dialog import AboutDialog
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.settings_dialog import SettingsDialog
from mnist_desktop.ui.theme.colours import DARK, LIGHT, Colours
from mnist_desktop.ui.theme.theme import Scheme
from mnist_desktop.ui.window import DATA, DRAW, EVALUATE, MODELS, TRAIN
from mnist_desktop.ui.work import WorkShown
from tests.ui.conftest import AnsweringDialogs

PLACES = (DRAW, TRAIN, MODELS, DATA, EVALUATE)


def test_all_five_places_open_by_keyboard(program: Program) -> None:
    for number, key in enumerate(PLACES, 1):
        QTest.keyClick(program.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert program.window.page(key).isVisible()
        assert program.window.sidebar.place_actions[key].isChecked()


class ShownWindows(QObject):
    """Takes note of widgets that are shown as windows."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_part_of_a_place_is_ever_a_window_of_its_own(
    qapp: QApplication, qtbot: QtBot, program: Program
) -> None:
    """It would flash up somewhere on the screen while the place is built."""
    windows = ShownWindows()
    qapp.installEventFilter(windows)
    for place in PLACES:
        program.window.show_place(place)
        qtbot.wait(20)
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_every_control_has_a_name_and_a_plain_word(program: Program) -> None:
    for key in PLACES:
        program.window.show_place(key)
    nameless = []
    for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QSlider, QLineEdit):
        for control in program.window.findChildren(kind):
            if control.objectName().startswith("qt_") or control.isHidden():
                continue
            spoken = control.accessibleName() or getattr(control, "text", str)()
            if not control.objectName() or not spoken or not control.toolTip():
                nameless.append(f"{type(control).__name__} {control.objectName()!r} {spoken!r}")
    assert not nameless


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_look_is_chosen_and_remembered(program: Program, scheme: Scheme) -> None:
    program.menus.choose_scheme(scheme)
    assert program.theme.colours is (DARK if scheme is Scheme.DARK else LIGHT)
    program.preferences.save()
    assert Preferences(user_places().config).scheme is scheme
    program.menus.choose_scheme(Scheme.SYSTEM)


def test_the_look_is_chosen_in_the_settings(qtbot: QtBot, program: Program) -> None:
    dialog = SettingsDialog(
        scheme=Scheme.SYSTEM, has_grid=True, caution=Caution.BALANCED, folders="", parent=program.window
    )
    qtbot.addWidget(dialog)
    dialog.scheme_chosen.connect(program.menus.choose_scheme)
    dialog.show()
    QTest.keyClick(dialog.look, Qt.Key.Key_End)
    assert program.theme.colours is DARK
    assert program.preferences.scheme.value == "dark"
    QTest.keyClick(dialog.look, Qt.Key.Key_Home)
    assert program.preferences.scheme.value == "system"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_can_be_read_on_its_background(colours: Colours) -> None:
    def luminance(name: str) -> float:
        parts = [int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(first: str, second: str) -> float:
        high, low = sorted((luminance(first), luminance(second)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for text in ("ink", "muted", "warning", "danger", "success"):
        for ground in ("paper", "surface", *(["sidebar"] if text in ("ink", "muted") else [])):
            assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5, (text, ground)
    assert contrast(colours.accent_text, colours.accent) >= 4.5
    assert contrast(colours.field_line, colours.paper) >= 3


def test_size_place_and_settings_survive_a_restart(
    qtbot: QtBot, qapp: QApplication, program: Program, dialogs: AnsweringDialogs
) -> None:
    program.window.resize(1100, 700)
    program.window.page(DRAW).tools.width_slider.setValue(41)
    program.menus.grid.setChecked(False)
    program.window.close()
    again = Program(qapp, user_places(), dialogs)
    qtbot.addWidget(again.window)
    again.show()
    # The unseen screen is narrower than the window may be, so only the height can come back.
    assert again.window.height() == 700
    assert again.window.page(DRAW).board.brush_width == 41
    assert not again.window.page(DRAW).board.has_grid
    again.window.close()
    for lane in again.lanes:
        assert lane.wait(5000)


def test_closing_ends_every_thread(qtbot: QtBot, program: Program) -> None:
    program.window.close()
    qtbot.waitUntil(lambda: all(lane.is_closed for lane in program.lanes))


def test_work_is_shown_and_can_be_cancelled(qtbot: QtBot, program: Program) -> None:
    gate = threading.Event()

    def work(control: JobControl) -> None:
        control.report(Fraction(1, 4))
        gate.wait(5)
        control.check()

    activity = program.window.activity
    job = program.files.submit(work)
    activity.show_work(WorkShown("Opening a.keras", job))
    qtbot.waitUntil(lambda: activity.progress.maximum() == 4)
    assert activity.work_title.text() == "Opening a.keras"
    with qtbot.waitSignal(job.cancelled):
        QTest.mouseClick(activity.cancel, Qt.MouseButton.LeftButton)
        gate.set()
    qtbot.waitUntil(lambda: not activity.cancel.isVisible())


def test_an_unexpected_error_becomes_one_dialog(
    qtbot: QtBot, program: Program, dialogs: AnsweringDialogs
) -> None:
    threading.Thread(target=program.relay.relay, args=(ValueError("odd"),)).start()
    qtbot.waitUntil(lambda: len(dialogs.reports) == 1)
    assert dialogs.reports[0].summary == "ValueError: odd"


@pytest.mark.parametrize("name", ["settings", "about"])
def test_dialogs_open_and_close(qtbot: QtBot, program: Program, name: str) -> None:
    seen: list[QWidget] = []

    def close() -> None:
        top = QApplication.activeModalWidget()
        assert isinstance(top, QDialog)
        seen.append(top)
        assert isinstance(top, SettingsDialog | AboutDialog)
        top.reject()

    QTimer.singleShot(50, close)
    getattr(program.menus, name).trigger()
    assert len(seen) == 1


def test_about_tells_the_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    text = dialog.licences.toPlainText()
    for word in ("MIT", "MNIST", "LGPL", "TensorFlow", "Lucide"):
        assert word in text
