"""The advice on a training, above its plots, one piece at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.training.advice.kinds import Advice, AdviceKind
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.advice_card import AdviceCard

_URGENCY = list(AdviceKind)


class AdviceRow(QWidget):
    """Shows the most urgent piece first and takes the room of one, none where there is no advice.

    Where it shall be brief that is one line, until somebody unfolds it.

    Signals:
        change_wanted: The `Advice` whose change the next run shall have; see `Advice.changed`.
    """

    change_wanted = Signal(object)

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without advice."""
        super().__init__(parent)
        self.setObjectName("training_advice")
        self.setAccessibleName(self.tr("Advice"))
        self._icons = icons
        self._cards: list[AdviceCard] = []
        self._shown: AdviceCard | None = None
        self._is_held = False
        self._is_brief = self._is_unfolded = False
        self._wanted: list[Advice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def cards(self) -> tuple[AdviceCard, ...]:
        """What there is, the most urgent first."""
        return tuple(self._cards)

    @property
    def shown(self) -> AdviceCard | None:
        """The one that is seen."""
        return self._shown

    def show_advice(self, advice: Advice) -> None:
        """Add a piece of advice, which replaces an earlier one of its kind; what is more urgent stays."""
        was_shown = self._shown is not None and self._shown.advice.kind is advice.kind
        self._remove(advice.kind)
        card = AdviceCard(advice, self._icons)
        card.hide()
        card.change_wanted.connect(self._on_change_wanted)
        card.dismissed.connect(self._on_dismissed)
        card.next_wanted.connect(self._on_next)
        card.be_brief(self._is_brief, self._is_unfolded)
        card.unfolded.connect(self._on_unfolded)
        self._cards.append(card)
        self._cards.sort(key=_urgency)
        self._column.addWidget(card)
        if was_shown or self._shown is None or _urgency(card) < _urgency(self._shown):
            self._shown = card
        self._arrange()

    def clear(self) -> None:
        """Forget all advice, as a new training begins."""
        for card in self.cards:
            self._remove(card.advice.kind)
        self._wanted.clear()
        self._is_unfolded = False
        self._arrange()

    def be_brief(self, is_brief: bool) -> None:
        """Take one line, or the room that all of the words need."""
        self._is_brief = is_brief
        for card in self._cards:
            card.be_brief(is_brief, self._is_unfolded)

    def hold(self, is_held: bool) -> None:
        """Keep the changes that are wanted, while settings cannot be changed; told when they can be again."""
        self._is_held = is_held
        while self._wanted and not self._is_held:
            self.change_wanted.emit(self._wanted.pop(0))

    def _on_change_wanted(self, advice: Advice) -> None:
        self._wanted.append(advice)
        self.hold(self._is_held)

    def _on_dismissed(self, advice: Advice) -> None:
        self._remove(advice.kind)
        self._shown = self._cards[0] if self._cards else None
        self._arrange()
        if self._shown:
            self._shown.dismiss.setFocus()

    def _on_next(self) -> None:
        if self._shown is None:
            return
        self._shown = self._cards[(self._cards.index(self._shown) + 1) % len(self._cards)]
        self._arrange()
        self._shown.next.setFocus()

    def _on_unfolded(self, is_unfolded: bool) -> None:
        self._is_unfolded = is_unfolded
        for card in self._cards:
            card.be_brief(self._is_brief, is_unfolded)

    def _remove(self, kind: AdviceKind) -> None:
        for card in self.cards:
            if card.advice.kind is kind:
                self._cards.remove(card)
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
                self._shown = None if card is self._shown else self._shown

    def _arrange(self) -> None:
        for number, card in enumerate(self._cards, 1):
            card.show_place(number, len(self._cards))
            card.setVisible(card is self._shown)
        self.setVisible(bool(self._cards))


def _urgency(card: AdviceCard) -> int:
    return _URGENCY.index(card.advice.kind)
