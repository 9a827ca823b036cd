"""Searching, sorting and ticking in the list of models."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.evaluation.model_figures import ModelFigures
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.network import Conv2D, Dense, Flatten, Network
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.models.row_painter import tick_target
from mnist_desktop.ui.shelf import ModelShelf
from tests.ui.models.conftest import add, choose, name_shown, prepared, press, spoken


def names(page: ModelsPage) -> list[str]:
    return [words.split(",")[0] for words in spoken(page)]


def opened(shelf: ModelShelf, name: str, source: str) -> LibraryModel:
    network = Network((28, 28, 1), (Conv2D(4), Flatten(), Dense(10, "softmax")))
    convolutional = replace(prepared(name), layers=network.facts(), keras_file=b"x" * 900)
    model = shelf.library.add(
        convolutional, name=name, origin=Origin.OPENED, accuracy=None, source=source, saved_by="Keras 2.3.1"
    )
    shelf.models_changed.emit()
    return model


def row_place(page: ModelsPage, model: LibraryModel) -> QPoint:
    return page.list.visualRect(page.list.rows.index(page.list.rows.row_of(model.facts.identifier))).center()


def click_tick(page: ModelsPage, model: LibraryModel) -> None:
    row = page.list.visualRect(page.list.rows.index(page.list.rows.row_of(model.facts.identifier)))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=tick_target(row).center())


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ALPHA", ["Alpha one"]),
        ("one", ["Alpha one", "Beta one"]),
        ("one beta", ["Beta one"]),
        ("opened", ["Course"]),
        ("conv2d", ["Course"]),
        ("homework.h5", ["Course"]),
        ("2.3.1", ["Course"]),
        ("bundled", ["Reader"]),
        ("  ", ["Reader", "Course", "Alpha one", "Beta one"]),
    ],
)
def test_models_are_found_by_what_is_known_of_them(
    page: ModelsPage, shelf: ModelShelf, search: str, found: list[str]
) -> None:
    add(shelf, "Beta one")
    add(shelf, "Alpha one")
    opened(shelf, "Course", "Homework.h5")
    QTest.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.listing.searching.field, search)
    assert sorted(names(page)) == sorted(found)


def test_a_search_without_success_says_so_and_is_easily_left(page: ModelsPage, shelf: ModelShelf) -> None:
    add(shelf, "one")
    field = page.listing.searching.field
    QTest.keyClicks(field, "<b>no such</b>")
    assert not page.list.isVisible()
    assert "<b>no such</b>" in page.listing.nothing.words.text()
    assert not page.details.isVisible()
    row = page.actions_row
    assert [b.isEnabled() for b in (row.use, row.rename, row.open, row.save, row.delete)] == [
        False,
        False,
        True,
        False,
        False,
    ]
    press(page.listing.nothing.show_all)
    assert names(page) == ["Reader", "one"]
    assert page.details.isVisible()
    QTest.keyClicks(field, "no such")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert page.list.isVisible()


def test_the_list_is_reached_from_the_field_by_key(page: ModelsPage, shelf: ModelShelf) -> None:
    add(shelf, "one")
    page.listing.searching.field.setFocus()
    QTest.keyClick(page.listing.searching.field, Qt.Key.Key_Down)
    assert page.list.hasFocus()


def test_a_model_that_is_added_is_shown_whatever_was_searched_for(
    page: ModelsPage, shelf: ModelShelf
) -> None:
    QTest.keyClicks(page.listing.searching.field, "bundled")
    model = add(shelf, "new")
    page.listing.present(model.facts.identifier)
    assert name_shown(page) == "new"


def test_the_order_is_chosen(page: ModelsPage, shelf: ModelShelf, figures: KeptFigures) -> None:
    slow, quick = add(shelf, "b slow", 0.97), add(shelf, "A quick", 0.99)
    opened(shelf, "c unknown", "c.h5")
    figures.keep(slow.facts.litert_sha256, ModelFigures(4.0))
    figures.keep(quick.facts.litert_sha256, ModelFigures(0.2))
    orders = page.listing.searching.orders
    listed = []
    orders.setFocus()
    QTest.keyClick(orders, Qt.Key.Key_Home)
    for _ in range(orders.count()):
        listed.append(names(page))
        QTest.keyClick(orders, Qt.Key.Key_Down)
    assert listed == [
        ["Reader", "c unknown", "A quick", "b slow"],
        ["A quick", "b slow", "c unknown", "Reader"],
        ["Reader", "A quick", "b slow", "c unknown"],
        ["Reader", "b slow", "A quick", "c unknown"],
        ["A quick", "b slow", "Reader", "c unknown"],
    ]


def test_search_and_order_are_remembered(page: ModelsPage, shelf: ModelShelf) -> None:
    add(shelf, "one")
    page.restore_state({"search": "one", "order": "name"})
    assert names(page) == ["one"]
    state = page.settings_state()
    assert (state["search"], state["order"]) == ("one", "name")
    page.restore_state({"order": "nonsense"})
    assert names(page) == ["Reader", "one"]
    assert page.settings_state()["order"] == "newest"


def test_models_are_ticked_by_mouse_and_key(page: ModelsPage, shelf: ModelShelf) -> None:
    one, two, three = add(shelf, "one"), add(shelf, "two"), add(shelf, "three")
    choose(page, one)
    click_tick(page, two)
    assert {model.facts.name for model in page.list.ticked} == {"one", "two"}
    QTest.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        row_place(page, three),
    )
    assert {model.facts.name for model in page.list.ticked} == {"one", "two", "three"}
    click_tick(page, two)
    click_tick(page, three)
    click_tick(page, one)
    assert [model.facts.name for model in page.list.ticked] == ["one"]
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.list, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert len(page.list.ticked) == 2


def test_ticks_outlast_another_order_and_news(page: ModelsPage, shelf: ModelShelf) -> None:
    one, two = add(shelf, "one"), add(shelf, "two")
    page.list.tick((one.facts.identifier, two.facts.identifier))
    add(shelf, "three")
    page.listing.searching.orders.setCurrentIndex(1)
    assert [model.facts.name for model in page.list.ticked] == ["one", "two"]


def test_two_quick_clicks_on_a_tick_use_nothing(page: ModelsPage, shelf: ModelShelf) -> None:
    one = add(shelf, "one")
    row = page.list.visualRect(page.list.rows.index(page.list.rows.row_of(one.facts.identifier)))
    place = tick_target(row).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shelf.active.facts.name == "Reader"
