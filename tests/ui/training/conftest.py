"""The Train place on its own, with a lane, a shelf and dialogs that answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.runs import RunStore
from mnist_desktop.ui import changed_digits
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.augmentation_panel import AugmentationPanel
from mnist_desktop.ui.training.network_editor import NetworkEditor
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.run_list import RunList
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from mnist_desktop.ui.training.sources_section import SourcesSection
from tests.hand import DIGITS
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.changing import Changer, shown
from tests.ui.training.layer_editing import CNN
from tests.ui.training.run_hand import PLAN, RUNS


@pytest.fixture
def shelf(qapp: QApplication, home: Path) -> ModelShelf:
    return ModelShelf(Library(home / "models", resource_path("models", "reader")))


@pytest.fixture
def training_lane(qapp: QApplication) -> Iterator[Lane]:
    """TensorFlow's tracing needs a deep stack."""
    made = Lane("training", stack_megabytes=64)
    yield made
    made.close()
    assert made.wait(60_000)


@pytest.fixture
def page(
    qtbot: QtBot,
    home: Path,
    shelf: ModelShelf,
    training_lane: Lane,
    lane: Lane,
    theme: Theme,
    icons: IconShop,
    dialogs: AnsweringDialogs,
) -> TrainingPage:
    made = TrainingPage(
        sets=SetLibrary(home / "sets"),
        runs=RunStore(home / "runs"),
        presets=OwnPresets(home / "presets"),
        shelf=shelf,
        lane=training_lane,
        files=lane,
        theme=theme,
        icons=icons,
        dialogs=dialogs,
    )
    qtbot.addWidget(made)
    made.resize(1190, 760)
    return made


@pytest.fixture
def changer(monkeypatch: pytest.MonkeyPatch) -> Changer:
    """Changes digits for the preview in TensorFlow's place."""
    made = Changer()
    monkeypatch.setattr(changed_digits, "augmented", made.augmented)
    monkeypatch.setattr(changed_digits, "is_keras_loaded", lambda: True)
    return made


@pytest.fixture
def unshown(
    qtbot: QtBot, training_lane: Lane, icons: IconShop, theme: Theme, changer: Changer
) -> AugmentationPanel:
    """The panel of changes, not shown yet."""
    made = AugmentationPanel(training_lane, icons, theme)
    qtbot.addWidget(made)
    made.resize(816, 670)
    return made


@pytest.fixture
def panel(qtbot: QtBot, unshown: AugmentationPanel) -> AugmentationPanel:
    """The panel of changes with its preview."""
    unshown.show()
    qtbot.waitUntil(lambda: shown(unshown) is not None)
    return unshown


@pytest.fixture
def settings(qtbot: QtBot, icons: IconShop) -> SettingsPanel:
    made = SettingsPanel(icons)
    qtbot.addWidget(made)
    made.resize(300, 760)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def editor(qtbot: QtBot, icons: IconShop, theme: Theme) -> NetworkEditor:
    """The layer editor with a convolutional network."""
    made = NetworkEditor(icons, theme)
    qtbot.addWidget(made)
    made.resize(804, 660)
    made.set_network(CNN)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


@pytest.fixture
def section(page: TrainingPage, qtbot: QtBot) -> SourcesSection:
    """The section, unfolded."""
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.past._lane.is_busy is False, timeout=10_000)
    page.settings.form.sources_fold.button.click()
    return page.settings.form.sources


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    """Ten digits of each of three writers."""
    path = tmp_path / "family.jsonl"
    write_ink(path, [LabelledDrawing(d, n, w) for w in ("Ada", "Ben", "Carla") for n, d in DIGITS.items()])
    return path


@pytest.fixture
def runs(qtbot: QtBot, theme: Theme, icons: IconShop) -> RunList:
    made = RunList(theme, icons)
    qtbot.addWidget(made)
    made.resize(320, 900)
    made.show_runs(RUNS, PLAN)
    made.show()
    qtbot.waitExposed(made)
    return made
