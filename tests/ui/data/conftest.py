"""What the tests of the Data place share: a shelf of models, MNIST with its figures, a lane that trains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mnist_desktop.data.mnist import Mnist
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.data.reading import ReadSet, looked_at
from mnist_desktop.ui.shelf import ModelShelf


@pytest.fixture
def shelf(qapp: QApplication, home: Path) -> ModelShelf:
    return ModelShelf(Library(home / "models", resource_path("models", "reader")))


@pytest.fixture(scope="session")
def read_mnist(mnist: Mnist) -> ReadSet:
    return looked_at(mnist)


@pytest.fixture
def training_lane(qapp: QApplication) -> Iterator[Lane]:
    """TensorFlow's tracing needs a deep stack."""
    made = Lane("training", stack_megabytes=64)
    yield made
    made.close()
    assert made.wait(60_000)
