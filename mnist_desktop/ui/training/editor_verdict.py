"""What is wrong about the whole network, and the edit that mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mnist_desktop.training.network_mending import Mend
from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.training.mistake_words import mend_in_words
from mnist_desktop.ui.widgets.labels import label

_WIDE_ENOUGH = 720
_TWO_LINES, _THREE_LINES = 36, 52


class EditorVerdict(QWidget):
    """What is wrong and what to do, with a button that does it where that is clear.

    Signals:
        mend_wanted: The edit that was offered shall be made.
    """

    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to say."""
        super().__init__(parent)
        self.setObjectName("editor_verdict")
        self._mend: Mend | None = None
        self.mistake = label("", "danger", "network_verdict")
        self.mistake.setWordWrap(True)
        self.mistake.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.mistake.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # The room is kept, so that nothing moves beneath the mouse.
        self.fit(_WIDE_ENOUGH)
        self.mend = button(self.tr("Mend"), "mend_network", self.tr("Make the edit that mends the network"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mistake, 1)
        row.addWidget(self.mend)
        self.mend.clicked.connect(self._on_mend)
        self.tell("", None)

    def fit(self, width: int) -> None:
        """Keep room for as many lines as are needed at most at that width."""
        self.setMinimumHeight(_TWO_LINES if width >= _WIDE_ENOUGH else _THREE_LINES)

    def tell(self, mistake: str, mend: Mend | None) -> None:
        """Say what is wrong, empty for nothing, and offer an edit, if any."""
        self._mend = mend
        self.mistake.setText(mistake)
        self.mend.setVisible(mend is not None)
        if mend is not None:
            words, text = mend_in_words(mend)
            self.mend.setText(words)
            self.mend.setAccessibleName(words)
            self.mend.setToolTip(text)

    def _on_mend(self) -> None:
        if self._mend is not None:
            self.mend_wanted.emit(self._mend)
