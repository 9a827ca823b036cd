"""A trained model that only Keras can run, in the window: told, not used, saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.models import preparation
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.models import words
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.training.page import TrainingPage
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.page_hand import PLAN, click, trained


@pytest.mark.long
@pytest.mark.tensorflow
def test_it_is_kept_told_and_saved_but_not_used(
    page: TrainingPage,
    qtbot: QtBot,
    shelf: ModelShelf,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preparation, "MOST_DIFFERENCE", -1.0)
    page.show()
    page.settings.show_plan(PLAN)
    trained(page, qtbot, page.start)
    assert dialogs.troubles == []
    told = page.result.text.text()
    assert told.startswith("Kept among your models as Dense 64, but it cannot read your drawings")
    assert "Keras can run it: save it as a .keras file." in told
    assert not page.result.use.isEnabled()
    assert not page.holds_unkept_model()
    model = shelf.models[1]
    assert words.badge(model) == "Keras only"
    with pytest.raises(Problem) as caught:
        shelf.activate(model.facts.identifier)
    assert caught.value.code is ProblemCode.MODEL_KERAS_ONLY
    assert ModelShelf(shelf.library, model.facts.identifier).active.facts != model.facts
    dialogs.path = tmp_path / "saved.keras"
    with qtbot.waitSignal(page.keeping.file_saved, timeout=60_000):
        click(page.result.save)
    assert dialogs.path.stat().st_size > 100_000
