from __future__ import annotations

import threading
import time
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import Mnist
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.strengths import GENTLE, STRONG
from mnist_desktop.ui import changed_digits
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.augmentation_maker import VARIANTS
from mnist_desktop.ui.training.augmentation_panel import AugmentationPanel
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.wording import sentence
from tests.ui.training.changing import Changer, block, shown, shows, was_asked, words


def test_nothing_is_made_before_it_is_shown(
    unshown: AugmentationPanel, training_lane: Lane, changer: Changer, qtbot: QtBot
) -> None:
    unshown.set_augmentation(STRONG)
    unshown.preview.shuffle()
    qtbot.wait(250)
    assert not training_lane.is_busy
    unshown.show()
    qtbot.waitUntil(shows(unshown, STRONG))
    assert len(changer.asked) == 1


def test_it_shows_training_digits_and_each_of_them_changed(
    panel: AugmentationPanel, mnist: Mnist, changer: Changer
) -> None:
    preview = shown(panel)
    assert preview is not None
    firsts = [int(np.flatnonzero(mnist.train.labels == digit)[0]) for digit in range(10)]
    np.testing.assert_array_equal(preview.digits, mnist.train.images[firsts])
    assert preview.changed.shape == (VARIANTS, 10, 28, 28)
    for variant in preview.changed:
        np.testing.assert_array_equal(variant, preview.digits[:, ::-1])
    assert threading.get_ident() not in changer.threads
    assert changer.asked == [(Augmentation(), 1, True)]


def test_a_change_is_seen_soon_with_the_same_random_numbers(
    panel: AugmentationPanel, changer: Changer, qtbot: QtBot
) -> None:
    before = time.monotonic()
    panel.rows["rotation"].slider.setValue(30)
    wanted = Augmentation(rotation=30)
    qtbot.waitUntil(shows(panel, wanted))
    assert 0.1 < time.monotonic() - before < 5
    assert changer.asked[-1][:2] == (wanted, 1)


def test_the_preview_follows_a_moving_slider_and_ends_with_its_end(
    panel: AugmentationPanel, changer: Changer, qtbot: QtBot
) -> None:
    for angle in range(1, 41):
        panel.rows["rotation"].slider.setValue(angle)
        qtbot.wait(10)
    qtbot.waitUntil(shows(panel, Augmentation(rotation=40)))
    assert 2 < len(changer.asked) < 40


def test_shuffling_takes_other_random_numbers(
    panel: AugmentationPanel, changer: Changer, qtbot: QtBot
) -> None:
    for count in (2, 3, 4):
        QTest.mouseClick(panel.shuffle_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(was_asked, changer, count))
    seeds = [seed for _, seed, _ in changer.asked]
    assert len(set(seeds)) == 4


def test_while_a_training_runs_it_says_that_it_waits(
    unshown: AugmentationPanel, training_lane: Lane, changer: Changer, qtbot: QtBot
) -> None:
    end = block(training_lane)
    unshown.lock(True)
    unshown.show()
    qtbot.waitUntil(lambda: "until the training has ended" in words(unshown))
    unshown.set_augmentation(GENTLE)
    unshown.set_augmentation(STRONG)
    qtbot.wait(200)
    assert changer.asked == []
    unshown.lock(False)
    assert "until other work has ended" in words(unshown)
    end.set()
    qtbot.waitUntil(shows(unshown, STRONG))
    # More than once where the window is arranged meanwhile and has room for other digits.
    assert {augmentation for augmentation, _, _ in changer.asked} == {STRONG}


def test_hidden_while_waiting_it_leaves_the_lane_alone(
    unshown: AugmentationPanel, training_lane: Lane, changer: Changer, qtbot: QtBot
) -> None:
    end = block(training_lane)
    unshown.show()
    qtbot.waitUntil(lambda: "other work" in words(unshown))
    unshown.hide()
    end.set()
    qtbot.waitUntil(lambda: not training_lane.is_busy)
    assert changer.asked == []
    unshown.show()
    qtbot.waitUntil(shows(unshown, Augmentation()))
    unshown.hide()
    unshown.show()
    assert len(changer.asked) == 1


def test_loading_tensorflow_is_told(
    unshown: AugmentationPanel, changer: Changer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changed_digits, "is_keras_loaded", lambda: False)
    changer.goes_on.clear()
    unshown.show()
    qtbot.waitUntil(lambda: "Loading TensorFlow" in words(unshown))
    # Changes meanwhile are no wait for others.
    unshown.rows["zoom"].slider.setValue(33)
    qtbot.wait(500)
    assert "Loading TensorFlow" in words(unshown)
    changer.goes_on.set()
    qtbot.waitUntil(shows(unshown, Augmentation(zoom=0.33)))


def test_trouble_is_a_sentence_and_can_be_tried_again(
    unshown: AugmentationPanel, changer: Changer, qtbot: QtBot
) -> None:
    changer.trouble = Problem(ProblemCode.DATA_MISSING, path="mnist.npz", reason="gone")
    unshown.show()
    qtbot.waitUntil(lambda: words(unshown) == sentence(changer.trouble))  # type: ignore[arg-type]
    changer.trouble = None
    QTest.mouseClick(unshown.preview.notice.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shows(unshown, Augmentation()))


def test_an_unexpected_error_is_a_sentence_and_goes_to_the_relay(
    panel: AugmentationPanel, changer: Changer, qtbot: QtBot
) -> None:
    changer.trouble = RuntimeError("no kernel")
    with qtbot.captureExceptions() as exceptions:
        panel.preview.shuffle()
        qtbot.waitUntil(lambda: words(panel) == "The digits could not be changed.")
    assert [str(error) for _, error, _ in exceptions] == ["no kernel"]


@pytest.mark.tensorflow
def test_the_pictures_are_what_training_sees(
    qtbot: QtBot, training_lane: Lane, icons: IconShop, theme: Theme
) -> None:
    from mnist_desktop.training.augmentation_preview import augmented

    made = AugmentationPanel(training_lane, icons, theme)
    qtbot.addWidget(made)
    made.set_augmentation(STRONG)
    made.show()
    qtbot.waitUntil(shows(made, STRONG), timeout=60_000)
    preview = shown(made)
    assert preview is not None
    seen = augmented(np.tile(preview.digits, (VARIANTS, 1, 1)), STRONG, preview.wish.seed)
    np.testing.assert_array_equal(preview.changed.reshape(-1, 28, 28), np.rint(seen * 255))


def test_it_takes_the_random_numbers_of_the_training_that_is_set(
    page: TrainingPage, changer: Changer, qtbot: QtBot
) -> None:
    page.settings.fields.seed.setValue(7)
    page.show()
    page.settings.augmentation_wanted.emit()
    qtbot.waitUntil(partial(was_asked, changer, 1))
    page.right.augmentation.preview.shuffle()
    qtbot.waitUntil(partial(was_asked, changer, 2))
    page.settings.fields.epochs.setValue(3)
    page.settings.fields.seed.setValue(12)
    qtbot.waitUntil(partial(was_asked, changer, 3))
    assert [seed for _, seed, _ in changer.asked] == [7, 8, 12]
