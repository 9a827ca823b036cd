"""Drawing with models that take another picture or answer for other classes than the program's own."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.input_form import InputForm, Outputs, Pixels
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.window import DRAW
from tests.hand import DIGITS
from tests.models.linear_models import linear_model
from tests.ui.strokes import draw


@pytest.fixture
def page(program: Program) -> DrawPage:
    found: DrawPage = program.window.page(DRAW)
    return found


def use(program: Program, form: InputForm, class_names: tuple[str, ...]) -> str:
    made = linear_model(form, len(class_names))
    network = made.network
    prepared = PreparedModel(
        network,
        b"keras",
        made.litert(),
        network.parameters,
        network.facts(),
        network.input_shape,
        form=form,
        class_names=class_names,
    )
    model = program.shelf.library.add(prepared, name="Other", origin=Origin.OPENED, accuracy=None)
    program.shelf.activate(model.facts.identifier)
    return model.facts.identifier


def test_the_preview_shows_what_such_a_model_sees(qtbot: QtBot, program: Program, page: DrawPage) -> None:
    form = InputForm((14, 14, 1), Pixels.BYTES, is_dark_on_light=True, outputs=Outputs.LOGITS)
    use(program, form, tuple("0123456789"))
    draw(page.board, DIGITS["0"])
    qtbot.waitUntil(lambda: page.answer.glyph.text() == "0", timeout=5000)
    seen = page.answer.preview.array
    assert seen is not None
    assert seen.shape == (14, 14)
    assert seen[0, 0] == 1
    assert seen.min() < 0.5
    assert page.answer.about.text() == "14 × 14 pixels, drawn from your strokes"
    assert page.answer.bars.numbers is not None
    assert page.answer.bars.numbers.sum() == pytest.approx(1, abs=1e-5)


def test_of_more_than_ten_classes_the_likeliest_have_bars(
    qtbot: QtBot, program: Program, page: DrawPage
) -> None:
    names = (*(f"digit {digit}" for digit in range(10)), *"ABCDEFGHIJKLMNOP")
    identifier = use(program, InputForm((28, 28)), names)
    draw(page.board, DIGITS["0"])
    qtbot.waitUntil(lambda: page.answer.glyph.text() == "digit 0", timeout=5000)
    bars = page.answer.bars
    assert bars.numbers is not None
    assert len(bars.numbers) == 26
    assert bars.winner == bars.shown[0] == 0
    assert sorted(bars.shown) == sorted(np.argsort(-bars.numbers, kind="stable")[:10])
    assert "none of its classes" in page.answer.note.text()
    assert page.answer.glyph.property("role") == "reading_name"
    # Another name is there with the next reading.
    program.shelf.name_classes(identifier, tuple("abcdefghijklmnopqrstuvwxyz"))
    qtbot.waitUntil(lambda: page.answer.glyph.text() == "a", timeout=5000)
    assert page.answer.glyph.property("role") == "reading"
