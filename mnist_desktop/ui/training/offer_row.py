"""A training that broke off, offered to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from mnist_desktop.training.kept_run import KeptRun
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.run_state import Position
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.labels import label


class OfferRow(QFrame):
    """Says which training broke off and where, with a button to go on with it.

    Signals:
        go_on_wanted: Go on with the training of this identifier; the row stays until that is begun.
    """

    go_on_wanted = Signal(str)

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("unfinished_offer")
        self._run: KeptRun | None = None
        self.text = label("", "", "unfinished_text")
        self.text.setWordWrap(True)
        self.go_on = _button("go_on", self.tr("Go on"), self.tr("Train the epochs that are left"))
        icons.dress(self.go_on, "play")
        self.later = _button("not_now", self.tr("Not now"), self.tr("It stays among the earlier runs"))
        self.later.setProperty("role", "flat")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.go_on)
        row.addWidget(self.later)
        self.go_on.clicked.connect(self._on_go_on)
        self.later.clicked.connect(self.hide)
        self.hide()

    def offer(self, run: KeptRun) -> None:
        """Offer to go on with this training."""
        self._run = run
        broke_off = self.tr("{name} broke off.").format(name=run.name)
        self.text.setText(f"{broke_off} {self._going_on(run.plan, run.position or Position())}")
        self.show()

    def _going_on(self, plan: TrainingPlan, position: Position) -> str:
        """Where it was last kept, which is where it goes on."""
        first, last = plan.epochs, plan.ink_epochs.epochs if plan.ink_epochs else 0
        if position.epoch >= first + last:
            return self.tr("Its epochs are all made; going on tests it and keeps its model.")
        if last and position.epoch < first:
            # Whether there is ink to learn in more epochs is not known yet.
            text = self.tr("It goes on from epoch {epoch}, step {step}.")
        else:
            text = self.tr("It goes on from epoch {epoch} of {epochs}, step {step}.")
        return text.format(epoch=position.epoch + 1, epochs=first + last, step=f"{position.step + 1:,}")

    def _on_go_on(self) -> None:
        if self._run is not None:
            self.go_on_wanted.emit(self._run.identifier)


def _button(name: str, text: str, tooltip: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(tooltip)
    return made
