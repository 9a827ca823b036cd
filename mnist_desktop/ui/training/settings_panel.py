"""The left column: which network, how it is trained, and the button that starts and stops it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.models.network import Network, shape_text
from mnist_desktop.problems import Problem
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import PRESETS, plan_for
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.fold import Fold
from mnist_desktop.ui.training.plan_fields import PlanFields
from mnist_desktop.ui.widgets.labels import label

_FIRST_PRESET = "cnn-32-64"
_TITLE_WIDTH = 116
_CONTROL_HEIGHT = 32
_SCROLL_BAR = 12
_FEW_LAYERS = 10


class SettingsPanel(QWidget):
    """Settings of the next training, and the one primary button.

    Signals:
        pressed: The button at the foot was pressed.
    """

    pressed = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with the usual settings of a small convolutional network."""
        super().__init__(parent)
        self.setObjectName("training_settings")
        self.setMinimumWidth(280)
        self._focus_went_to: QWidget | None = None
        self.fields = PlanFields(self)
        self.preset = QComboBox()
        self.preset.setObjectName("preset")
        self.preset.setAccessibleName(self.tr("Network"))
        self.preset.setToolTip(self.tr("Which network to train. Larger ones read better and take longer."))
        self.preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for preset in PRESETS:
            self.preset.addItem(preset.title, preset.key)
        self.count = label("", "caption", "parameter_count")
        self.count.setToolTip(self.tr("Parameters are the numbers that the network learns."))
        self.layers = label("", "caption", "layers")
        self.layers.setTextFormat(Qt.TextFormat.RichText)
        self.layers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton(self.tr("Train"))
        self.button.setObjectName("train_button")
        self.button.setProperty("role", "primary")
        self.button.setShortcut("Ctrl+Return")
        self.more = Fold(
            self.tr("More settings"),
            "more_settings",
            self.tr("Settings that rarely need a change"),
            self._form(self._further()),
            icons,
        )
        self.layer_fold = Fold(
            self.tr("Layers"),
            "layer_fold",
            self.tr("What the network is made of"),
            self.layers,
            icons,
            is_open=True,
        )
        self._lay_out()
        self.preset.currentIndexChanged.connect(self._on_preset_changed)
        self.button.clicked.connect(self.pressed)
        self.preset.setCurrentIndex(self.preset.findData(_FIRST_PRESET))

    def plan(self) -> TrainingPlan:
        """The training that the settings describe."""
        return self.fields.plan(self.preset.currentData())

    def show_button(self, text: str, tooltip: str, *, is_enabled: bool = True) -> None:
        """Let the button say what it does now; one that was out of reach gets back the focus it had."""
        had_focus = self.button.hasFocus()
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.setToolTip(tooltip)
        self.button.setEnabled(is_enabled)
        # A new text takes the shortcut away.
        self.button.setShortcut("Ctrl+Return")
        if had_focus and not is_enabled:
            self._focus_went_to = self.window().focusWidget()
        elif is_enabled and self._focus_went_to is not None:
            if self.isVisible() and self.window().focusWidget() is self._focus_went_to:
                self.button.setFocus()
            self._focus_went_to = None

    def lock(self, is_locked: bool) -> None:
        """Nothing but the button can be changed while a training runs."""
        for widget in (self.preset, *self.fields.all):
            widget.setEnabled(not is_locked)
        self.fields.l2.setEnabled(not is_locked and self.fields.l2.value() > 0)

    def state(self) -> dict[str, str]:
        """The settings as words, to be remembered."""
        plan = self.plan()
        kept = (
            "preset",
            "epochs",
            "batch_size",
            "learning_rate",
            "optimizer",
            "validation",
            "schedule",
            "seed",
        )
        return {name: str(getattr(plan, name)) for name in kept} | {"more": str(self.more.is_open)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take up remembered settings; what makes no plan is left out."""
        try:
            plan = plan_for(
                state.get("preset", _FIRST_PRESET),
                epochs=_number(state, "epochs"),
                batch_size=_number(state, "batch_size"),
                learning_rate=float(state["learning_rate"]) if "learning_rate" in state else None,
                optimizer=state.get("optimizer"),
                validation=state.get("validation"),
                schedule=state.get("schedule"),
                seed=_number(state, "seed"),
            )
            plan.check()
        except (Problem, ValueError):
            return
        self.preset.setCurrentIndex(self.preset.findData(plan.preset))
        self.fields.show_plan(plan)
        self.more.open(state.get("more") == "True")

    def _further(self) -> tuple[QWidget, ...]:
        fields = self.fields
        return (fields.schedule, fields.labels, fields.l2, fields.seed, fields.image_limit, fields.augment)

    def _lay_out(self) -> None:
        fields = self.fields
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        inside.setSpacing(8)
        inside.addWidget(label(self.tr("Network"), "heading"))
        inside.addWidget(self.preset)
        inside.addWidget(self.count)
        inside.addSpacing(8)
        inside.addWidget(label(self.tr("Training"), "heading"))
        first = (fields.epochs, fields.batch_size, fields.learning_rate, fields.optimizer, fields.validation)
        inside.addWidget(self._form(first))
        inside.addWidget(self.more)
        inside.addWidget(self.layer_fold)
        inside.addStretch(1)
        area = QScrollArea()
        area.setObjectName("settings_area")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        foot.addWidget(self.button)
        column.addLayout(foot)

    def _form(self, fields: tuple[QWidget, ...]) -> QWidget:
        made = QWidget()
        form = QFormLayout(made)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in fields:
            if isinstance(field, QCheckBox):
                form.addRow(field)
                continue
            title = label(field.accessibleName())
            title.setToolTip(field.toolTip())
            title.setBuddy(field)
            title.setFixedWidth(_TITLE_WIDTH)
            title.setMinimumHeight(_CONTROL_HEIGHT)
            form.addRow(title, field)
        return made

    def _on_preset_changed(self) -> None:
        plan = plan_for(self.preset.currentData())
        self.fields.show_plan(plan)
        network = plan.network
        text = self.tr("{count} parameters").format(count=f"{network.parameters:,}")
        if network.fixed_parameters:
            fixed = self.tr("{count} of them not trained").format(count=f"{network.fixed_parameters:,}")
            text = f"{text}, {fixed}"
        self.count.setText(text)
        self.layers.setText(_layer_table(network))
        self.layer_fold.open(len(network.layers) <= _FEW_LAYERS)


def _layer_table(network: Network) -> str:
    """The layers as a small table: kind and settings, output shape."""
    rows = [
        f"<tr><td style='padding-right:12px'>{fact.kind} {fact.settings}</td>"
        f"<td align='right'>{shape_text(fact.output_shape)}</td></tr>"
        for fact in network.facts()
    ]
    return f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>"


def _number(state: Mapping[str, str], name: str) -> int | None:
    return int(state[name]) if name in state else None
