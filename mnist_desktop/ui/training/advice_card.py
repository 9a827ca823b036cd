"""One piece of advice, to be followed with one click or put aside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from mnist_desktop.training.advice.kinds import Advice, AdviceKind
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training import advice_words as words
from mnist_desktop.ui.widgets.labels import label

_WARNINGS = {AdviceKind.DIVERGING, AdviceKind.RATE_TOO_HIGH}
_REASSURANCES = {AdviceKind.VALIDATION_BETTER}
_NARROW = 720
_NARROWEST = 320


class AdviceCard(QFrame):
    """What was seen, why it matters, and what to change next time.

    Signals:
        change_wanted: The `Advice`; the next run shall be changed as it says.
        dismissed: The `Advice`; it shall not be seen any more.
        next_wanted: The next one shall be shown in its place.
    """

    change_wanted = Signal(object)
    dismissed = Signal(object)
    next_wanted = Signal()

    def __init__(self, advice: Advice, icons: IconShop, parent: QWidget | None = None) -> None:
        """Show the advice."""
        super().__init__(parent)
        self.advice = advice
        self._icons = icons
        name = f"advice_{advice.kind.value.replace('-', '_')}"
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(words.title(advice))
        self.setAccessibleDescription(f"{words.seen(advice)} {words.reason(advice)}")
        self.title = label(words.title(advice), _role(advice), f"{name}_title")
        self.title.setFont(_strong(self.title))
        self.seen = _wrapped(words.seen(advice), "muted" if _role(advice) == "muted" else "", f"{name}_seen")
        self.reason = _wrapped(words.reason(advice), "caption", f"{name}_reason")
        self.change = QPushButton(self.tr("Next time: {change}").format(change=words.change(advice)))
        self.change.setObjectName(f"{name}_change")
        self.change.setAccessibleName(self.change.text())
        self.change.setToolTip(self.tr("Put this into the settings, for the next training"))
        self.next = QPushButton()
        self.next.setObjectName(f"{name}_next")
        self.next.setProperty("role", "flat")
        self.next.setToolTip(self.tr("Show the next advice on this training"))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.dress(self.next, "chevron-right", "muted")
        self.dismiss = QToolButton()
        self.dismiss.setObjectName(f"{name}_dismiss")
        self.dismiss.setProperty("role", "flat")
        self.dismiss.setAccessibleName(self.tr("Dismiss: {title}").format(title=words.title(advice)))
        self.dismiss.setToolTip(self.tr("Put this advice aside"))
        self.dismiss.setFixedSize(32, 32)
        icons.dress(self.dismiss, "x", "muted")
        self._lay_out()
        # Once it has a parent: shown before, it would be a window.
        self.change.setVisible(advice.change is not None)
        self.show_place(1, 1)
        self.change.clicked.connect(self._on_change)
        self.dismiss.clicked.connect(self._on_dismiss)
        self.next.clicked.connect(self.next_wanted)

    def show_place(self, number: int, count: int) -> None:
        """Tell which one of how many it is, from 1, where it is not the only one."""
        self.next.setVisible(count > 1)
        self.next.setText(self.tr("{number} of {count}").format(number=number, count=count))
        self.next.setAccessibleName(
            self.tr("Advice {number} of {count}, show the next").format(number=number, count=count)
        )

    def _on_change(self) -> None:
        self.change.setEnabled(False)
        self.change.setText(self.tr("Set for next time"))
        self.change.setAccessibleName(self.change.text())
        self._icons.dress(self.change, "check", "success")
        self.change_wanted.emit(self.advice)

    def _on_dismiss(self) -> None:
        self.dismissed.emit(self.advice)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be with its button beneath the words, wherever that is now."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button beneath the words where it would leave them too little room."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        if is_narrow != self._is_narrow:
            self._place_change(is_narrow)

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(0)
        for part in (self.title, self.seen, self.reason):
            text.addWidget(part)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 8, 8)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(text, 0, 0)
        self._place_change(False)
        self._grid.addWidget(self.next, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.dismiss, 0, 3, Qt.AlignmentFlag.AlignVCenter)

    def _place_change(self, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self._grid.removeWidget(self.change)
        if is_narrow:
            self._grid.addWidget(self.change, 1, 0, 1, 4, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self.change, 0, 1, Qt.AlignmentFlag.AlignVCenter)


def _role(advice: Advice) -> str:
    if advice.kind in _WARNINGS:
        return "warning"
    return "muted" if advice.kind in _REASSURANCES else ""


def _strong(shown: QLabel) -> QFont:
    font = shown.font()
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _wrapped(text: str, role: str, name: str) -> QLabel:
    made = label(text, role, name)
    made.setWordWrap(True)
    return made
