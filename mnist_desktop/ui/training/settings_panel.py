"""The left column: which network, how it is trained, and the buttons that start and end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.models.network import Network
from mnist_desktop.training.learnt_set import LearntSet
from mnist_desktop.training.own_settings import OwnSettings
from mnist_desktop.training.plan import Augmentation, TrainingPlan
from mnist_desktop.training.presets import Preset, plan_for
from mnist_desktop.training.sources import Sources
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.mistake_words import cause_in_words
from mnist_desktop.ui.training.network_facts import decay_of, same_layers, with_decay
from mnist_desktop.ui.training.network_section import NetworkSection
from mnist_desktop.ui.training.phase import Phase
from mnist_desktop.ui.training.plan_fields import PlanFields
from mnist_desktop.ui.training.plan_memory import plan_of_words
from mnist_desktop.ui.training.plan_trouble import NETWORK, review_of
from mnist_desktop.ui.training.refitting import refitted_plan
from mnist_desktop.ui.training.settings_foot import SettingsFoot
from mnist_desktop.ui.training.settings_form import RIGHT_MARGIN, SettingsForm
from mnist_desktop.ui.training.settings_memory import settings_words
from mnist_desktop.ui.training.settings_rows import lay_over
from mnist_desktop.ui.training.wrong_settings import wrong_settings

_FIRST_PRESET = "cnn-32-64"
_NARROWEST, _WIDEST = 280, 360


class SettingsPanel(QWidget):
    """Settings of the next training, refused beside the field where they are impossible.

    Signals:
        changed: `plan` may be another one now.
        train_pressed, pause_pressed, resume_pressed, stop_pressed: The buttons at the foot.
        network_edit_wanted: The layers shall be changed; `set_network` takes them.
        summary_wanted: The network of `plan` shall be described in full.
        augmentation_wanted: The changes of digits shall be set; `set_augmentation` takes them.
        runs_wanted: The earlier trainings shall be shown.
        status_told: A sentence for the status bar.
    """

    changed = Signal()
    train_pressed = Signal()
    pause_pressed = Signal()
    resume_pressed = Signal()
    stop_pressed = Signal()
    network_edit_wanted = Signal()
    summary_wanted = Signal()
    augmentation_wanted = Signal()
    runs_wanted = Signal()
    status_told = Signal(str)

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with the usual settings of a small convolutional network."""
        super().__init__(parent)
        self.setObjectName("training_settings")
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.fields = PlanFields(self)
        self.network = NetworkSection()
        self.form = SettingsForm(self.network, self.fields, icons)
        self._foot = SettingsFoot(RIGHT_MARGIN)
        self.controls, self.fault, self.earlier = self._foot.controls, self._foot.fault, self._foot.earlier
        self.preset, self.count, self.layers = self.network.preset, self.network.count, self.form.layers
        self.more, self.button = self.form.more, self.controls.primary
        self._is_showing = False
        self._own = OwnSettings(plan_for(_FIRST_PRESET))
        self._wrong: dict[str, str] = {}
        self._lay_out()
        self._connect()
        self.show_plan(plan_for(_FIRST_PRESET))

    @property
    def title(self) -> str:
        """What the chosen preset is called, and whether its layers were changed."""
        preset = self.network.chosen
        if same_layers(preset.network, self.plan().network):
            return preset.title
        return self.tr("{preset}, changed").format(preset=preset.title)

    def plan(self) -> TrainingPlan:
        """The training that the settings describe; not checked."""
        decay = self.fields.decay()
        network = self._network if decay == decay_of(self._network) else with_decay(self._layers, decay)
        left_out = self.form.sources.parts.left_out()
        start = replace(self._start, network=network, augmentation=self._augmentation, left_out=left_out)
        return self.fields.plan(start)

    @property
    def data(self) -> LearntSet:
        """The set that is learnt from."""
        return self.form.sources.data.chosen

    def sources(self) -> Sources:
        """What the training gets beside the plan."""
        return self.form.sources.sources()

    def show_plan(self, plan: TrainingPlan, sources: Sources | None = None) -> None:
        """Take up all the settings of a plan, also those that have no field; and sources, where given."""
        self._is_showing = True
        if sources is not None:
            self.form.sources.show_sources(sources)
        self.network.fit_to(self.data)
        self.fields.image_limit.set_whole(self.data.learnable)
        preset = self.network.preset_for(plan)
        self._start = replace(plan, preset=preset.key)
        self._augmentation = plan.augmentation
        self.network.choose(preset)
        self._take(plan.network)
        self.fields.show_plan(plan)
        self.form.sources.parts.show_left_out(plan.left_out)
        self._own.begin(plan, preset.plan)
        self._is_showing = False
        self._refresh()

    def show_presets(self, own: Sequence[Preset]) -> None:
        """Offer presets of one's own below the built-in ones; the settings stay as they are."""
        plan = self.plan()
        self.network.offer(own)
        self.show_plan(plan)

    def choose_preset(self, key: str) -> None:
        """Choose a preset as if the user did; one that is not there changes nothing."""
        self.preset.choose(key)

    def set_network(self, network: Network) -> None:
        """Train these layers instead; one with a mistake is shown as such and keeps the training back."""
        self._is_showing = True
        self._take(network)
        self.fields.show_decay(decay_of(network))
        self._is_showing = False
        self._refresh()

    def adopt_network(self, network: Network, *, rejects: bool) -> None:
        """Train these layers instead, and what is no digit only with a network that `rejects`."""
        self.show_plan(replace(self.plan(), network=network, rejects=rejects))

    def set_augmentation(self, augmentation: Augmentation) -> None:
        """Change digits so far, where they are changed at all."""
        self._augmentation = augmentation
        self._refresh()

    def add_section(self, section: QWidget, title: str = "", help_text: str = "") -> None:
        """Put a widget of settings below the others; its `lock(is_locked)`, if any, is called with theirs.

        It is brought in sight by its signal `attention_wanted`, if it has one.
        With a title it is in a fold, with `help_text` as its tooltip, remembered by the widget's name.
        """
        self.form.add_section(section, title, help_text)
        self._order_tabs()

    def lay_over(self, guest: QWidget) -> None:
        """Put a widget where the settings are while they are hidden, above the buttons at the foot."""
        lay_over(self.layout(), guest, RIGHT_MARGIN, _WIDEST)

    def enable_pause(self) -> None:
        """Offer to pause a running training."""
        self.controls.enable_pause()

    def show_phase(self, phase: Phase) -> None:
        """Let buttons and fields follow what goes on; settings can be changed only between two trainings."""
        self.controls.show_phase(phase)
        self.form.lock(phase is not Phase.IDLE)
        self._show_fault()

    def state(self) -> dict[str, str]:
        """The settings as words, to be remembered."""
        return settings_words(self.plan(), self.network, self.form)

    def restore(self, state: Mapping[str, str]) -> None:
        """Take up remembered settings; what is damaged or makes no plan is left out."""
        # The set comes first: what the presets are depends on it.
        self.form.sources.restore(state)
        start = self.network.preset_of(state.get("preset", "")) or self.network.chosen
        self.show_plan(plan_of_words(state, replace(start.plan, preset=start.key)))
        for name, fold in self.form.folds.items():
            fold.open(state.get(name) == "True")

    def _take(self, network: Network) -> None:
        """Remember the layers as they are, and which of them have a weight decay even while it is 0."""
        usual = self.network.chosen.network
        self._network = network
        self._layers = usual if same_layers(usual, network) else network

    def _refresh(self) -> None:
        """Let everything follow the settings."""
        if self._is_showing:
            return
        plan, preset = self.plan(), self.network.chosen
        self._own.follow(plan, preset.plan)
        self.form.offer_reset(preset.title, self._named(self._own.names))
        seen, has_ink = review_of(plan, self.data), bool(self.sources().ink)
        self.fields.offer_writers(plan, has_ink=has_ink)
        typed = self.form.sources.wrong(plan) | self.fields.wrong()
        titles = {name: self.form.named(name) for name in self.form.rows}
        self._wrong = wrong_settings(plan, seen, titles, typed, self.data, has_ink=has_ink)
        self.network.show_network(
            plan.network,
            is_changed=not same_layers(preset.network, plan.network),
            cause=cause_in_words(plan.network, seen),
            trouble=self._wrong.get(NETWORK, ""),
        )
        self.form.show_decay(decay_of(self._layers) > 0)
        self.form.show_plan(plan, preset, self._wrong)
        self.controls.refuse(next(iter(self._wrong.values()), ""))
        self._show_fault()
        self.changed.emit()

    def _show_fault(self) -> None:
        self.fault.setVisible(bool(self._wrong) and self.controls.phase is Phase.IDLE)

    def _on_preset_chosen(self) -> None:
        """Take the settings that suit the preset, but for those that the user chose."""
        preset = self.network.chosen
        kept = copy(self._own)
        usual = replace(preset.plan, preset=preset.key)
        self.show_plan(kept.carried_to(usual, has_ink=bool(self.sources().ink)))
        self._own = kept
        self._refresh()
        if kept.names:
            text = self.tr("Kept as you had set it: {settings}")
            self.status_told.emit(text.format(settings=self._named(kept.names)))

    def _on_reset(self) -> None:
        preset = self.network.chosen
        changed, self._own = self._named(self._own.names), OwnSettings(preset.plan)
        self.show_plan(replace(preset.plan, preset=preset.key, network=self.plan().network))
        self.preset.setFocus()
        text = self.tr("As usual for {preset} again: {settings}")
        self.status_told.emit(text.format(preset=preset.title, settings=changed))

    def _named(self, settings: Sequence[str]) -> str:
        return ", ".join(self.form.named(setting) for setting in settings)

    def _on_preset_picked(self) -> None:
        if not same_layers(self.network.chosen.network, self._network):
            self.set_network(self.network.chosen.network)

    def _on_sources_changed(self) -> None:
        if not self._is_showing and self.data != self.network.data:
            self._on_data_changed()
        self._refresh()
        self._order_tabs()

    def _on_data_changed(self) -> None:
        """Let the network and its settings follow the set, but for those that the user chose."""
        plan, own = self.plan(), copy(self._own)
        before, data_before = self.network.chosen, self.network.data
        self.network.fit_to(self.data)
        presets, sets = (before, self.network.chosen), (data_before, self.data)
        self.show_plan(refitted_plan(plan, own, presets, sets, has_ink=bool(self.sources().ink)))
        self._own = own

    def _on_fault(self) -> None:
        """The layers are mended where they are changed, everything else in its field."""
        setting = next(iter(self._wrong))
        if setting == NETWORK:
            self.network_edit_wanted.emit()
        else:
            self.form.go_to(setting)

    def _connect(self) -> None:
        self.fields.changed.connect(self._refresh)
        self.form.sources.changed.connect(self._on_sources_changed)
        self.network.preset_chosen.connect(self._on_preset_chosen)
        self.network.preset_picked.connect(self._on_preset_picked)
        self.network.edit_wanted.connect(self.network_edit_wanted)
        self.network.summary_wanted.connect(self.summary_wanted)
        self.form.reset.clicked.connect(self._on_reset)
        self.form.augmentation.adjust_wanted.connect(self.augmentation_wanted)
        self.form.verticalScrollBar().rangeChanged.connect(self._foot.follow_scrolling)
        self.fault.clicked.connect(self._on_fault)
        self.earlier.clicked.connect(self.runs_wanted)
        self.controls.train_pressed.connect(self.train_pressed)
        self.controls.pause_pressed.connect(self.pause_pressed)
        self.controls.resume_pressed.connect(self.resume_pressed)
        self.controls.stop_pressed.connect(self.stop_pressed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.form, 1)
        column.addWidget(self._foot)
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = [*self.form.tab_stops(), *self._foot.tab_stops()]
        for first, second in pairwise(stops):
            self.setTabOrder(first, second)
