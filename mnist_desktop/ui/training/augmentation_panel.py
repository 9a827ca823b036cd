"""How digits are changed at random: seven numbers, and real digits changed by them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.strengths import GENTLE, NONE, STRONG
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.augmentation_kinds import kinds
from mnist_desktop.ui.training.augmentation_preview import AugmentationPreview
from mnist_desktop.ui.training.augmentation_row import AmountRow
from mnist_desktop.ui.widgets.labels import label

_ROWS_WIDTH = (276, 400)
_SCROLL_BAR = 12
_LEFT_OF_VIEWS = 12
"""As far from the settings as the plots, whose place this takes."""


class AugmentationPanel(QWidget):
    """Lets the user choose how far digits may be changed, and see it.

    Signals:
        changed: The user chose other changes.
        done: The user wants to go back to where the panel was opened.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, lane: Lane, icons: IconShop, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with the usual changes; the lane, which trains, makes the preview once the panel is shown."""
        super().__init__(parent)
        self.setObjectName("augmentation_panel")
        self._usual = Augmentation()
        self._is_locked = False
        self.rows = {kind.name: AmountRow(kind) for kind in kinds()}
        self.none_button = QPushButton(self.tr("None"))
        self.gentle_button = QPushButton(self.tr("Gentle"))
        self.strong_button = QPushButton(self.tr("Strong"))
        self.reset_button = QPushButton(self.tr("Reset"))
        self.shuffle_button = QPushButton(self.tr("Shuffle"))
        self.done_button = QPushButton(self.tr("Done"))
        self._choices = {NONE: self.none_button, GENTLE: self.gentle_button, STRONG: self.strong_button}
        self._words = label("", "muted", "augmentation_words")
        self._words.setWordWrap(True)
        self.preview = AugmentationPreview(lane, theme)
        icons.dress(self.shuffle_button, "shuffle")
        self._name_parts()
        self._lay_out()
        self._connect()
        self.set_augmentation(self._usual)
        self.lock(False)

    def augmentation(self) -> Augmentation:
        """What the rows say."""
        return Augmentation(**{name: row.value for name, row in self.rows.items()})

    def set_augmentation(self, augmentation: Augmentation) -> None:
        """Show other changes, each brought within its limits, without a signal."""
        for name, row in self.rows.items():
            row.set_value(getattr(augmentation, name))
        self._follow()

    def set_usual(self, augmentation: Augmentation) -> None:
        """Tell what the button Reset goes back to, the changes of the network's preset."""
        self._usual = augmentation
        self._follow()

    def lock(self, is_locked: bool) -> None:
        """Nothing can be changed while a training runs, which the preview waits for."""
        self._is_locked = is_locked
        for widget in (*self.rows.values(), *self._choices.values(), self.shuffle_button):
            widget.setEnabled(not is_locked)
        self._words.setText(
            self.tr("A training runs. You can change this when it has ended.")
            if is_locked
            else self.tr("Every time a digit is seen, it is changed anew, by random amounts up to these.")
        )
        self.preview.tell_training(is_locked)
        self._follow()

    def _choose(self, augmentation: Augmentation) -> None:
        self.set_augmentation(augmentation)
        self.changed.emit()

    def _follow(self) -> None:
        """Let the buttons and the preview follow the rows."""
        augmentation = self.augmentation()
        for choice, button in self._choices.items():
            button.setChecked(choice == augmentation)
        self.reset_button.setEnabled(not self._is_locked and augmentation != self._usual)
        self.preview.show_augmentation(augmentation)

    def _on_row_changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _on_none(self) -> None:
        self._choose(NONE)

    def _on_gentle(self) -> None:
        self._choose(GENTLE)

    def _on_strong(self) -> None:
        self._choose(STRONG)

    def _on_reset(self) -> None:
        self._choose(self._usual)

    def _connect(self) -> None:
        for row in self.rows.values():
            row.changed.connect(self._on_row_changed)
        self.none_button.clicked.connect(self._on_none)
        self.gentle_button.clicked.connect(self._on_gentle)
        self.strong_button.clicked.connect(self._on_strong)
        self.reset_button.clicked.connect(self._on_reset)
        self.shuffle_button.clicked.connect(self.preview.shuffle)
        self.done_button.clicked.connect(self.done)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.done)

    def _name_parts(self) -> None:
        for button, name, tooltip in (
            (self.none_button, "none", self.tr("Change nothing")),
            (self.gentle_button, "gentle", self.tr("Change digits as much as neat hands differ")),
            (
                self.strong_button,
                "strong",
                self.tr("Change digits as much as careless hands differ, and more"),
            ),
            (self.reset_button, "reset", self.tr("Go back to what is usual for this network")),
            (self.shuffle_button, "shuffle", self.tr("Change the digits by other random amounts")),
            (self.done_button, "done", self.tr("Go back to the curves (Escape)")),
        ):
            button.setObjectName(f"augmentation_{name}")
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)
        for button in self._choices.values():
            button.setProperty("role", "chip")
            button.setCheckable(True)
        self.reset_button.setProperty("role", "flat")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        foot.addWidget(self.shuffle_button)
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        left = QWidget()
        left.setMinimumWidth(_ROWS_WIDTH[0])
        left.setMaximumWidth(_ROWS_WIDTH[1])
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Changing digits"), "heading", "augmentation_heading"))
        column.addWidget(self._area(), 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT_OF_VIEWS, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(left, 2)
        row.addWidget(self.preview, 3)
        self._order_tabs()
        self.setFocusProxy(self.rows["rotation"].slider)

    def _area(self) -> QScrollArea:
        choices = QHBoxLayout()
        choices.setSpacing(4)
        for button in self._choices.values():
            choices.addWidget(button)
        choices.addStretch(1)
        choices.addWidget(self.reset_button)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        inside.setSpacing(4)
        inside.addWidget(self._words)
        inside.addSpacing(4)
        inside.addLayout(choices)
        inside.addSpacing(4)
        for row in self.rows.values():
            inside.addWidget(row)
        inside.addStretch(1)
        area = QScrollArea()
        area.setObjectName("augmentation_area")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _order_tabs(self) -> None:
        parts = [part for row in self.rows.values() for part in (row.slider, row.field)]
        order = (
            *self._choices.values(),
            self.reset_button,
            *parts,
            self.preview.notice.button,
            self.shuffle_button,
            self.done_button,
        )
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
