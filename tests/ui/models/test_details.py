"""The facts of a chosen model: hash, speed, the epochs of its training, and a damaged one's folder."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.evaluation.model_figures import ModelFigures
from mnist_desktop.models.facts import Origin
from mnist_desktop.ui.models.arranging import Order
from mnist_desktop.ui.models.comparison_column import ComparedColumn
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.shelf import ModelShelf
from tests.ui.models.conftest import add, choose, prepared, spoken


def test_the_hash_is_short_and_copied_whole(page: ModelsPage, shelf: ModelShelf) -> None:
    model = add(shelf)
    choose(page, model)
    line = page.details.facts.hash
    assert line.short.text() == f"{model.facts.keras_sha256[:12]}…"
    assert model.facts.keras_sha256 in line.short.toolTip()
    line.copy.click()
    assert QGuiApplication.clipboard().text() == model.facts.keras_sha256
    assert line.copied.isVisible()
    add(shelf, "other")
    page.list.choose("reader")
    assert not line.copied.isVisible()
    line._told.stop()


def test_the_time_of_a_reading_is_told_where_it_was_measured(
    page: ModelsPage, shelf: ModelShelf, figures: KeptFigures
) -> None:
    model = add(shelf)
    figures.keep(model.facts.litert_sha256, ModelFigures(0.4234))
    choose(page, model)
    shown = {key.text(): value.whole for key, value in page.details.facts.pairs if key.isVisible()}
    assert shown["Speed"] == "0.42 ms a reading"


def test_until_then_the_time_is_told_that_was_found_when_it_was_made_ready(
    page: ModelsPage, shelf: ModelShelf, figures: KeptFigures
) -> None:
    made = replace(prepared("timed"), reading_ms=1.234)
    model = shelf.library.add(made, name="Timed", origin=Origin.OPENED, accuracy=None)
    shelf.models_changed.emit()
    choose(page, model)
    shown = {key.text(): value.whole for key, value in page.details.facts.pairs if key.isVisible()}
    assert shown["Speed"] == "1.2 ms a reading"
    column = ComparedColumn(model, figures.of(model.facts.litert_sha256))
    page.comparison.table.show_columns((column, column), "", "")
    assert page.comparison.table.rows["speed"][0].shown.whole == "1.2 ms"
    slower = replace(prepared("slower"), reading_ms=2.0)
    shelf.library.add(slower, name="Slower", origin=Origin.OPENED, accuracy=None)
    add(shelf, "Unknown")
    orders = page.listing.searching.orders
    orders.setCurrentIndex(orders.findData(Order.SPEED.value))
    assert [line.split(",")[0] for line in spoken(page)][:2] == ["Timed", "Slower"]


@pytest.mark.parametrize(
    ("history", "words", "is_plotted"),
    [
        (None, "", False),
        ([], "", False),
        ("nonsense", "", False),
        ([{"accuracy": 0.9}], "90.0 % after its one epoch, on the images it learnt from", False),
        (
            [
                {"accuracy": 0.8, "validation_accuracy": 0.9},
                {"accuracy": 0.9, "validation_accuracy": 0.98},
                {"accuracy": 0.97, "validation_accuracy": 0.97},
                {"accuracy": "x"},
                4,
            ],
            "90.0 % after epoch 1, best 98.0 % after epoch 2 of 3, on validation images",
            True,
        ),
    ],
)
def test_the_epochs_of_its_training_are_told(
    page: ModelsPage, shelf: ModelShelf, history: object, words: str, is_plotted: bool
) -> None:
    training = {"settings": {"preset": "dense-64"}, "history": history}
    shelf.library.add(prepared("x"), name="x", origin=Origin.TRAINED, accuracy=0.9, training=training)
    shelf.models_changed.emit()
    choose(page, shelf.library.find("x"))
    facts = page.details.facts
    assert facts.history.value.whole == words
    assert facts.plot.isVisible() == is_plotted
    if is_plotted:
        assert facts.plot.accessibleDescription() == words
        QTest.mouseMove(facts.plot, facts.plot.rect().center())
        assert not facts.plot.grab().isNull()


def test_the_folder_of_a_damaged_model_can_be_shown(
    page: ModelsPage, shelf: ModelShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    model = add(shelf)
    choose(page, model)
    assert not page.details.folder.isVisible()
    model.litert_file.unlink()
    page.hide()
    page.show()
    page.details.folder.click()
    assert [url.toLocalFile() for url in shown] == [str(model.folder)]
