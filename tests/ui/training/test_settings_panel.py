from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.training.presets import PRESETS, Preset
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.settings_panel import SettingsPanel


@pytest.fixture
def panel(qtbot: QtBot, icons: IconShop) -> SettingsPanel:
    made = SettingsPanel(icons)
    qtbot.addWidget(made)
    made.resize(300, 760)
    made.show()
    return made


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_choosing_a_preset_shows_it_and_takes_its_settings(panel: SettingsPanel, preset: Preset) -> None:
    panel.preset.setCurrentIndex(panel.preset.findData(preset.key))
    assert panel.plan() == preset.plan
    assert f"{preset.network.parameters:,} parameters" in panel.count.text()
    for fact in preset.network.facts():
        assert f"{fact.kind} {fact.settings}" in panel.layers.text()
    panel.plan().check()


def test_changes_reach_the_plan(panel: SettingsPanel) -> None:
    fields = panel.fields
    fields.epochs.setValue(7)
    fields.batch_size.setValue(256)
    fields.learning_rate.setValue(0.01)
    fields.optimizer.setCurrentIndex(fields.optimizer.findData("sgd"))
    fields.validation.setCurrentIndex(fields.validation.findData("test"))
    fields.schedule.setCurrentIndex(fields.schedule.findData("cosine"))
    fields.seed.setValue(9)
    fields.image_limit.setValue(2000)
    QTest.mouseClick(panel.more.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(fields.augment, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    plan = panel.plan()
    assert (plan.epochs, plan.batch_size, plan.learning_rate) == (7, 256, 0.01)
    assert (plan.optimizer, plan.validation, plan.schedule) == ("sgd", "test", "cosine")
    assert (plan.seed, plan.image_limit, plan.augment) == (9, 2000, True)
    plan.check()


def test_only_the_regularised_preset_has_a_decay(panel: SettingsPanel) -> None:
    assert not panel.fields.l2.isEnabled()
    panel.preset.setCurrentIndex(panel.preset.findData("dense-512-regularised"))
    assert panel.fields.l2.isEnabled()
    panel.fields.l2.setValue(0.001)
    assert panel.plan().l2 == 0.001
    panel.lock(True)
    panel.lock(False)
    assert panel.fields.l2.isEnabled()


def test_settings_are_remembered_and_nonsense_is_not(panel: SettingsPanel) -> None:
    panel.preset.setCurrentIndex(panel.preset.findData("dense-64"))
    panel.fields.epochs.setValue(3)
    panel.more.open(True)
    state = panel.state()
    panel.preset.setCurrentIndex(0)
    panel.more.open(False)
    panel.restore(state)
    assert panel.plan().preset == "dense-64"
    assert panel.plan().epochs == 3
    assert panel.more.is_open
    for nonsense in ({"preset": "cnn-9"}, {"epochs": "many"}, {"epochs": "0"}, {"optimizer": "lion"}):
        panel.restore({**state, **nonsense})
        assert panel.plan().epochs == 3


def test_a_running_training_locks_everything_but_the_button(panel: SettingsPanel) -> None:
    panel.lock(True)
    assert not any(field.isEnabled() for field in (panel.preset, *panel.fields.all))
    assert panel.button.isEnabled()


def test_every_control_has_names_a_tooltip_and_a_place_in_the_tab_order(panel: SettingsPanel) -> None:
    panel.show_button("Train", "Start")
    controls = [
        widget
        for widget in panel.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QAbstractSpinBox | QComboBox)
    ]
    assert len(controls) >= 14
    for control in controls:
        assert control.objectName()
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
