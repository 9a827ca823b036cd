"""One piece of advice, to be followed with one click or put aside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.training.advice.kinds import Advice, AdviceKind
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training import advice_words as words
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label

_WARNINGS = {AdviceKind.DIVERGING, AdviceKind.RATE_TOO_HIGH}
_REASSURANCES = {AdviceKind.VALIDATION_BETTER}
_NARROW = 720
_NARROWEST = 320


class AdviceCard(QFrame):
    """What was seen, why it matters, and what to change next time; where there is little room, in one line.

    Signals:
        change_wanted: The `Advice`; the next run shall be changed as it says.
        dismissed: The `Advice`; it shall not be seen any more.
        next_wanted: The next one shall be shown in its place.
        unfolded: Whether all of it is shown, where there is little room.
    """

    change_wanted = Signal(object)
    dismissed = Signal(object)
    next_wanted = Signal()
    unfolded = Signal(bool)

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
        self.gist = ElidedLabel("muted", f"{name}_gist")
        self.gist.show_text(words.seen(advice))
        self.more = self._more_button(name)
        self._is_brief = False
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
        # Once they have a parent: shown before, they would be windows.
        self._show_parts()
        self.show_place(1, 1)
        self.more.toggled.connect(self._on_more)
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

    def be_brief(self, is_brief: bool, is_unfolded: bool) -> None:
        """Say it in one line, which can be unfolded and may be so at once."""
        self._is_brief = is_brief
        self.more.setChecked(is_unfolded)
        self._show_parts()

    def _show_parts(self) -> None:
        is_whole = not self._is_brief or self.more.isChecked()
        for part in (self.seen, self.reason):
            part.setVisible(is_whole)
        self.gist.setVisible(not is_whole)
        self._grid.setContentsMargins(12, 8 if is_whole else 2, 8, 8 if is_whole else 2)
        self.change.setVisible(is_whole and self.advice.change is not None)
        self.more.setVisible(self._is_brief)

    def _on_more(self, is_unfolded: bool) -> None:
        self.more.setText(self.tr("Less") if is_unfolded else self.tr("More"))
        self._show_parts()
        self.unfolded.emit(is_unfolded)

    def _more_button(self, name: str) -> QToolButton:
        more = QToolButton()
        more.setObjectName(f"{name}_more")
        more.setProperty("role", "flat")
        more.setCheckable(True)
        more.setAccessibleName(self.tr("All of the advice: {title}").format(title=words.title(self.advice)))
        more.setToolTip(self.tr("Show all of this advice, with what to change next time, or one line of it"))
        more.setText(self.tr("More"))
        more.setMinimumSize(48, 32)
        return more

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
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.title)
        line.addWidget(self.gist, 1)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addLayout(line)
        for part in (self.seen, self.reason):
            text.addWidget(part)
        self._grid = QGridLayout(self)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(text, 0, 0)
        self._place_change(False)
        for column, button in enumerate((self.more, self.next, self.dismiss), 2):
            self._grid.addWidget(button, 0, column, Qt.AlignmentFlag.AlignVCenter)

    def _place_change(self, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self._grid.removeWidget(self.change)
        if is_narrow:
            self._grid.addWidget(self.change, 1, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)
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
