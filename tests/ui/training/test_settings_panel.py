from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.training.advice.rates import USUAL_RATES
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan
from mnist_desktop.training.presets import PRESETS, Preset, plan_for
from mnist_desktop.ui.shape_words import settings_in_words
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from tests.ui.training.steps import OWN, SMALL, choose, click, said_wrong, typed


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_choosing_a_preset_shows_it_and_takes_its_settings(settings: SettingsPanel, preset: Preset) -> None:
    choose(settings.preset, preset.key)
    assert settings.plan() == preset.plan
    assert settings.title == preset.title
    assert f"{preset.network.parameters:,} parameters" in settings.count.text()
    for fact in preset.network.facts():
        assert f"{fact.kind} {settings_in_words(fact.settings)}" in settings.layers.text()
    assert said_wrong(settings) == {}
    assert settings.network.changed.isHidden()
    assert settings.button.isEnabled()


def test_everything_can_be_set_with_mouse_and_keyboard(settings: SettingsPanel) -> None:
    fields = settings.fields
    typed(fields.epochs, "7")
    typed(fields.batch_size, "256")
    typed(fields.learning_rate, "0,01")
    choose(fields.optimizer, "sgd")
    choose(fields.validation, "split")
    typed(fields.validation_share, "25")
    click(settings.more.button)
    choose(fields.schedule, "plateau")
    typed(fields.image_limit, "5")
    click(fields.early_stopping)
    typed(fields.patience, "4")
    click(fields.keep_best)
    choose(fields.precision, "bfloat16")
    choose(fields.labels, False)
    typed(fields.seed, "9")
    click(settings.form.augmentation_fold.button)
    click(fields.augment)
    expected = plan_for(
        "cnn-32-64",
        epochs=7,
        batch_size=256,
        learning_rate=0.01,
        optimizer="sgd",
        validation="split",
        validation_share=0.25,
        schedule="plateau",
        image_limit=3000,
        patience=4,
        keep_best=True,
        precision="bfloat16",
        one_hot=False,
        seed=9,
        augment=True,
    )
    assert settings.plan() == expected
    settings.plan().check()
    assert said_wrong(settings) == {}
    assert settings.more.button.text() == "More settings · 7 changed"
    assert settings.form.augmentation_fold.button.text() == "Augmentation · on"


def test_what_is_chosen_is_explained(settings: SettingsPanel) -> None:
    rows = settings.form.rows
    settings.more.open(True)
    choose(settings.fields.schedule, "cosine")
    assert rows["schedule"].note.text() == "Falls smoothly to zero, to end more precisely."
    typed(settings.fields.image_limit, "20")
    assert rows["image_limit"].note.text() == "12,000 of 60,000 digits"
    choose(settings.fields.validation, "test")
    assert "less of a proof" in rows["validation"].note.text()


def test_each_optimiser_is_explained_with_the_rate_that_advice_takes_for_usual(
    settings: SettingsPanel,
) -> None:
    note = settings.form.rows["optimizer"].note
    assert note.text().startswith("Fits the step of each weight to its past.")
    assert note.isVisible()
    for optimizer in ("sgd", "adagrad"):
        choose(settings.fields.optimizer, optimizer)
        assert note.text().endswith(f"such as {USUAL_RATES[optimizer]}.")
        assert note.text() in settings.fields.optimizer.toolTip()


def test_a_share_is_only_held_back_where_something_is(settings: SettingsPanel) -> None:
    row = settings.form.rows["validation_share"]
    shown = []
    for value in ("none", "split", "test"):
        choose(settings.fields.validation, value)
        shown.append(row.isVisible())
    assert shown == [False, True, False]


def test_handwriting_is_held_back_only_for_the_network_that_learns_it(settings: SettingsPanel) -> None:
    validation = settings.fields.validation
    assert validation.findData("writers") < 0
    choose(settings.preset, "reader")
    assert validation.currentData() == "writers"
    choose(validation, "none")
    choose(validation, "writers")
    choose(settings.preset, "dense-64")
    assert validation.findData("writers") < 0
    settings.show_plan(plan_for("dense-64", validation="writers"))
    assert settings.plan().validation == "writers"


def test_early_stopping_without_validation_is_refused_beside_its_field(settings: SettingsPanel) -> None:
    assert settings.fault.isHidden()
    settings.more.open(True)
    click(settings.fields.early_stopping)
    sentence = "Early stopping needs digits for validation."
    assert said_wrong(settings) == {"patience": sentence}
    assert not settings.button.isEnabled()
    assert settings.button.toolTip() == sentence
    assert settings.fields.patience.accessibleDescription() == sentence
    choose(settings.fields.validation, "split")
    assert said_wrong(settings) == {}
    assert settings.button.isEnabled()
    assert settings.fault.isHidden()


def test_all_that_is_impossible_is_said_at_once(settings: SettingsPanel) -> None:
    settings.more.open(True)
    typed(settings.fields.epochs, "0")
    typed(settings.fields.learning_rate, "20")
    typed(settings.fields.image_limit, "0.01")
    click(settings.fields.keep_best)
    assert said_wrong(settings) == {
        "epochs": "Epochs must be at least 1.",
        "learning_rate": "Learning rate must be at most 10.",
        "image_limit": "At least 10 images are needed, not 6.",
        "keep_best": "Keeping the best needs digits for validation.",
    }


def test_a_batch_larger_than_the_images_is_refused(settings: SettingsPanel) -> None:
    settings.fields.image_limit.setValue(600)
    typed(settings.fields.batch_size, "512")
    assert said_wrong(settings) == {}
    choose(settings.fields.validation, "split")
    assert said_wrong(settings)["batch_size"] == "Batch size must be at most 480 (all digits)."
    assert not settings.button.isEnabled()


def test_what_is_wrong_in_a_fold_can_be_gone_to(settings: SettingsPanel, qtbot: QtBot) -> None:
    settings.resize(300, 420)
    choose(settings.fields.validation, "split")
    settings.fields.early_stopping.setChecked(True)
    assert not settings.more.is_open
    choose(settings.fields.validation, "none")
    assert settings.more.is_open
    trouble = settings.form.rows["patience"].trouble
    click(settings.fault)
    assert settings.fields.patience.hasFocus()
    area = settings.form.viewport()
    qtbot.waitUntil(lambda: area.rect().contains(trouble.mapTo(area, trouble.rect().center())))


def test_any_plan_is_shown_exactly(settings: SettingsPanel) -> None:
    plan = TrainingPlan(
        "reader",
        replace(plan_for("reader").network, layers=plan_for("reader").network.layers[3:]),
        epochs=2,
        batch_size=100,
        learning_rate=1 / 3000,
        optimizer="adagrad",
        schedule="one-cycle",
        validation="writers",
        validation_share=1 / 7,
        augment=True,
        augmentation=Augmentation(rotation=3.3, noise=0.2),
        seed=77,
        image_limit=12_345,
        rejects=True,
        ink_epochs=InkEpochs(kept=0.5),
        precision="bfloat16",
        patience=9,
        keep_best=True,
    )
    settings.show_plan(plan)
    assert settings.plan() == plan
    assert settings.network.changed.isVisible()
    assert said_wrong(settings) == {}
    settings.fields.seed.setValue(78)
    assert settings.plan() == replace(plan, seed=78)


def test_a_plan_of_a_preset_that_is_gone_is_shown_as_a_changed_one(settings: SettingsPanel) -> None:
    settings.show_plan(replace(OWN.plan, preset="gone"))
    assert settings.plan().network == SMALL
    assert settings.network.changed.isVisible()
    settings.show_plan(replace(plan_for("dense-64-1024"), preset="gone", epochs=2))
    assert settings.plan() == plan_for("dense-64-1024", epochs=2)


def test_the_changes_of_digits_are_told_and_taken(settings: SettingsPanel, qtbot: QtBot) -> None:
    section = settings.form.augmentation
    click(settings.form.augmentation_fold.button)
    assert not section.adjust.isEnabled()
    click(settings.fields.augment)
    with qtbot.waitSignal(settings.augmentation_wanted):
        click(section.adjust)
    changes = Augmentation(rotation=7, shift=0, zoom=0.2, shear=0, thickness=0)
    settings.set_augmentation(changes)
    assert settings.plan().augmentation == changes
    assert section.row.note.text() == "Rotation 7°, Zoom 20 %"
    settings.set_augmentation(replace(changes, rotation=400.0))
    assert "Rotation must be at most 45." in said_wrong(settings)["augmentation"]


def test_buttons_tell_what_is_wanted(settings: SettingsPanel, qtbot: QtBot) -> None:
    for signal, button in (
        (settings.network_edit_wanted, settings.network.edit),
        (settings.summary_wanted, settings.network.summary),
        (settings.runs_wanted, settings.earlier),
        (settings.train_pressed, settings.button),
    ):
        with qtbot.waitSignal(signal):
            click(button)
