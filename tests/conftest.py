"""What holds for every test: no screen, no user's own files, nothing left running."""

from __future__ import annotations

import os

# Before anything imports Qt or TensorFlow.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leftovers import Watch


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a timer, a window or a process behind."""
    watch = Watch()
    yield
    left = watch.left_behind()
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def tensorflow_only_where_marked(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that loads TensorFlow without being marked for it."""
    was_loaded = "tensorflow" in sys.modules
    yield
    if not was_loaded and "tensorflow" in sys.modules and not request.node.get_closest_marker("tensorflow"):
        pytest.fail("loaded TensorFlow, but has no mark 'tensorflow'", pytrace=False)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test: models, settings and logs."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("MNIST_DESKTOP_HOME", str(folder))
    return folder
