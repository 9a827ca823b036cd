"""A stand-in for the changing of digits, and what a user sees of the preview."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QSlider, QWidget

from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.jobs.job import JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.ui.training.augmentation_maker import Preview
from mnist_desktop.ui.training.augmentation_panel import AugmentationPanel


class Changer:
    """Stands in for the changing of digits: turns them upside down, and may be slow or fail."""

    def __init__(self) -> None:
        self.asked: list[tuple[Augmentation, int, bool]] = []
        self.threads: list[int] = []
        self.trouble: Exception | None = None
        self.goes_on = threading.Event()
        self.goes_on.set()

    def augmented(
        self, images: NDArray[np.uint8], augmentation: Augmentation, seed: int, gives_way: bool = False
    ) -> NDArray[np.float32]:
        self.asked.append((augmentation, seed, gives_way))
        self.threads.append(threading.get_ident())
        assert self.goes_on.wait(20)
        if self.trouble is not None:
            raise self.trouble
        return images_to_inputs(images[:, ::-1])


def shown(panel: AugmentationPanel) -> Preview | None:
    """The preview, if it is what is seen."""
    return panel.preview.sheet.preview if panel.preview.sheet.isVisible() else None


def words(panel: AugmentationPanel) -> str:
    """What stands in place of the pictures."""
    return panel.preview.notice.text.text() if panel.preview.notice.isVisible() else ""


def shows(panel: AugmentationPanel, augmentation: Augmentation) -> Callable[[], bool]:
    def look() -> bool:
        preview = shown(panel)
        return preview is not None and preview.wish.augmentation == augmentation

    return look


def was_asked(changer: Changer, count: int) -> bool:
    return len(changer.asked) == count


def block(lane: Lane) -> threading.Event:
    """Keep the lane busy until the event is set."""
    end = threading.Event()

    def work(_control: JobControl) -> None:
        end.wait(20)

    lane.submit(work)
    return end


def controls(panel: AugmentationPanel) -> list[QWidget]:
    kinds = QAbstractButton | QAbstractSpinBox | QSlider
    return [widget for widget in panel.findChildren(QWidget) if isinstance(widget, kinds)]
