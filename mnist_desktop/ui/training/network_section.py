"""Which network is trained: a preset, or one that was changed layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desktop.models.network import Network
from mnist_desktop.problems import Problem
from mnist_desktop.training.fitted_plan import fitted_preset
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import PRESETS, Preset
from mnist_desktop.ui.training.button_row import ButtonRow, button
from mnist_desktop.ui.training.damaged_presets import DamagedPresets
from mnist_desktop.ui.training.fields import Choice, ChoiceField
from mnist_desktop.ui.training.network_facts import same_layers
from mnist_desktop.ui.widgets.labels import label, set_role


class NetworkSection(QWidget):
    """The presets, what the network of the plan is like, and the ways to change and to read it.

    Signals:
        preset_chosen: Another preset is chosen than before.
        preset_picked: The user picked a preset, maybe the one that was chosen already.
        edit_wanted: The layers shall be changed.
        summary_wanted: The network shall be described in full.
    """

    preset_chosen = Signal()
    preset_picked = Signal()
    edit_wanted = Signal()
    summary_wanted = Signal()

    def __init__(self) -> None:
        """Offer the built-in presets."""
        super().__init__()
        self._presets: tuple[Preset, ...] = PRESETS
        self._own: tuple[Preset, ...] = ()
        self.data = MNIST
        self._is_told = False
        self.preset = ChoiceField()
        self.preset.setObjectName("preset")
        self.preset.setAccessibleName(self.tr("Network"))
        self.preset.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.preset.set_help(
            self.tr(
                "Which network to train, with the settings that suit it. Larger ones read better and take "
                "longer.\nChoose the same one again to undo changes of its layers."
            )
        )
        self.count = label("", "caption", "parameter_count")
        self.count.setWordWrap(True)
        self.changed = label(self.tr("changed"), "warning", "network_changed")
        self.changed.setToolTip(
            self.tr("The layers are not those of the preset. Choose it again to have them back.")
        )
        # "changed" comes and goes beside it.
        self.changed.ensurePolished()
        self.count.setMinimumHeight(self.changed.sizeHint().height())
        self.edit = button(
            self.tr("Change layers…"),
            "change_layers",
            self.tr("Add, remove, move and change the layers of the network"),
        )
        self.summary = button(
            self.tr("Summary"),
            "network_summary",
            self.tr("Read what each layer does, gives and has to learn"),
        )
        self.damaged = DamagedPresets()
        self._lay_out()
        self._fill()
        self.preset.currentIndexChanged.connect(self._on_index_changed)
        self.preset.activated.connect(self.preset_picked)
        self.edit.clicked.connect(self.edit_wanted)
        self.summary.clicked.connect(self.summary_wanted)

    @property
    def chosen(self) -> Preset:
        """The preset that is chosen."""
        key = self.preset.currentData()
        return next(preset for preset in self._presets if preset.key == key)

    def preset_of(self, key: str) -> Preset | None:
        """The preset with a key."""
        return next((preset for preset in self._presets if preset.key == key), None)

    def is_own(self, preset: Preset) -> bool:
        """Whether it is no built-in one."""
        return all(preset.key != built_in.key for built_in in PRESETS)

    def offer(self, own: Sequence[Preset]) -> None:
        """Offer these presets below the built-in ones; what was chosen stays so where it is still there."""
        self._own = tuple(own)
        self._offer_fitting()

    def fit_to(self, data: LearntSet) -> None:
        """Offer the presets as they are for this set."""
        if data != self.data:
            self.data = data
            self._offer_fitting()

    def _offer_fitting(self) -> None:
        key = self.preset.currentData()
        self._presets = tuple(fitted_preset(preset, self.data) for preset in (*PRESETS, *self._own))
        self._is_told = True
        self._fill()
        self.preset.choose(key)
        self._is_told = False

    def choose(self, preset: Preset) -> None:
        """Show which preset the plan grew out of."""
        self._is_told = True
        self.preset.choose(preset.key)
        self._is_told = False

    def preset_for(self, plan: TrainingPlan) -> Preset:
        """The preset that a plan grew out of; the one with its network where that is not there any more."""
        by_layers = (preset for preset in self._presets if same_layers(preset.network, plan.network))
        return self.preset_of(plan.preset) or next(by_layers, self._presets[0])

    def show_network(self, network: Network, *, is_changed: bool, cause: str, trouble: str) -> None:
        """Tell about the network, or the cause of its trouble; in full in the tooltip."""
        self.changed.setVisible(is_changed)
        self.preset.setAccessibleDescription(trouble)
        set_role(self.count, "trouble" if cause else "caption")
        self.count.setText(cause or self._count_of(network))
        self.count.setToolTip(trouble or self.tr("Parameters are the numbers that the network learns."))

    def _count_of(self, network: Network) -> str:
        try:
            count, fixed = network.parameters, network.fixed_parameters
        except Problem:
            return self.tr("It cannot be built as it is")
        text = self.tr("{count} parameters").format(count=f"{count:,}")
        if not fixed:
            return text
        return f"{text}, {self.tr('{count} of them not trained').format(count=f'{fixed:,}')}"

    def _on_index_changed(self) -> None:
        if not self._is_told:
            self.preset_chosen.emit()

    def _fill(self) -> None:
        self.preset.clear()
        for position, preset in enumerate(self._presets):
            if position == len(PRESETS):
                self.preset.insertSeparator(position)
            facts = self._count_of(preset.network)
            self.preset.offer(Choice(preset.key, preset.title, facts))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.count, 1)
        told.addWidget(self.changed, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self.preset, self.damaged, told, ButtonRow(self.edit, self.summary)):
            if isinstance(part, QHBoxLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
