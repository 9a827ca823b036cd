"""What the Evaluate place needs around it: a shelf with models that read by comparing mean images."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Answers
from mnist_desktop.ui.evaluation import work
from mnist_desktop.ui.evaluation.page import EvaluationPage
from mnist_desktop.ui.evaluation.result import EvaluationResult
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from tests.mean_image_reader import MeanImageReader
from tests.ui.conftest import AnsweringDialogs
from tests.ui.evaluation.evaluated import evaluated
from tests.ui.evaluation.stand_ins import Gate, StandInModel, StandInShelf


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()

    class GatedReader(MeanImageReader):
        @classmethod
        def of(cls, model: StandInModel, threads: int) -> "GatedReader":
            assert model.litert_bytes() == model.facts.name.encode()
            assert threads >= 1
            made.began.append(model.facts.name)
            return cls(model.facts.class_names, can_reject=model.can_reject)

        def read(self, inputs: NDArray[np.float32]) -> Answers:
            made.chunks += 1
            assert made.is_open.wait(10)
            return super().read(inputs)

    monkeypatch.setattr(work, "Recogniser", GatedReader)
    yield made
    made.is_open.set()


@pytest.fixture
def result(qtbot: QtBot, theme: Theme, icons: IconShop) -> EvaluationResult:
    """Shown, as large as in a window of 1280x800, with an evaluation of a model that cannot reject."""
    made = EvaluationResult(theme, icons)
    qtbot.addWidget(made)
    made.resize(1148, 640)
    made.show()
    made.show_evaluated(evaluated())
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def sets(tmp_path: Path) -> SetLibrary:
    """MNIST alone."""
    return SetLibrary(tmp_path / "sets")


@pytest.fixture
def shelf(qapp: QApplication) -> StandInShelf:
    return StandInShelf()


@pytest.fixture
def page(
    qtbot: QtBot,
    gate: Gate,
    shelf: StandInShelf,
    sets: SetLibrary,
    lane: Lane,
    theme: Theme,
    icons: IconShop,
    dialogs: AnsweringDialogs,
) -> EvaluationPage:
    """The Evaluate place before its first visit."""
    anything: Any = shelf
    made = EvaluationPage(shelf=anything, sets=sets, lane=lane, theme=theme, icons=icons, dialogs=dialogs)
    qtbot.addWidget(made)
    made.resize(1200, 740)
    return made
