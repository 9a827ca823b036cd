"""What the Data place needs around it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mnist_desktop.data.mnist import Mnist, load_mnist
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme


@pytest.fixture(scope="session")
def mnist() -> Mnist:
    return load_mnist()


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
