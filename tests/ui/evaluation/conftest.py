"""What the Evaluate place needs around it: a shelf with models that read by comparing mean images."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from mnist_desktop.models.answers import Answers
from mnist_desktop.ui.evaluation import work
from tests.mean_image_reader import MeanImageReader
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
def shelf(qapp: QApplication) -> StandInShelf:
    return StandInShelf()
