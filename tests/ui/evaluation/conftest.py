"""What the Evaluate place needs around it: a shelf with models that read by comparing mean images."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.evaluation import work
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from tests.mean_image_reader import MeanImageReader
from tests.ui.evaluation.stand_ins import Gate, StandInShelf


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()

    class GatedReader(MeanImageReader):
        def __init__(self, content: bytes, class_names: tuple[str, ...], threads: int, name: str) -> None:
            super().__init__(class_names)
            assert name.encode() == content
            assert threads >= 1
            made.began.append(name)

        def read(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
            made.chunks += 1
            assert made.is_open.wait(10)
            return super().read(inputs)

    monkeypatch.setattr(work, "Recogniser", GatedReader)
    yield made
    made.is_open.set()


@pytest.fixture
def shelf(qapp: QApplication) -> StandInShelf:
    return StandInShelf()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> IconShop:
    return IconShop(theme)


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    made = Lane("background")
    yield made
    made.close()
    assert made.wait(5000)
