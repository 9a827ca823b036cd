from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.training.presets import PRESETS, plan_for
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from tests.ui.training.steps import LEFT, OWN, SMALL, choose, click, said_wrong, typed


def test_a_network_with_a_mistake_keeps_the_training_back(settings: SettingsPanel, qtbot: QtBot) -> None:
    settings.set_network(Network((28, 28), (Flatten(), Dense(7, "softmax"))))
    assert "7" in said_wrong(settings)["network"]
    assert not settings.button.isEnabled()
    with qtbot.waitSignal(settings.network_edit_wanted):
        click(settings.fault)
    settings.set_network(Network((28, 28), (Dense(10), Flatten(), Dense(0))))
    assert settings.count.text() == "Layer 3, Dense: impossible setting"
    assert settings.layers.text()
    settings.set_network(Network((28, 28), ()))
    assert not settings.button.isEnabled()
    settings.set_network(SMALL)
    assert said_wrong(settings) == {}


def test_a_changed_network_is_trained_until_the_preset_is_chosen_again(settings: SettingsPanel) -> None:
    usual = settings.plan().network
    settings.fields.epochs.setValue(9)
    height = settings.network.height()
    settings.set_network(SMALL)
    QTest.qWait(1)
    assert settings.network.height() == height
    assert settings.plan().network == SMALL
    assert settings.plan().preset == "cnn-32-64"
    assert settings.network.changed.isVisible()
    assert settings.title == "CNN 32-64, changed"
    assert f"{SMALL.parameters:,}" in settings.count.text()
    assert "Dense 20 relu" in settings.layers.text()
    settings.preset.showPopup()
    view = settings.preset.view()
    index = view.model().index(settings.preset.currentIndex(), 0)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert settings.plan().network == usual
    assert settings.network.changed.isHidden()
    assert settings.title == "CNN 32-64"
    assert settings.plan().epochs == 9


def test_only_a_network_with_a_decay_has_a_field_for_it(settings: SettingsPanel) -> None:
    row = settings.form.rows["l2"]
    settings.more.open(True)
    assert not row.isVisible()
    choose(settings.preset, "dense-512-regularised")
    assert row.isVisible()
    typed(settings.fields.l2, "0.001")
    assert settings.plan() == plan_for("dense-512-regularised", l2=0.001)
    assert settings.network.changed.isHidden()
    typed(settings.fields.l2, "0")
    assert settings.plan().l2 == 0
    assert settings.title == "Dense 512-512 regularised"
    assert row.isVisible()
    typed(settings.fields.l2, "0.5")
    assert settings.plan() == plan_for("dense-512-regularised", l2=0.5)
    settings.set_network(SMALL)
    assert settings.fields.l2.text() == "0.001"
    assert settings.plan().network == SMALL


def test_layers_with_different_decays_keep_them_until_the_field_is_changed(settings: SettingsPanel) -> None:
    network = Network((28, 28), (Flatten(), Dense(20, l2=0.01), Dense(20, l2=0.02), Dense(10, "softmax")))
    settings.set_network(network)
    assert settings.plan().network == network
    settings.fields.l2.setValue(0.03)
    assert {layer.l2 for layer in settings.plan().network.layers[1:3] if isinstance(layer, Dense)} == {0.03}


def test_other_layers_are_told_once(settings: SettingsPanel) -> None:
    seen: list[Network] = []
    settings.changed.connect(lambda: seen.append(settings.plan().network))
    tiny = replace(SMALL, layers=(Flatten(), Dense(20, "relu", l2=1.2e-7), Dense(10, "softmax")))
    settings.set_network(tiny)
    assert seen == [tiny]


def test_own_presets_stand_below_the_others(settings: SettingsPanel) -> None:
    settings.fields.epochs.setValue(9)
    before = settings.plan()
    settings.show_presets([OWN])
    assert settings.plan() == before
    texts = [settings.preset.itemText(index) for index in range(settings.preset.count())]
    assert texts == [*(preset.title for preset in PRESETS), "", "My small one"]
    choose(settings.preset, "own-1")
    assert f"My small one: {SMALL.parameters:,} parameters" in settings.preset.toolTip()
    assert settings.plan() == replace(OWN.plan, epochs=9)
    assert settings.title == "My small one"
    settings.set_network(plan_for("dense-64").network)
    settings.show_presets([OWN, replace(OWN, key="own-2", title="Another")])
    assert settings.title == "My small one, changed"
    assert settings.plan().network == plan_for("dense-64").network
    settings.show_presets([])
    assert settings.title == "Dense 64"
    assert "Dense 64: 50,890 parameters" in settings.preset.toolTip()
    assert settings.plan().epochs == 9


def test_what_the_user_set_outlives_another_preset(settings: SettingsPanel) -> None:
    told = QSignalSpy(settings.status_told)
    settings.more.open(True)
    assert settings.form.reset.isHidden()
    typed(settings.fields.image_limit, "10")
    typed(settings.fields.epochs, "7")
    settings.choose_preset("express")
    expected = replace(plan_for("express"), image_limit=6000, epochs=7)
    assert settings.plan() == expected
    assert told.at(told.count() - 1) == ["Kept as you had set it: Epochs, Share of images"]
    settings.choose_preset("cnn-32-64")
    assert settings.plan() == plan_for("cnn-32-64", image_limit=6000, epochs=7)
    assert settings.form.reset.toolTip().endswith("You changed: Epochs, Share of images")
    click(settings.form.reset)
    assert settings.plan() == plan_for("cnn-32-64")
    assert settings.form.reset.isHidden()
    assert settings.preset.hasFocus()
    before = told.count()
    settings.choose_preset("dense-64")
    assert settings.plan() == plan_for("dense-64")
    assert told.count() == before


def test_a_reset_of_the_settings_keeps_the_layers(settings: SettingsPanel) -> None:
    settings.set_network(SMALL)
    typed(settings.fields.epochs, "7")
    click(settings.form.reset)
    assert settings.plan() == replace(plan_for("cnn-32-64"), network=SMALL)
