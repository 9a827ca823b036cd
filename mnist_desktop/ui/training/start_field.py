"""Which weights a training begins with: fresh ones, or those of a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.network import Network
from mnist_desktop.models.weight_shapes import weights_fit
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import MNIST
from mnist_desktop.training.sources import Source, start_source
from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.training.field_row import FieldRow
from mnist_desktop.ui.training.fields import Choice, ChoiceField
from mnist_desktop.ui.widgets.elided import shortened_words
from mnist_desktop.ui.wording import sentence


class StartField(QWidget):
    """A list of the models, with a way to train the layers of the one that is chosen.

    Signals:
        changed: Another model is chosen, or more is known of it.
        network_wanted: This `Network` shall be trained, which is that of the chosen model.
    """

    changed = Signal()
    network_wanted = Signal(object)

    def __init__(self) -> None:
        """Start with fresh weights."""
        super().__init__()
        self._starts: dict[str, Source] = {}
        self._known: dict[str, Network | Problem] = {}
        self._is_told = False
        self.field = ChoiceField()
        self.field.setObjectName("start_from")
        self.field.setAccessibleName(self.tr("Start from"))
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field.set_help(
            self.tr(
                "What the network knows at the beginning. It can go on from what a model has learnt, with "
                "other digits or settings; the model itself stays as it is."
            )
        )
        self.row = FieldRow(self.field)
        self.adopt = button(
            self.tr("Use its layers"),
            "use_start_layers",
            self.tr("Train a network with the layers of this model"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.row)
        column.addWidget(self.adopt)
        self.adopt.hide()
        self.offer(())
        self.field.currentIndexChanged.connect(self._on_index_changed)
        self.adopt.clicked.connect(self._on_adopt)

    def offer(self, models: Sequence[LibraryModel]) -> None:
        """Offer these models; one that is chosen and not among them stays, and is told of."""
        chosen = self.source()
        self._is_told = True
        self.field.clear()
        self.field.offer(Choice("", self.tr("random weights"), self.tr("It knows nothing yet, as usual.")))
        self._starts = {}
        for model in models:
            if not model.damaged:
                start = start_source(model)
                self._starts[start.path] = start
                self.field.offer(Choice(start.path, model.facts.name, self._meaning(model)))
        self._choose(chosen)
        self._is_told = False
        self.changed.emit()

    def source(self) -> Source | None:
        """The Keras file of the chosen model, None for fresh weights."""
        return self._starts.get(str(self.field.currentData() or ""))

    def show_source(self, source: Source | None) -> None:
        """Choose a model, or fresh weights."""
        self._is_told = True
        self._choose(source)
        self._is_told = False
        self.changed.emit()

    def unread(self) -> Source | None:
        """The chosen model, where its network is not known."""
        source = self.source()
        return source if source is not None and source.path not in self._known else None

    def take(self, source: Source, found: Network | Problem) -> None:
        """The network of a model, or what is wrong with it."""
        self._known[source.path] = found
        self.changed.emit()

    def forget_what_is_known(self) -> None:
        """Look at models anew."""
        self._known = {}

    def show_for(self, network: Network) -> None:
        """Say whether the chosen model fits the network."""
        source = self.source()
        wrong = self.wrong(network)
        is_looked_at = source is not None and source.path not in self._known
        self.row.show_trouble("" if is_looked_at else shortened_words(wrong))
        self.row.show_note(wrong if is_looked_at else "")
        self.adopt.setVisible(bool(wrong) and self._network() is not None)

    def wrong(self, network: Network) -> str:
        """Why a training of this network cannot begin with the chosen model, empty where it can."""
        source = self.source()
        if source is None:
            return ""
        found = self._known.get(source.path)
        if found is None:
            return self.tr("The model is still being looked at.")
        if isinstance(found, Problem):
            return sentence(found)
        return "" if _fit(found, network) else self._other_layers()

    def _other_layers(self) -> str:
        return sentence(Problem(ProblemCode.MODEL_OTHER_NETWORK, name=self.field.currentText()))

    def _network(self) -> Network | None:
        source = self.source()
        found = self._known.get(source.path) if source else None
        return found if isinstance(found, Network) else None

    def _choose(self, source: Source | None) -> None:
        if source is None:
            self.field.choose("")
            return
        if source.path not in self._starts:
            # A training of before may have begun with a model that is not in the library.
            self._starts[source.path] = source
            name = Path(source.path).parent.name
            self.field.offer(Choice(source.path, name, self.tr("It is not among your models.")))
        self.field.choose(source.path)

    def _meaning(self, model: LibraryModel) -> str:
        if model.facts.accuracy is None:
            return self.tr("It begins with what this model has learnt.")
        text = self.tr("It begins with what this model has learnt, which reads {accuracy} % of {name}.")
        name = model.facts.learnt_set or MNIST.name
        return text.format(accuracy=f"{model.facts.accuracy * 100:.2f}", name=name)

    def _on_index_changed(self) -> None:
        if not self._is_told:
            self.changed.emit()

    def _on_adopt(self) -> None:
        network = self._network()
        if network is not None:
            self.network_wanted.emit(network)


def _fit(kept: Network, network: Network) -> bool:
    try:
        return weights_fit(kept, network)
    except Problem:
        # The network has a mistake, which is told where its layers are.
        return True
