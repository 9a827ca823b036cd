"""Models side by side, measured in the background."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.evaluation.measuring import measure_set
from mnist_desktop.jobs.job import Cancelled, JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.models import comparison_work
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.shelf import ModelShelf
from tests.hand import DIGITS
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import add, press


def reading(shelf: ModelShelf, name: str, answer: int) -> LibraryModel:
    """A model that really reads, the same digit whatever it sees."""
    outputs = np.full(10, 0.01)
    outputs[answer] = 0.91
    network = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    weights = [np.zeros((784, 10), np.float32), np.log(outputs).astype(np.float32)]
    prepared = PreparedModel(
        network, b"keras", write_litert(network, weights), network.parameters, network.facts(), (28, 28)
    )
    model = shelf.library.add(prepared, name=name, origin=Origin.TRAINED, accuracy=0.1)
    shelf.models_changed.emit()
    return model


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    lines = []
    for label in "1114":
        strokes = [[list(point) for point in stroke.points] for stroke in DIGITS[label].strokes]
        lines.append(json.dumps({"strokes": strokes, "label": label}))
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(autouse=True)
def small_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the test digits is enough."""
    whole = load_mnist_test()
    part = whole.subset(np.arange(1000))
    monkeypatch.setattr(comparison_work, "load_mnist_test", lambda: part)


def compare(page: ModelsPage, *models: LibraryModel) -> None:
    page.list.tick(tuple(model.facts.identifier for model in models))
    press(page.listing.comparing.compare)


def row(page: ModelsPage, name: str) -> list[tuple[str, str]]:
    return [(value.shown.whole, value.difference.text()) for value in page.comparison.table.rows[name]]


def wait(qtbot: QtBot, page: ModelsPage, measuring: Lane) -> None:
    qtbot.waitUntil(lambda: not page.comparison.is_measuring and not measuring.is_busy, timeout=30_000)


def test_two_to_four_whole_models_can_be_compared(page: ModelsPage, shelf: ModelShelf) -> None:
    models = [add(shelf, str(number)) for number in range(5)]
    buttons = page.listing.comparing
    page.list.choose(models[0].facts.identifier)
    assert not buttons.compare.isEnabled()
    assert "two to four" in buttons.compare.toolTip()
    page.list.tick(tuple(model.facts.identifier for model in models))
    assert "At most four" in buttons.draw.toolTip()
    models[0].litert_file.unlink()
    page.hide()
    page.show()
    page.list.tick((models[0].facts.identifier, models[1].facts.identifier))
    assert "0 is damaged" in buttons.compare.toolTip()
    assert not buttons.compare.isEnabled()


def test_models_are_measured_and_set_side_by_side(
    page: ModelsPage, shelf: ModelShelf, measuring: Lane, qtbot: QtBot, figures: KeptFigures
) -> None:
    one, four = reading(shelf, "always 1", 1), reading(shelf, "always 4", 4)
    with qtbot.waitSignal(page.work_started):
        compare(page, one, four)
    assert page.comparison.isVisible()
    assert not page.list.isVisible()
    wait(qtbot, page, measuring)
    assert [text for text, _ in row(page, "name")] == ["always 4", "always 1"]
    assert row(page, "mnist") == [("11.0 %", "1.6 points less"), ("12.6 %", "the best")]
    assert all(text.endswith(" ms") for text, _ in row(page, "speed"))
    assert row(page, "ink") == [("–", ""), ("–", "")]
    assert row(page, "size") == [("1 kB", "the same")] * 2
    heads = page.comparison.table.heads
    assert (heads["layers"].text(), heads["input"].text()) == ("the same", "the same")
    cell = page.comparison.table.confusions[1]
    assert cell.told.text().splitlines()[0] == "2 read as 1, 116 times"
    assert "2 read as 1" in cell.matrix.accessibleDescription()
    assert not page.comparison.grab().isNull()
    assert set(figures.of(one.facts.litert_sha256).sets) == {"mnist"}
    assert not page.comparison.measure.isVisible()
    assert not page.comparison.stop.isVisible()


def test_nothing_is_measured_twice(
    page: ModelsPage,
    shelf: ModelShelf,
    measuring: Lane,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    ink: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, four = reading(shelf, "always 1", 1), reading(shelf, "always 4", 4)
    compare(page, one, four)
    dialogs.path = ink
    wait(qtbot, page, measuring)
    press(page.comparison.ink_button)
    wait(qtbot, page, measuring)
    assert row(page, "ink") == [("25.0 %", "50.0 points less"), ("75.0 %", "the best")]
    assert page.comparison.told.whole == "Handwriting: mine.jsonl"

    def refuse(*_: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr(comparison_work, "measure_set", refuse)
    monkeypatch.setattr(comparison_work, "milliseconds_a_reading", refuse)
    press(page.comparison.back)
    assert page.list.isVisible()
    page.comparison.ink = None
    compare(page, four, one)
    assert not page.comparison.is_measuring
    assert [text for text, _ in row(page, "mnist")] == ["11.0 %", "12.6 %"]
    press(page.comparison.ink_button)
    wait(qtbot, page, measuring)
    assert [text for text, _ in row(page, "ink")] == ["25.0 %", "75.0 %"]
    assert dialogs.troubles == []


def test_ink_that_cannot_be_used_costs_a_sentence(
    page: ModelsPage,
    shelf: ModelShelf,
    measuring: Lane,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
) -> None:
    compare(page, reading(shelf, "1", 1), reading(shelf, "4", 4))
    wait(qtbot, page, measuring)
    for content in (None, b"{}\n"):
        dialogs.path = tmp_path / "no.jsonl"
        if content is not None:
            dialogs.path.write_bytes(content)
        press(page.comparison.ink_button)
        wait(qtbot, page, measuring)
    assert [error.code for error in dialogs.troubles if isinstance(error, Problem)] == [
        ProblemCode.FILE_MISSING,
        ProblemCode.INK_DAMAGED,
    ]
    assert [text for text, _ in row(page, "mnist")] == ["11.0 %", "12.6 %"]


def test_measuring_is_stopped_and_goes_on(
    page: ModelsPage,
    shelf: ModelShelf,
    measuring: Lane,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(*arguments: object) -> None:
        cancelled = arguments[3]
        assert callable(cancelled)
        while not cancelled():
            time.sleep(0.005)

    monkeypatch.setattr(comparison_work, "measure_set", slow)
    compare(page, reading(shelf, "1", 1), reading(shelf, "4", 4))
    qtbot.waitUntil(lambda: row(page, "speed")[0][0].endswith(" ms"), timeout=10_000)
    press(page.comparison.stop)
    wait(qtbot, page, measuring)
    # What was measured when they were kept.
    assert [text for text, _ in row(page, "mnist")] == ["10.0 %", "10.0 %"]
    monkeypatch.setattr(comparison_work, "measure_set", measure_set)
    press(page.comparison.measure)
    wait(qtbot, page, measuring)
    assert [text for text, _ in row(page, "mnist")] == ["11.0 %", "12.6 %"]


def test_another_ink_file_takes_the_place_of_what_is_measured(
    page: ModelsPage,
    shelf: ModelShelf,
    measuring: Lane,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    ink: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = threading.Event()

    def slow(*arguments: object) -> None:
        cancelled = arguments[3]
        assert callable(cancelled)
        begun.set()
        while not cancelled():
            time.sleep(0.005)

    monkeypatch.setattr(comparison_work, "measure_set", slow)
    compare(page, reading(shelf, "1", 1), reading(shelf, "4", 4))
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    monkeypatch.setattr(comparison_work, "measure_set", measure_set)
    dialogs.path = ink
    press(page.comparison.ink_button)
    assert page.comparison.is_measuring
    wait(qtbot, page, measuring)
    assert [text for text, _ in row(page, "mnist")] == ["11.0 %", "12.6 %"]
    assert [text for text, _ in row(page, "ink")] == ["25.0 %", "75.0 %"]
    assert dialogs.troubles == []


def test_a_model_that_cannot_be_read_harms_no_other(
    page: ModelsPage, shelf: ModelShelf, measuring: Lane, qtbot: QtBot
) -> None:
    compare(page, add(shelf, "no LiteRT file"), reading(shelf, "4", 4))
    wait(qtbot, page, measuring)
    assert "damaged" in row(page, "name")[1][1]
    assert [text for text, _ in row(page, "mnist")] == ["11.0 %", "–"]


def test_it_is_left_by_key_and_leads_to_the_drawing(
    page: ModelsPage, shelf: ModelShelf, measuring: Lane, qtbot: QtBot
) -> None:
    one, four = reading(shelf, "1", 1), reading(shelf, "4", 4)
    compare(page, one, four)
    wait(qtbot, page, measuring)
    wanted: list[object] = []
    page.drawing_wanted.connect(wanted.append)
    press(page.comparison.draw)
    QTest.keyClick(page.comparison.back, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    press(page.listing.comparing.draw)
    assert wanted == [(four.facts.identifier, one.facts.identifier)] * 2


def test_the_work_stops_between_models(shelf: ModelShelf, figures: KeptFigures) -> None:
    stopped = threading.Event()
    stopped.set()
    work = comparison_work.ComparisonWork((reading(shelf, "1", 1),), figures, None)
    with pytest.raises(Cancelled):
        work(JobControl(lambda _report: None, stopped))


def test_a_model_without_digits_leaves_the_others_their_room(
    page: ModelsPage, shelf: ModelShelf, measuring: Lane, qtbot: QtBot
) -> None:
    digits, letters = reading(shelf, "digits", 1), reading(shelf, "letters", 4)
    letters = shelf.name_classes(letters.facts.identifier, tuple("abcdefghij"))
    compare(page, digits, letters)
    wait(qtbot, page, measuring)
    names = page.comparison.table.rows["name"]
    told = next(value for value in names if value.shown.whole == "letters").difference
    assert "its accuracy cannot be measured" in told.text()

    def is_even() -> bool:
        widths = [value.widget.width() for value in names]
        return max(widths) - min(widths) <= 2

    qtbot.waitUntil(is_even, timeout=5_000)
    qtbot.waitUntil(lambda: told.height() >= told.heightForWidth(told.width()), timeout=5_000)
