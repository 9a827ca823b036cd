"""What the random changes of a training make of one image; nothing is loaded before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from mnist_desktop.jobs.job import JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.strengths import GENTLE, STRONG
from mnist_desktop.ui.changed_digits import changed_digits
from mnist_desktop.ui.data.changed_sheet import VARIANTS, ChangedSheet
from mnist_desktop.ui.in_turn import InTurn
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.wording import sentence

_SIDE = 32


@dataclass(frozen=True, eq=False)
class _Wish:
    """An image (28, 28) uint8, and how to change it."""

    pixels: NDArray[np.uint8]
    augmentation: Augmentation
    seed: int


@dataclass(frozen=True, eq=False)
class _Changed:
    """What came of a wish: (VARIANTS, 28, 28) uint8."""

    wish: _Wish
    pictures: NDArray[np.uint8]


def _fulfil(wish: object, control: JobControl) -> _Changed:
    assert isinstance(wish, _Wish)
    repeated = np.tile(wish.pixels, (VARIANTS, 1, 1))
    return _Changed(wish, changed_digits(repeated, wish.augmentation, wish.seed, control))


class ChangedView(QWidget):
    """Shows an image changed by random amounts, with the very function that training uses."""

    def __init__(self, lane: Lane, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Change images in the lane, which trains, from when the user first asks for it."""
        super().__init__(parent)
        self.setObjectName("data-changed")
        self._pixels: NDArray[np.uint8] | None = None
        self._seed = 1
        self._is_wanted = False
        self._is_loaded = False
        self.words = label("", "muted", "data-changed-words")
        self.words.setWordWrap(True)
        self.show_button = QPushButton(self.tr("Show changes"))
        self.strengths = QButtonGroup(self)
        self.shuffle = QToolButton()
        self.shuffle.setProperty("role", "tool")
        self.shuffle.setFixedSize(_SIDE, _SIDE)
        self.sheet = ChangedSheet(theme)
        icons.dress(self.shuffle, "shuffle")
        self._turns = InTurn(lane, _fulfil, "data-changed", self)
        self._lay_out()
        self._connect()
        self._show_state()

    def show_pixels(self, pixels: NDArray[np.uint8]) -> None:
        """Change another image (28, 28) uint8, at once if changes are seen already."""
        self._pixels = pixels
        self.sheet.show_pictures(None)
        self._make()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where the changes were wanted."""
        super().showEvent(event)
        if self.sheet.pictures is None:
            self._make()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the lane to others."""
        super().hideEvent(event)
        self._turns.give_up()

    @property
    def augmentation(self) -> Augmentation:
        """How far the changes go."""
        return (GENTLE, Augmentation(), STRONG)[self.strengths.checkedId()]

    def _make(self) -> None:
        if self._is_wanted and self._pixels is not None and self.isVisible():
            self._turns.make(_Wish(self._pixels, self.augmentation, self._seed))

    def _show_state(self) -> None:
        self.show_button.setVisible(not self._is_wanted)
        self.sheet.setVisible(self._is_loaded)
        for part in (*self.strengths.buttons(), self.shuffle):
            part.setVisible(self._is_wanted)
        if not self._is_wanted:
            self._tell(
                self.tr(
                    "A training may turn, move, bend and thicken each image anew every time it sees it. "
                    "TensorFlow does that; loading it takes some seconds."
                )
            )

    def _tell(self, text: str, role: str = "muted") -> None:
        set_role(self.words, role)
        self.words.setText(text)

    def _on_wanted(self) -> None:
        self._is_wanted = True
        self._show_state()
        self._tell(self.tr("Changing the image …"))
        for chip in self.strengths.buttons():
            if chip.isChecked():
                chip.setFocus()
        self._make()

    def _on_strength(self) -> None:
        self._make()

    def _on_shuffle(self) -> None:
        self._seed += 1
        self._make()

    def _on_made(self, changed: _Changed) -> None:
        self._is_loaded = True
        self._show_state()
        if changed.wish.pixels is self._pixels:
            self._tell(self.tr("As training may see it, each time by other random amounts:"))
            self.sheet.show_pictures(changed.pictures)

    def _on_waits(self) -> None:
        self._tell(self.tr("This waits until a training or other work has ended."))

    def _on_begun(self) -> None:
        if not self._is_loaded:
            self._tell(self.tr("Changing the image …"))

    def _on_loading(self) -> None:
        self._tell(self.tr("Loading TensorFlow, which takes some seconds …"))

    def _on_failed(self, error: Exception) -> None:
        self._is_wanted = self._is_loaded = False
        self._show_state()
        known = isinstance(error, Problem)
        text = sentence(error) if isinstance(error, Problem) else self.tr("The image could not be changed.")
        self._tell(text, "danger")
        if not known:
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _connect(self) -> None:
        self.show_button.clicked.connect(self._on_wanted)
        self.strengths.idClicked.connect(self._on_strength)
        self.shuffle.clicked.connect(self._on_shuffle)
        self._turns.made.connect(self._on_made)
        self._turns.waits.connect(self._on_waits)
        self._turns.begun.connect(self._on_begun)
        self._turns.loading.connect(self._on_loading)
        self._turns.failed.connect(self._on_failed)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.show_button)
        for number, (text, name, tooltip) in enumerate(
            (
                (self.tr("Gentle"), "gentle", self.tr("Change it as much as neat hands differ")),
                (self.tr("Usual"), "usual", self.tr("Change it as much as a training does by default")),
                (
                    self.tr("Strong"),
                    "strong",
                    self.tr("Change it as much as careless hands differ, and more"),
                ),
            )
        ):
            chip = QPushButton(text)
            chip.setObjectName(f"data-changed-{name}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setChecked(number == 1)
            chip.setAccessibleName(text)
            chip.setToolTip(tooltip)
            self.strengths.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.shuffle)
        for button, name, title, tooltip in (
            (
                self.show_button,
                "show",
                self.show_button.text(),
                self.tr("Load TensorFlow and change this image"),
            ),
            (self.shuffle, "shuffle", self.tr("Shuffle"), self.tr("Change it by other random amounts")),
        ):
            button.setObjectName(f"data-changed-{name}")
            button.setAccessibleName(title)
            button.setToolTip(tooltip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.sheet)
