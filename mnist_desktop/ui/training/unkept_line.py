"""A line that stays while a training cannot be kept."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.progress import CheckpointFailed, CheckpointKept, TrainingEvent
from mnist_desktop.ui.wording import sentence


class UnkeptLine(QLabel):
    """Says that the training could not be kept, and why, until it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("unkept_line")
        self.setProperty("role", "warning")
        self.setWordWrap(True)
        self.hide()

    def take(self, event: TrainingEvent) -> None:
        """Appear with a failure, go with the next success."""
        match event:
            case CheckpointFailed():
                self._show_why(event.problem)
            case CheckpointKept():
                self.hide()

    def _show_why(self, problem: Problem) -> None:
        whole = sentence(problem)
        if problem.code is ProblemCode.FILE_NOT_WRITABLE:
            text = self.tr(
                "This training could not be kept: {reason}. Until it is, a break costs what it learns now. "
                "Make room on the disk or let the folder be written."
            )
            # A path would push the reason out of sight, and has no place to break the line.
            self.setText(text.format(reason=problem.values["reason"]))
        else:
            self.setText(self.tr("This training could not be kept. {reason}").format(reason=whole))
        self.setToolTip(whole)
        self.show()
