from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from mnist_desktop.places import user_places
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from tests.ui.training.steps import OWN, SMALL, choose, said_wrong


def test_settings_are_remembered(settings: SettingsPanel, qtbot: QtBot, icons: IconShop) -> None:
    settings.show_presets([OWN])
    plan = replace(
        plan_for("dense-512-regularised", l2=0.003, patience=3, keep_best=True),
        network=SMALL,
        validation="none",
        augmentation=Augmentation(elastic=1.25),
        image_limit=1500,
        precision="measured",
    )
    settings.show_plan(plan)
    settings.more.open(True)
    preferences = Preferences(user_places().config)
    preferences.set_page_state("train", settings.state())
    preferences.save()
    other = SettingsPanel(icons)
    qtbot.addWidget(other)
    other.restore(Preferences(user_places().config).page_state("train"))
    assert other.plan() == plan
    assert other.more.is_open
    assert not other.form.layer_fold.is_open
    assert "patience" in said_wrong(other)


def test_a_built_in_network_is_remembered_by_its_name(settings: SettingsPanel) -> None:
    assert "network" not in settings.state()
    settings.show_presets([OWN])
    settings.choose_preset("own-1")
    state = settings.state()
    settings.show_presets([])
    settings.choose_preset("dense-64")
    settings.restore(state)
    assert replace(settings.plan(), preset="own-1") == OWN.plan


def test_a_changed_network_of_an_earlier_session_does_not_come_back(settings: SettingsPanel) -> None:
    preferences = Preferences(user_places().config)
    settings.set_network(SMALL)
    preferences.set_page_state("train", settings.state())
    settings.choose_preset("dense-64")
    preferences.set_page_state("train", settings.state())
    preferences.save()
    settings.choose_preset("reader")
    settings.restore(Preferences(user_places().config).page_state("train"))
    assert settings.plan() == plan_for("dense-64")


def test_what_one_place_remembers_leaves_the_others_alone() -> None:
    preferences = Preferences(user_places().config)
    preferences.set_page_state("train", {"epochs": "3"})
    preferences.set_page_state("draw", {"grid": "True"})
    preferences.set_page_state("train", {"seed": "4"})
    assert preferences.page_state("train") == {"seed": "4"}
    assert preferences.page_state("draw") == {"grid": "True"}


def test_damaged_settings_cost_only_themselves(settings: SettingsPanel) -> None:
    choose(settings.preset, "dense-64")
    settings.fields.epochs.setValue(3)
    settings.fields.seed.setValue(5)
    state = settings.state()
    for nonsense in (
        *({"seed": "many"}, {"seed": "-1"}, {"optimizer": "lion"}, {"network": "{"}, {"more": "perhaps"}),
        *({"augmentation": "[]"}, {"splitter": "ünsinn"}, {"patience": "0.5"}),
    ):
        settings.choose_preset("reader")
        settings.restore(state | nonsense)
        expected = plan_for("dense-64", epochs=3, seed=1 if "seed" in nonsense else 5)
        assert settings.plan() == expected
    settings.restore(state | {"preset": "cnn-9"})
    assert settings.plan().epochs == 3
    settings.restore({})
    settings.plan().check()


def test_settings_of_the_version_before_are_understood(settings: SettingsPanel) -> None:
    kept = {"preset": "dense-64", "epochs": "3", "learning_rate": "0.01", "optimizer": "sgd", "more": "True"}
    settings.restore({**kept, "validation": "split", "schedule": "cosine", "seed": "4", "batch_size": "64"})
    assert settings.plan() == replace(
        plan_for("dense-64", epochs=3, learning_rate=0.01, seed=4, batch_size=64),
        optimizer="sgd",
        validation="split",
        schedule="cosine",
    )
