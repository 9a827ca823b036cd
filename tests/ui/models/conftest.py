"""A shelf with a bundled model, and the Models place on it. No TensorFlow: the models are small stand-ins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.entries import LibraryModel, facts_of, write_entry
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.models.network import Dense, Dropout, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from tests.ui.conftest import AnsweringDialogs

NETWORK = Network((28, 28), (Flatten(), Dense(64, "relu"), Dropout(0.2), Dense(10, "softmax")))


def prepared(mark: str = "") -> PreparedModel:
    keras, litert = f"keras {mark}".encode(), f"litert {mark}".encode()
    return PreparedModel(NETWORK, keras, litert, NETWORK.parameters, NETWORK.facts(), NETWORK.input_shape)


@pytest.fixture
def shelf(tmp_path: Path, qapp: object) -> ModelShelf:
    facts = facts_of(
        prepared(),
        identifier="reader",
        name="Reader",
        origin=Origin.BUNDLED,
        created="2026-01-01T00:00:00+00:00",
        accuracy=0.995,
    )
    write_entry(tmp_path / "reader", prepared(), facts)
    return ModelShelf(Library(tmp_path / "models", tmp_path / "reader"))


@pytest.fixture
def figures(tmp_path: Path) -> KeptFigures:
    return KeptFigures(tmp_path / "measured.json")


@pytest.fixture
def measuring(qapp: object) -> Iterator[Lane]:
    made = Lane("measuring")
    yield made
    made.close()
    assert made.wait(30_000)


@pytest.fixture
def page(
    qtbot: QtBot,
    shelf: ModelShelf,
    lane: Lane,
    theme: Theme,
    icons: IconShop,
    dialogs: AnsweringDialogs,
    figures: KeptFigures,
    measuring: Lane,
    tmp_path: Path,
) -> ModelsPage:
    made = ModelsPage(
        shelf=shelf,
        lane=lane,
        measuring=measuring,
        theme=theme,
        icons=icons,
        dialogs=dialogs,
        figures=figures,
        presets=OwnPresets(tmp_path / "presets"),
    )
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def add(shelf: ModelShelf, name: str = "Mine", accuracy: float | None = 0.98) -> LibraryModel:
    model = shelf.library.add(prepared(name), name=name, origin=Origin.TRAINED, accuracy=accuracy)
    shelf.models_changed.emit()
    return model


def add_pair(shelf: ModelShelf, keras_file: bytes, litert_file: bytes) -> LibraryModel:
    """A model whose files are real."""
    pair = replace(prepared(), keras_file=keras_file, litert_file=litert_file)
    model = shelf.library.add(pair, name="Real: 1/2", origin=Origin.TRAINED, accuracy=None)
    shelf.models_changed.emit()
    return model


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: ModelsPage, model: LibraryModel) -> None:
    assert page.list.choose(model.facts.identifier)


def spoken(page: ModelsPage) -> list[str]:
    rows = page.list.rows
    return [str(rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(rows.rowCount())]


def name_shown(page: ModelsPage) -> str:
    return page.details.name.whole
