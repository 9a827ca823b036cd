from __future__ import annotations

from dataclasses import replace

from mnist_desktop.training.own_settings import OwnSettings
from mnist_desktop.training.presets import PRESETS, plan_for

CNN, DENSE, READER = plan_for("cnn-32-64"), plan_for("dense-64"), plan_for("reader")


def test_what_was_changed_outlives_other_networks() -> None:
    own = OwnSettings(CNN)
    own.follow(replace(CNN, epochs=20, image_limit=600), CNN)
    assert own.names == ("epochs", "image_limit")
    for preset in PRESETS:
        # 20 epochs are usual for some of them.
        expected = replace(preset.plan, epochs=20, image_limit=600)
        assert own.carried_to(preset.plan) == expected
    assert own.names == ("epochs", "image_limit")


def test_what_was_changed_back_is_nobodys_choice() -> None:
    own = OwnSettings(CNN)
    own.follow(replace(CNN, epochs=9, seed=4), CNN)
    own.follow(replace(CNN, seed=4), CNN)
    assert own.names == ("seed",)
    assert own.carried_to(DENSE) == replace(DENSE, seed=4)


def test_a_plan_from_elsewhere_brings_its_own() -> None:
    own = OwnSettings(CNN)
    own.begin(replace(DENSE, batch_size=7), DENSE)
    assert own.carried_to(CNN) == replace(CNN, batch_size=7)


def test_what_needs_validation_keeps_it() -> None:
    own = OwnSettings(CNN)
    split = plan_for("cnn-32-64-64")
    own.begin(replace(split, patience=3), split)
    carried = own.carried_to(DENSE)
    assert (carried.patience, carried.validation) == (3, "split")
    carried.check()


def test_nobody_validates_with_handwriting_that_is_not_there() -> None:
    own = OwnSettings(READER)
    own.begin(replace(READER, validation="none"), READER)
    own.follow(replace(READER, keep_best=True), READER)
    carried = own.carried_to(DENSE)
    assert (carried.keep_best, carried.validation) == (True, "split")
    carried.check()
