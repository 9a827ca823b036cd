"""The model in use outlasts the program, and one that cannot be used any more harms nothing."""

from __future__ import annotations

from mnist_desktop.app import Program
from mnist_desktop.models.library import Library
from mnist_desktop.places import user_places
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.shelf import ModelShelf
from tests.ui.draw.stand_ins import use_model


def shelf_of_the_next_start() -> ModelShelf:
    library = Library(user_places().models, resource_path("models", "reader"))
    return ModelShelf(library, Preferences(user_places().config).active_model)


def test_the_model_in_use_is_the_same_the_next_time(program: Program) -> None:
    model = use_model(program.shelf, {3: 1.0})
    assert shelf_of_the_next_start().active == model


def test_one_that_is_damaged_by_then_is_replaced_by_the_bundled_one(program: Program) -> None:
    model = use_model(program.shelf, {3: 1.0})
    other = use_model(program.shelf, {4: 1.0})
    other.litert_file.unlink()
    shelf = shelf_of_the_next_start()
    assert shelf.active.facts.name == "Reader"
    assert [found.damaged for found in shelf.models if found.facts.identifier == other.facts.identifier] == [
        True
    ]
    assert model in shelf.models
