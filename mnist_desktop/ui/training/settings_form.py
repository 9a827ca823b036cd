"""How the settings stand in their column: a few that everybody needs, the others in folds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import Preset
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.augmentation_section import AugmentationSection
from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.training.fold import Fold
from mnist_desktop.ui.training.network_facts import layer_table
from mnist_desktop.ui.training.network_section import NetworkSection
from mnist_desktop.ui.training.plan_fields import PlanFields
from mnist_desktop.ui.training.plan_trouble import AUGMENTATION
from mnist_desktop.ui.training.set_words import counted
from mnist_desktop.ui.training.settings_rows import column_of, rows_of
from mnist_desktop.ui.training.sources_section import DATA, SourcesSection
from mnist_desktop.ui.training.sources_section import SETTINGS as OF_SOURCES
from mnist_desktop.ui.widgets.labels import label

RIGHT_MARGIN = 16
_SCROLL_BAR = 12
_FURTHER = ("schedule", "image_limit", "patience", "keep_best", "precision", "l2", "one_hot", "seed")
_HELD_BACK = ("split", "writers")


class SettingsForm(QScrollArea):
    """Lays out the fields, says beside each what it means and what is wrong with it.

    Signals:
        sight_wanted: Something in here is about to be brought in sight.
    """

    sight_wanted = Signal()

    def __init__(self, network: NetworkSection, fields: PlanFields, icons: IconShop) -> None:
        """Lay out the network's section and the fields."""
        super().__init__()
        self.setObjectName("settings_area")
        self._network, self._fields = network, fields
        self._icons = icons
        self._sections: list[QWidget] = []
        self.rows = rows_of(fields)
        self.augmentation = AugmentationSection(fields.augment)
        self.sources = SourcesSection(icons)
        self.reset = button(self.tr("Reset"), "reset_settings", "", "flat")
        keeps_room = self.reset.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keeps_room)
        self.layers = label("", "caption", "layers")
        self.layers.setTextFormat(Qt.TextFormat.RichText)
        self.layers.setWordWrap(True)
        self.layers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.layer_fold = Fold(
            self.tr("Layers"), "layer_fold", self.tr("What the network is made of"), self.layers, icons
        )
        self.more = Fold(
            self.tr("More settings"),
            "more_settings",
            self.tr("Settings that rarely need a change"),
            column_of(self.rows[name] for name in _FURTHER),
            icons,
        )
        self.augmentation_fold = Fold(
            self.tr("Augmentation"),
            "augmentation_fold",
            self.tr("Change digits at random while it learns, so that it knows more shapes"),
            self.augmentation,
            icons,
        )
        self.sources_fold = Fold(
            self.sources.title(),
            "sources_fold",
            self.tr("Learn from people’s handwriting, begin with a model, or make a training repeatable"),
            self.sources,
            icons,
        )
        self.folds = {
            "more": self.more,
            "fold_augmentation": self.augmentation_fold,
            "fold_sources": self.sources_fold,
            "fold_layers": self.layer_fold,
        }
        for fold in self.folds.values():
            fold.unfolded.connect(partial(self._show_fold, fold))
        self._lay_out()

    def add_section(self, section: QWidget, title: str, help_text: str) -> None:
        """Put a widget below the others, in a fold where it has a title."""
        self._sections.append(section)
        shown = section
        if title:
            name = f"{section.objectName()}_fold"
            shown = self.folds[name] = Fold(title, name, help_text, section, self._icons)
            shown.unfolded.connect(partial(self._show_fold, shown))
        self._inside.insertWidget(self._inside.count() - 1, shown)
        attention_wanted = getattr(section, "attention_wanted", None)
        if attention_wanted is not None:
            attention_wanted.connect(partial(self._show_section, section))

    def lock(self, is_locked: bool) -> None:
        """Let nothing be changed, or everything again; what only tells stays within reach."""
        self._network.preset.setEnabled(not is_locked)
        self._network.damaged.setEnabled(not is_locked)
        self._network.edit.setEnabled(not is_locked)
        self.augmentation.setEnabled(not is_locked)
        self.sources.setEnabled(not is_locked)
        self.sources.data.setEnabled(not is_locked)
        self.reset.setEnabled(not is_locked)
        for row in self.rows.values():
            row.setEnabled(not is_locked)
        for section in self._sections:
            lock = getattr(section, "lock", section.setDisabled)
            lock(is_locked)

    def show_plan(self, plan: TrainingPlan, preset: Preset, wrong: Mapping[str, str]) -> None:
        """Let all but the fields follow the plan; `wrong` has a sentence for each impossible setting."""
        self.rows["validation_share"].setVisible(plan.validation in _HELD_BACK)
        self._show_notes(plan)
        self.augmentation.show_augmentation(plan.augmentation)
        self.sources.show_plan(plan)
        self.layers.setText(layer_table(plan.network))
        for name, row in self.rows.items():
            row.show_trouble(wrong.get(name, ""))
        self.augmentation.row.show_trouble(wrong.get(AUGMENTATION, ""))
        self._tell_folds(plan, preset)
        for setting in wrong:
            self._unfold(setting)

    def named(self, setting: str) -> str:
        """What stands beside a setting's field."""
        row = self.rows.get(setting)
        if row is not None:
            return row.field.accessibleName()
        fold = self.sources_fold if setting == "left_out" else self.augmentation_fold
        return fold.button.accessibleName()

    def offer_reset(self, preset: str, changed: str) -> None:
        """Offer to take the usual settings of a preset again, where some were changed."""
        self.reset.setVisible(bool(changed))
        text = self.tr("Take the settings that are usual for {preset} again. You changed: {changed}")
        self.reset.setToolTip(text.format(preset=preset, changed=changed))

    def show_decay(self, has_decay: bool) -> None:
        """Show the field of the weight decay only for a network that has one."""
        self.rows["l2"].setVisible(has_decay)

    def go_to(self, setting: str) -> None:
        """Show a setting's field and go into it."""
        self.sight_wanted.emit()
        self._unfold(setting)
        field = self._field(setting)
        self.ensureWidgetVisible(field.parentWidget() or field, 0, RIGHT_MARGIN)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Everything that can be gone into, from top to bottom."""
        fields = self._fields
        first = (fields.epochs, fields.batch_size, fields.learning_rate, fields.optimizer, fields.validation)
        further = (
            fields.schedule,
            fields.image_limit,
            fields.early_stopping,
            fields.patience,
            fields.keep_best,
        )
        last = (fields.precision, fields.l2, fields.labels, fields.seed)
        network = self._network
        return [
            *(network.preset, network.damaged.delete, network.edit, network.summary),
            self.layer_fold.button,
            self.reset,
            self.sources.data.field,
            *(*first, fields.validation_share, self.more.button, *further, *last),
            *(self.augmentation_fold.button, fields.augment, self.augmentation.adjust),
            *(self.sources_fold.button, *self.sources.tab_stops()),
            *(stop for section in self._sections for stop in self._stops_of(section)),
        ]

    def _stops_of(self, section: QWidget) -> list[QWidget]:
        fold = self.folds.get(f"{section.objectName()}_fold")
        return [*([fold.button] if fold else []), *_stops_in(section)]

    def _show_notes(self, plan: TrainingPlan) -> None:
        fields, rows = self._fields, self.rows
        rows["epochs"].show_note(self.sources.epochs_note(plan))
        rows["optimizer"].show_note(fields.optimizer.meaning())
        rows["schedule"].show_note(fields.schedule.meaning())
        rows["precision"].show_note(fields.precision.meaning())
        rows["validation"].show_note(fields.validation.meaning() if plan.validation == "test" else "")
        data = self.sources.data.chosen
        used = data.learnable if plan.image_limit is None else plan.image_limit
        rows["image_limit"].show_note(
            self.tr("{used} of {all}").format(used=f"{used:,}", all=counted(data.learnable, data))
        )
        rows["patience"].show_note(self.tr("Ends when validation has not got better for so many epochs."))

    def _tell_folds(self, plan: TrainingPlan, preset: Preset) -> None:
        here, usual = asdict(plan) | {"l2": plan.l2}, asdict(preset.plan) | {"l2": preset.plan.l2}
        changed = sum(here[name] != usual[name] for name in _FURTHER)
        self.more.tell(self.tr("{count} changed").format(count=changed) if changed else "")
        self.augmentation_fold.tell(self.tr("on") if plan.augment else "")
        self.sources_fold.tell(self.sources.told())
        self.layer_fold.tell(str(len(plan.network.layers)))

    def _show_section(self, section: QWidget) -> None:
        self.sight_wanted.emit()
        fold = self.folds.get(f"{section.objectName()}_fold")
        if fold is not None:
            fold.open(True)
        # What is new in it gets its room with the next round of events.
        QTimer.singleShot(0, self, partial(self.ensureWidgetVisible, section, 0, RIGHT_MARGIN))

    def _show_fold(self, fold: Fold) -> None:
        QTimer.singleShot(0, self, partial(self._scroll_to, fold))

    def _scroll_to(self, fold: Fold) -> None:
        """Bring in what was unfolded, its heading before its end where there is no room for both."""
        self.ensureWidgetVisible(fold, 0, RIGHT_MARGIN)
        self.ensureWidgetVisible(fold.button, 0, RIGHT_MARGIN)

    def _unfold(self, setting: str) -> None:
        if setting in _FURTHER:
            self.more.open(True)
        elif setting == AUGMENTATION:
            self.augmentation_fold.open(True)
        elif setting in OF_SOURCES:
            self.sources_fold.open(True)

    def _field(self, setting: str) -> QWidget:
        match setting:
            case "network":
                return self._network.preset
            case "augmentation":
                return self.augmentation.adjust
            case _ if setting in (DATA, *OF_SOURCES):
                return self.sources.field(setting)
        return self.rows[setting].field

    def _on_range_changed(self, _least: int, most: int) -> None:
        # The fields stay where they are when the scroll bar comes and goes.
        self._inside.setContentsMargins(0, 0, RIGHT_MARGIN - (_SCROLL_BAR if most else 0), 0)

    def _lay_out(self) -> None:
        content = QWidget()
        self._inside = QVBoxLayout(content)
        self._inside.setContentsMargins(0, 0, RIGHT_MARGIN, 0)
        self._inside.setSpacing(8)
        self._inside.addWidget(label(self.tr("Network"), "heading"))
        self._inside.addWidget(self._network)
        self._inside.addWidget(self.layer_fold)
        self._inside.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Training"), "heading"), 1)
        head.addWidget(self.reset)
        self._inside.addLayout(head)
        self._inside.addWidget(self.sources.data)
        self._inside.addWidget(column_of(row for name, row in self.rows.items() if name not in _FURTHER))
        self._inside.addWidget(self.more)
        self._inside.addWidget(self.augmentation_fold)
        self._inside.addWidget(self.sources_fold)
        self._inside.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)


def _stops_in(section: QWidget) -> list[QWidget]:
    """What can be gone into by tab inside a widget, in the order in which it was made."""
    return [
        child
        for child in section.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None
    ]
