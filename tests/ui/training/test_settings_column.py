from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.style import stylesheet
from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.phase import Phase
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from tests.ui.training.steps import choose


class Section(QWidget):
    """Settings of somebody else."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QSpinBox()
        QVBoxLayout(self).addWidget(self.field)
        self.is_locked = False

    def lock(self, is_locked: bool) -> None:
        self.is_locked = is_locked


def test_a_running_training_locks_everything_that_would_change_it(settings: SettingsPanel) -> None:
    section, plain = Section(), QSpinBox()
    settings.add_section(section)
    settings.add_section(plain)
    settings.enable_pause()
    for phase in (Phase.RUNNING, Phase.PAUSED, Phase.STOPPING, Phase.FINISHING):
        settings.show_phase(phase)
        locked = (
            *settings.fields.all,
            settings.preset,
            settings.network.edit,
            settings.form.augmentation.adjust,
            plain,
        )
        assert not any(field.isEnabled() for field in locked)
        assert section.is_locked
        assert settings.network.summary.isEnabled()
        assert settings.earlier.isEnabled()
        assert settings.more.button.isEnabled()
    settings.show_plan(plan_for("dense-64", patience=2))
    assert not settings.fields.patience.isEnabled()
    assert settings.fault.isHidden()
    settings.show_phase(Phase.IDLE)
    assert settings.preset.isEnabled()
    assert settings.fields.epochs.isEnabled()
    assert plain.isEnabled()
    assert not section.is_locked
    assert settings.fault.isVisible()


def test_a_section_with_a_title_is_folded_and_remembered(settings: SettingsPanel, qtbot: QtBot) -> None:
    section = Section()
    section.setObjectName("section")
    settings.add_section(section, "Something else", "What else there is")
    fold = settings.form.folds["section_fold"]
    qtbot.waitUntil(fold.isVisible)
    assert section.isHidden()
    before = settings.state()
    fold.button.click()
    assert section.isVisible()
    settings.restore(before)
    assert section.isHidden()
    settings.show_phase(Phase.RUNNING)
    assert section.is_locked


def test_what_is_unfolded_comes_into_sight(settings: SettingsPanel, qtbot: QtBot) -> None:
    settings.resize(settings.width(), 420)
    view = settings.form.viewport()
    for fold in (settings.more, settings.form.sources_fold):
        settings.form.ensureWidgetVisible(fold.button, 0, 0)
        QTest.mouseClick(fold.button, Qt.MouseButton.LeftButton)
        qtbot.wait(10)
        top = fold.mapTo(view, QPoint()).y()
        assert top >= 0
        assert top + fold.height() <= view.height() or top < fold.button.height()


def test_the_tab_key_goes_from_top_to_bottom(settings: SettingsPanel, qtbot: QtBot) -> None:
    section = Section()
    settings.add_section(section, "Something else")
    for fold in settings.form.folds.values():
        fold.open(True)
    qtbot.waitUntil(section.isVisible)
    choose(settings.preset, "dense-512-regularised")
    choose(settings.fields.validation, "split")
    settings.fields.early_stopping.setChecked(True)
    settings.fields.augment.setChecked(True)
    settings.preset.setFocus()
    seen: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert len(seen) == 33
    assert section.field in seen
    assert seen[-2:] == [settings.button, settings.earlier]
    heights = [widget.mapTo(settings, QPoint()).y() for widget in seen]
    assert heights == sorted(heights)


def test_every_control_has_names_a_tooltip_and_a_place_in_the_tab_order(settings: SettingsPanel) -> None:
    controls = [
        widget
        for widget in settings.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QAbstractSpinBox | QComboBox)
    ]
    assert len(controls) == 35
    for control in controls:
        assert control.objectName()
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()


class LongWords(QTranslator):
    """A language whose words are half as long again."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return " ".join(word if "{" in word else word + "ü" * (len(word) // 2) for word in text.split(" "))

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def long_words(qapp: QApplication) -> Iterator[None]:
    translator = LongWords()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def cut_off(settings: SettingsPanel) -> list[str]:
    """What is shown and narrower than its words, or reaches beyond the column."""
    cut = []
    for widget in settings.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton | QComboBox):
            continue
        right = widget.mapTo(settings, QPoint(widget.width(), 0)).x()
        needed = widget.minimumSizeHint().width()
        if isinstance(widget, QComboBox):
            needed = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 40
        if right > settings.width() or needed > widget.width():
            cut.append(f"{widget.objectName()} {needed} > {widget.width()}, to {right}")
    return cut


def show_everything(settings: SettingsPanel) -> None:
    for fold in (settings.more, settings.form.augmentation_fold, settings.form.layer_fold):
        fold.open(True)
    settings.show_plan(plan_for("reader", keep_best=True, patience=3, schedule="plateau", validation="none"))
    settings.fields.epochs.setValue(0)


@pytest.mark.parametrize("width", [280, 320, 360])
def test_nothing_is_cut_off(settings: SettingsPanel, qtbot: QtBot, width: int) -> None:
    show_everything(settings)
    settings.resize(width, 480)
    qtbot.wait(20)
    assert cut_off(settings) == []


@pytest.mark.parametrize("width", [280, 320])
def test_nothing_is_cut_off_in_a_language_of_long_words(
    long_words: None, qtbot: QtBot, icons: IconShop, width: int
) -> None:
    settings = SettingsPanel(icons)
    qtbot.addWidget(settings)
    settings.show()
    show_everything(settings)
    settings.enable_pause()
    settings.show_phase(Phase.PAUSED)
    settings.resize(width, 480)
    qtbot.wait(20)
    assert cut_off(settings) == []


def inked(picture: QImage, band: range) -> int:
    """The first column of pixels in which something is painted."""
    back = picture.pixelColor(picture.width() - 1, 0)
    columns = range(picture.width())
    return next(x for x in columns if any(picture.pixelColor(x, y) != back for y in band))


def test_the_arrows_of_folds_stand_where_the_headings_begin(settings: SettingsPanel, theme: Theme) -> None:
    settings.setStyleSheet(stylesheet(theme.colours))
    QTest.qWait(1)
    for fold in (settings.form.layer_fold, settings.more, settings.form.augmentation_fold):
        for is_open in (True, False):
            fold.open(is_open)
            picture = fold.button.grab().toImage()
            left = fold.button.mapTo(settings, QPoint()).x() + inked(picture, range(4, picture.height() - 4))
            assert abs(left - settings.count.mapTo(settings, QPoint()).x()) <= 2


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_ring_of_a_focused_tick_stands_out(settings: SettingsPanel, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    settings.setStyleSheet(stylesheet(theme.colours))
    settings.more.open(True)
    tick = settings.fields.keep_best

    def edge() -> QColor:
        picture = tick.grab().toImage()
        return picture.pixelColor(round(picture.width() / 2), picture.height() - 1)

    settings.preset.setFocus()
    before = edge()
    tick.setFocus()
    assert contrast(edge(), QColor(theme.colours.surface)) >= 3
    assert edge() != before


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of their luminances, as WCAG counts it."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
