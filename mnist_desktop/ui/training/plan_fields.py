"""The fields of a training plan: made from its limits, filled from a plan, read into one."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from mnist_desktop.data.mnist import TRAIN_COUNT
from mnist_desktop.training.plan import LIMITS, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.training.fields import DoublingField, RateField

_ALL_IMAGES = 0
_NARROWEST = 96
_Field = TypeVar("_Field", bound=QWidget)


class PlanFields(QObject):
    """Every field of a plan but the network. The panel lays them out.

    Signals:
        changed: The user changed a field.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the fields; `show_plan` fills them."""
        super().__init__(parent)
        self._make_first_fields()
        self._make_further_fields()
        self._fill_choices()
        self._tell_changes()

    def show_plan(self, plan: TrainingPlan) -> None:
        """Fill the fields."""
        self.epochs.setValue(plan.epochs)
        self.batch_size.setValue(plan.batch_size)
        self.learning_rate.setValue(plan.learning_rate)
        for field, value in ((self.optimizer, plan.optimizer), (self.validation, plan.validation)):
            field.setCurrentIndex(field.findData(value))
        self.schedule.setCurrentIndex(self.schedule.findData(plan.schedule))
        self.labels.setCurrentIndex(self.labels.findData(plan.one_hot))
        self.l2.setEnabled(plan.l2 > 0)
        self.l2.setValue(plan.l2)
        self.seed.setValue(plan.seed)
        self.image_limit.setValue(plan.image_limit or _ALL_IMAGES)
        self.augment.setChecked(plan.augment)

    def plan(self, preset: str) -> TrainingPlan:
        """The plan that the fields describe, for a preset."""
        return plan_for(
            preset,
            l2=self.l2.value() if self.l2.isEnabled() and self.l2.value() > 0 else None,
            epochs=self.epochs.value(),
            batch_size=self.batch_size.value(),
            learning_rate=self.learning_rate.value(),
            optimizer=self.optimizer.currentData(),
            validation=self.validation.currentData(),
            schedule=self.schedule.currentData(),
            one_hot=self.labels.currentData(),
            augment=self.augment.isChecked(),
            seed=self.seed.value(),
            image_limit=max(10, self.image_limit.value()) if self.image_limit.value() else None,
        )

    @property
    def all(self) -> tuple[QWidget, ...]:
        """Every field, in tab order."""
        first = (self.epochs, self.batch_size, self.learning_rate, self.optimizer, self.validation)
        return (*first, self.schedule, self.labels, self.l2, self.seed, self.image_limit, self.augment)

    def _make_first_fields(self) -> None:
        self.epochs = _named(
            QSpinBox(),
            "epochs",
            self.tr("Epochs"),
            self.tr("How often the network sees all training digits. More learn more, up to a point."),
        )
        self.epochs.setRange(*_limits("epochs"))
        self.batch_size = _named(
            DoublingField(),
            "batch_size",
            self.tr("Batch size"),
            self.tr(
                "How many digits it looks at before it changes itself a little. Larger is faster per digit."
            ),
        )
        self.batch_size.setRange(*_limits("batch_size"))
        self.learning_rate = _named(
            RateField(),
            "learning_rate",
            self.tr("Learning rate"),
            self.tr("How far each change goes. Too large and it never settles, too small and it takes long."),
        )
        self.learning_rate.setRange(*LIMITS["learning_rate"])
        self.optimizer = _named(
            QComboBox(),
            "optimizer",
            self.tr("Optimiser"),
            self.tr("The rule by which the network changes itself. Adam is a good start."),
        )
        self.validation = _named(
            QComboBox(),
            "validation",
            self.tr("Validation"),
            self.tr(
                "Digits it does not learn from, read after each epoch, to see what it really understood."
            ),
        )

    def _make_further_fields(self) -> None:
        self.schedule = _named(
            QComboBox(),
            "schedule",
            self.tr("Rate over time"),
            self.tr(
                "Constant, falling (cosine), or first up and then down (one cycle), to end more precisely."
            ),
        )
        self.labels = _named(
            QComboBox(),
            "labels",
            self.tr("Labels"),
            self.tr("The right answer as one number (sparse) or as ten (one-hot). The result is the same."),
        )
        self.l2 = _named(
            RateField(),
            "l2",
            self.tr("L2 decay"),
            self.tr("Keeps weights small against learning by heart. Only the regularised network has it."),
        )
        self.l2.setRange(0, 10)
        self.seed = _named(
            QSpinBox(),
            "seed",
            self.tr("Seed"),
            self.tr("Where all random numbers start. Equal seeds give nearly equal trainings."),
        )
        self.seed.setRange(*_limits("seed"))
        self.image_limit = _named(
            DoublingField(),
            "image_limit",
            self.tr("Images"),
            self.tr("Learn from the first so many digits only. 0 means all of them."),
        )
        self.image_limit.setRange(_ALL_IMAGES, TRAIN_COUNT)
        self.image_limit.setSpecialValueText(self.tr("all"))
        self.augment = _named(
            QCheckBox(self.tr("Change digits at random")),
            "augment",
            self.tr("Change digits at random"),
            self.tr("Rotate, move, zoom and thicken each digit a little every time, to learn more shapes."),
        )

    def _fill_choices(self) -> None:
        optimizers = (
            ("adam", "Adam"),
            ("adamw", "AdamW"),
            ("sgd", self.tr("SGD with momentum")),
            ("rmsprop", "RMSprop"),
            ("adagrad", "Adagrad"),
        )
        validations = (
            ("none", self.tr("none")),
            ("split", self.tr("a fifth of the images")),
            ("test", self.tr("the test set")),
            ("writers", self.tr("handwriting held back")),
        )
        schedules = (
            ("constant", self.tr("constant")),
            ("cosine", self.tr("cosine")),
            ("one-cycle", self.tr("one cycle")),
        )
        labels = ((False, self.tr("sparse")), (True, self.tr("one-hot")))
        for field, choices in (
            (self.optimizer, optimizers),
            (self.validation, validations),
            (self.schedule, schedules),
            (self.labels, labels),
        ):
            for value, text in choices:
                field.addItem(text, value)

    def _tell_changes(self) -> None:
        for field in self.all:
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self.changed)
            elif isinstance(field, QSpinBox | QDoubleSpinBox):
                field.valueChanged.connect(self.changed)
            elif isinstance(field, QCheckBox):
                field.toggled.connect(self.changed)


def _named(field: _Field, name: str, title: str, tooltip: str) -> _Field:
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setToolTip(tooltip)
    if isinstance(field, QAbstractSpinBox):
        # The style sheet's padding does not reach the text of a number field.
        field.lineEdit().setTextMargins(6, 0, 0, 0)
        field.setMinimumWidth(_NARROWEST)
    if isinstance(field, QComboBox):
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(8)
    return field


def _limits(name: str) -> tuple[int, int]:
    least, most = LIMITS[name]
    return int(least), int(most)
