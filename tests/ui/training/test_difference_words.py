"""What differs between two trainings, in words."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from mnist_desktop.models.network import Dense, Dropout, Network
from mnist_desktop.training.differences import Difference, differences
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.learnt_set import LearntSet
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan
from mnist_desktop.training.presets import PRESETS, plan_for
from mnist_desktop.training.source_differences import source_differences
from mnist_desktop.training.sources import NO_SOURCES, Source, Sources
from mnist_desktop.ui.training.difference_words import difference_words

PLAN = plan_for("cnn-32-64", precision="float32")
OTHERS: dict[str, Any] = {
    "preset": "dense-64",
    "epochs": 8,
    "batch_size": 64,
    "learning_rate": 0.01,
    "optimizer": "sgd",
    "schedule": "cosine",
    "validation": "test",
    "one_hot": False,
    "augment": True,
    "seed": 7,
    "image_limit": 6000,
    "rejects": True,
    "left_out": frozenset({Part.SHAPES}),
    "ink_epochs": InkEpochs(2),
    "precision": "bfloat16",
    "patience": 3,
    "keep_best": True,
}
"""Another value of every setting that has words of its own."""


def words(before: TrainingPlan, after: TrainingPlan) -> tuple[str, ...]:
    return difference_words(differences(before, after))


@pytest.mark.parametrize("key", [preset.key for preset in PRESETS])
def test_every_preset_can_be_told_from_another(qapp: QApplication, key: str) -> None:
    found = words(PLAN, plan_for(key))
    assert bool(found) == (key != "cnn-32-64")
    assert len(found) <= 12


def test_every_setting_has_words(qapp: QApplication) -> None:
    told_elsewhere = {"network", "augmentation", "validation_share"}
    assert set(OTHERS) == {field.name for field in fields(TrainingPlan)} - told_elsewhere
    for name, value in OTHERS.items():
        there, back = words(PLAN, replace(PLAN, **{name: value})), words(replace(PLAN, **{name: value}), PLAN)
        assert len(there) == len(back) == 1
        assert there != back
        assert "{" not in there[0] + back[0]
    for kind, made in (("augmentation", Augmentation()), ("ink_epochs", InkEpochs())):
        for field in fields(made):
            assert difference_words([Difference(f"{kind}.{field.name}", 2, 1)])


@pytest.mark.parametrize(
    ("changes", "phrase"),
    [
        ({"learning_rate": 0.01}, "learning rate 0.01 instead of 0.001"),
        ({"epochs": 8}, "3 epochs more"),
        ({"epochs": 4}, "1 epoch fewer"),
        ({"optimizer": "sgd"}, "SGD with momentum instead of Adam"),
        ({"image_limit": 6000}, "6,000 images instead of all"),
        ({"patience": 3}, "early stopping after 3 epochs without improvement"),
        ({"patience": 1}, "early stopping after 1 epoch without improvement"),
        ({"augment": True}, "digits changed at random"),
        ({"keep_best": True}, "keeps the best epoch"),
    ],
)
def test_settings_in_words(qapp: QApplication, changes: dict[str, Any], phrase: str) -> None:
    assert words(PLAN, replace(PLAN, **changes)) == (phrase,)


def test_ranges_have_their_units(qapp: QApplication) -> None:
    before = replace(PLAN, augment=True)
    after = replace(before, augmentation=Augmentation(rotation=20.0, zoom=0.25))
    assert words(before, after) == ("rotation 20° instead of 10°", "zoom 25 % instead of 10 %")


def test_layers_in_words(qapp: QApplication) -> None:
    shape, (*first, dense, out) = PLAN.network.input_shape, PLAN.network.layers
    dropped = replace(PLAN, network=Network(shape, (*first, dense, Dropout(0.5), out)))
    assert words(PLAN, dropped) == ("Dropout 0.5 added",)
    assert words(dropped, PLAN) == ("Dropout 0.5 removed",)
    wider = replace(PLAN, network=Network(shape, (*first, Dense(256, "relu"), out)))
    assert words(PLAN, wider) == ("Dense 256 relu instead of Dense 128 relu",)


def test_a_preset_of_ones_own_is_said_by_its_title(qapp: QApplication) -> None:
    found = differences(replace(PLAN, preset="own-my-net"), PLAN)
    assert difference_words(found, {"own-my-net": "My net"}) == ("network CNN 32-64 instead of My net",)


def test_many_layers_are_counted_or_said_by_the_name(qapp: QApplication) -> None:
    other = replace(plan_for("dense-64"), preset=PLAN.preset)
    assert words(PLAN, other)[-1] == "5 layers differ"
    assert words(PLAN, plan_for("dense-64")) == (
        "network Dense 64 instead of CNN 32-64",
        "15 epochs more",
        "sparse labels",
    )


PENCIL, PEN = Source("/home/a/pencil.jsonl", "aa"), Source("/home/b/pen.jsonl", "bb")
GARMENTS = LearntSet("f" * 16, "Garments", ("Sandal", "Bag"), 300, 60)
EVERYTHING = Sources((PENCIL,), ("Ann",), Source("/models/one/model.keras", "cc"), deterministic=True)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (NO_SOURCES, Sources((PENCIL, PEN)), ("with the handwriting in pencil.jsonl, pen.jsonl",)),
        (Sources((PENCIL,)), NO_SOURCES, ("without the handwriting in pencil.jsonl",)),
        (Sources((PENCIL,)), Sources((PEN,)), ("handwriting in pen.jsonl instead of pencil.jsonl",)),
        (Sources((PENCIL,)), Sources((replace(PENCIL, sha256="dd"),)), ("another content of pencil.jsonl",)),
        (Sources((PENCIL,)), Sources((replace(PENCIL, path="/elsewhere/copy.jsonl"),)), ()),
        (NO_SOURCES, Sources(held_out=("Ann", "Bo")), ("writers held out: Ann, Bo instead of none",)),
        (EVERYTHING, EVERYTHING, ()),
        (
            EVERYTHING,
            Sources((PENCIL,)),
            ("no writers held out", "begins with new weights", "not repeatable to the bit"),
        ),
        (
            NO_SOURCES,
            replace(EVERYTHING, ink=(), held_out=()),
            ("begins with the weights of a model", "repeatable to the bit"),
        ),
        (NO_SOURCES, Sources(data=GARMENTS), ("learns from Garments instead of MNIST",)),
        (Sources(data=GARMENTS), Sources(data=replace(GARMENTS, name="Renamed")), ()),
        (Sources(start=PENCIL), Sources(start=PEN), ("begins with the weights of another model",)),
    ],
)
def test_sources(qapp: QApplication, before: Sources, after: Sources, words: tuple[str, ...]) -> None:
    assert difference_words(source_differences(before, after)) == words
