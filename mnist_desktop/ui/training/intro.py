"""What the plots' place says before the first run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.plan_images import held_back_images, learnt_images
from mnist_desktop.ui.training.set_words import counted
from mnist_desktop.ui.widgets.labels import label


class Intro(QWidget):
    """Three lines that say what will happen, with the numbers that are set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words; `show_plan` brings them."""
        super().__init__(parent)
        self.setObjectName("training_intro")
        self.lines = [label("", "story", f"training_intro_{name}") for name in ("looks", "watch", "end")]
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for line in self.lines:
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
            column.addWidget(line)
        column.addStretch(3)

    def show_plan(self, plan: TrainingPlan, data: LearntSet = MNIST) -> None:
        """Say what a training by this plan does with this set."""
        end = self.tr("At the end it reads {images} that it never learnt from, and joins your models.")
        end = end.format(images=counted(data.tested, data))
        texts = (self._looks(plan, data), self._watch(plan, data), end)
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)

    def _looks(self, plan: TrainingPlan, data: LearntSet) -> str:
        if plan.epochs == 1:
            text = self.tr("The network looks at {what} once and corrects itself.")
        else:
            text = self.tr(
                "The network looks at {what}, once in each of {epochs} epochs, and corrects itself."
            )
        what = self.tr("{count} handwritten digits")
        if plan.rejects:
            what = self.tr("{count} handwritten digits, with letters and scribbles among them")
        if not data.shows_digits:
            what = self.tr("{count} images of {name}")
        what = what.format(count=f"{learnt_images(plan, data):,}", name=data.name)
        return text.format(what=what, epochs=f"{plan.epochs:,}")

    def _watch(self, plan: TrainingPlan, data: LearntSet) -> str:
        held_back = data.tested if plan.validation == "test" else held_back_images(plan, data)
        if not held_back:
            return self.tr(
                "You watch its mistakes (loss) fall and its accuracy rise, and can stop at any time."
            )
        text = self.tr(
            "You watch its mistakes (loss) fall and its accuracy rise, on {images} that it does not "
            "learn from as well, and can stop at any time."
        )
        return text.format(images=counted(held_back, data))
