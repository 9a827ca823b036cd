"""The network of the next training: changed in the editor, kept as a preset of one's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from mnist_desktop.problems import Problem
from mnist_desktop.training.own_presets import LONGEST_TITLE, DamagedPreset, OwnPresets
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.training.right_pane import RightPane
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from mnist_desktop.ui.wording import sentence

_INSTEAD = "cnn-32-64"
"""The preset that takes the place of a deleted one."""


class NetworkKeeping(QObject):
    """Ties the settings to the editor, the panel of changes, the first words and the user's own presets."""

    def __init__(
        self,
        settings: SettingsPanel,
        right: RightPane,
        presets: OwnPresets,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        """Offer the presets that there are."""
        super().__init__(parent)
        self._settings, self._right, self._presets, self._dialogs = settings, right, presets, dialogs
        settings.changed.connect(self._on_settings_changed)
        self._offer_presets()
        settings.network_edit_wanted.connect(self._on_edit)
        settings.summary_wanted.connect(self._on_summary)
        settings.augmentation_wanted.connect(self._on_augmentation)
        settings.network.preset_picked.connect(self._on_preset_picked)
        settings.network.damaged.delete_wanted.connect(self._on_delete_damaged)
        right.editor.network_changed.connect(self._on_network_changed)
        right.editor.reset_wanted.connect(self._on_reset)
        right.editor.keep_wanted.connect(self._on_keep)
        right.editor.rename_wanted.connect(self._on_rename)
        right.editor.forget_wanted.connect(self._on_forget)
        right.augmentation.changed.connect(self._on_augmentation_changed)

    def _offer_presets(self) -> None:
        own = self._presets.presets()
        self._right.runs.rows.name_presets({preset.key: preset.title for preset in own})
        self._settings.show_presets(own)
        self._settings.network.damaged.show_presets(self._presets.damaged())

    def _on_settings_changed(self) -> None:
        plan, preset, data = self._settings.plan(), self._settings.network.chosen, self._settings.data
        self._right.intro.show_plan(plan, data)
        outputs = len(data.class_names) + plan.rejects
        self._right.editor.set_outputs(outputs, of_digits=data.shows_digits)
        self._right.editor.follow(plan.network, preset.network)
        self._right.editor.offer_own(self._settings.network.is_own(preset))
        self._right.augmentation.preview.set_seed(plan.seed)

    def _show_in_panel(self) -> None:
        self._right.augmentation.set_usual(self._settings.network.chosen.plan.augmentation)
        self._right.augmentation.set_augmentation(self._settings.plan().augmentation)

    def _on_edit(self) -> None:
        self._right.show_editor(with_summary=False)
        self._right.editor.show_mistake()

    def _on_summary(self) -> None:
        self._right.show_editor(with_summary=True)

    def _on_augmentation(self) -> None:
        self._show_in_panel()
        self._right.show_augmentation()

    def _on_preset_picked(self) -> None:
        self._show_in_panel()

    def _on_network_changed(self) -> None:
        self._settings.set_network(self._right.editor.draft())

    def _on_reset(self) -> None:
        self._right.editor.replace_network(self._settings.network.chosen.network)

    def _on_augmentation_changed(self) -> None:
        self._settings.set_augmentation(self._right.augmentation.augmentation())

    def _on_keep(self) -> None:
        name = self._dialogs.ask_text(
            self.tr("Keep as preset"),
            self.tr("Name"),
            most=LONGEST_TITLE,
            agree=self.tr("Keep"),
            refusal=self._refusal,
        )
        if name is None:
            return
        try:
            preset = self._presets.keep(name, self._settings.plan())
        except Problem as problem:
            self._dialogs.trouble(problem)
            return
        self._offer_presets()
        self._settings.show_plan(preset.plan)

    def _on_rename(self) -> None:
        preset = self._settings.network.chosen
        name = self._dialogs.ask_text(
            self.tr("Rename preset"),
            self.tr("New name"),
            preset.title,
            LONGEST_TITLE,
            agree=self.tr("Rename"),
            refusal=partial(self._refusal, besides=preset.key),
        )
        if name is None or name == preset.title:
            return
        try:
            self._presets.rename(preset.key, name)
        except Problem as problem:
            self._dialogs.trouble(problem)
        self._offer_presets()

    def _refusal(self, name: str, besides: str = "") -> str:
        """Why a preset cannot be called so; empty where it can."""
        try:
            self._presets.require_free(name, besides)
        except Problem as problem:
            return sentence(problem)
        return ""

    def _on_forget(self) -> None:
        preset = self._settings.network.chosen
        question = self.tr("Delete the preset {name} with its settings? Its models and trainings stay.")
        if not self._has_deleted(preset.key, question.format(name=preset.title)):
            return
        self._settings.choose_preset(_INSTEAD)
        self._offer_presets()
        self._on_preset_picked()
        self._right.editor.done_button.setFocus()

    def _on_delete_damaged(self, damaged: DamagedPreset) -> None:
        question = self.tr("Delete the file {name}? Whatever can still be read in it is lost.")
        is_deleted = self._has_deleted(damaged.key, question.format(name=damaged.name))
        # It may have been gone before.
        self._offer_presets()
        if is_deleted:
            self._settings.preset.setFocus()

    def _has_deleted(self, key: str, question: str) -> bool:
        """Delete a preset where that is meant; whether it is gone."""
        if not self._dialogs.ask(self.tr("Delete preset"), question, self.tr("Delete"), danger=True):
            return False
        try:
            self._presets.delete(key)
        except Problem as problem:
            self._dialogs.trouble(problem)
            return False
        return True
