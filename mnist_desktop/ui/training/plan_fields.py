"""The fields of a training plan: made from its limits, filled from a plan, read into one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from mnist_desktop.data.mnist import TRAIN_COUNT
from mnist_desktop.models.network import Dense
from mnist_desktop.training.plan import LIMITS, TrainingPlan
from mnist_desktop.ui.training import choice_words
from mnist_desktop.ui.training.fields import ChoiceField, CountField, DoublingField, PercentField, RateField
from mnist_desktop.ui.training.layer_settings import bounds_in_words
from mnist_desktop.ui.training.tick_field import TickField

_NARROWEST = 96
_USUAL_PATIENCE = 3
_SHARES = 10_000
_LARGEST_DECAY = 10.0
_Field = TypeVar("_Field", bound=QWidget)


class PlanFields(QObject):
    """Every field of a plan but the network. The panel lays them out.

    Signals:
        changed: The user or the program changed a field.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the fields; `show_plan` fills them."""
        super().__init__(parent)
        self._make_first_fields()
        self._make_further_fields()
        self._make_fields_of_validation()
        self._shown: dict[str, object] = {}
        self._read_back: dict[str, object] = {}
        for field in self.all:
            self._tell_changes(field)
        self.early_stopping.toggled.connect(self.patience.setEnabled)

    def show_plan(self, plan: TrainingPlan) -> None:
        """Fill the fields."""
        self.offer_writers(plan, has_ink=plan.validation == "writers")
        self.epochs.setValue(plan.epochs)
        self.batch_size.setValue(plan.batch_size)
        self.learning_rate.setValue(plan.learning_rate)
        self.optimizer.choose(plan.optimizer)
        self.validation.choose(plan.validation)
        self.validation_share.setValue(round(plan.validation_share * _SHARES))
        self.schedule.choose(plan.schedule)
        self.labels.choose(plan.one_hot)
        self.early_stopping.setChecked(plan.patience is not None)
        self.patience.setValue(plan.patience or _USUAL_PATIENCE)
        self.patience.setEnabled(plan.patience is not None)
        self.keep_best.setChecked(plan.keep_best)
        self.precision.choose(plan.precision)
        self.l2.setValue(plan.l2)
        self.seed.setValue(plan.seed)
        self.image_limit.setValue(self.image_limit.whole if plan.image_limit is None else plan.image_limit)
        self.augment.setChecked(plan.augment)
        self._read_back = self._read()
        self._shown = {name: getattr(plan, name) for name in self._read_back}

    def show_decay(self, l2: float) -> None:
        """Fill only the field of the weight decay."""
        self.l2.setValue(l2)
        self._read_back["l2"], self._shown["l2"] = self.l2.value(), l2

    def plan(self, start: TrainingPlan) -> TrainingPlan:
        """`start` with what the fields say; the weight decay is the network's and stays as it is."""
        values = self._values()
        del values["l2"]
        return replace(start, **values)

    def decay(self) -> float:
        """The weight decay that the field says."""
        return float(self._values()["l2"])

    def wrong(self) -> dict[str, str]:
        """A sentence for each field in which something was typed that no plan can say."""
        numbers: dict[str, CountField | RateField | PercentField] = {
            "epochs": self.epochs,
            "batch_size": self.batch_size,
            "learning_rate": self.learning_rate,
            "validation_share": self.validation_share,
            "image_limit": self.image_limit,
            "patience": self.patience,
            "seed": self.seed,
        }
        found = {name: self._fault(field) for name, field in numbers.items() if field.isEnabled()}
        bounds = bounds_in_words(Dense(1, l2=self.l2.value()), "l2")
        return {name: words for name, words in (found | {"l2": bounds}).items() if words}

    def _fault(self, field: CountField | RateField | PercentField) -> str:
        match field:
            case CountField(is_number=False):
                text = self.tr("{title} must be a whole number.")
            case RateField(is_number=False) | PercentField(is_number=False):
                text = self.tr("{title} must be a number.")
            case PercentField(is_share=False):
                text = self.tr("{title} must be at most 100 %.")
            case _:
                return ""
        return text.format(title=field.accessibleName())

    @property
    def all(self) -> tuple[QWidget, ...]:
        """Every field, in tab order."""
        first = (self.epochs, self.batch_size, self.learning_rate, self.optimizer, self.validation)
        stopping = (self.early_stopping, self.patience, self.keep_best)
        last = (self.precision, self.l2, self.labels, self.seed, self.augment)
        return (*first, self.validation_share, self.schedule, self.image_limit, *stopping, *last)

    def _values(self) -> dict[str, Any]:
        """What the fields say; a number that a field cannot show in full is kept until it is changed."""
        return {
            name: self._shown[name] if _is_same(value, self._read_back[name]) else value
            for name, value in self._read().items()
        }

    def _read(self) -> dict[str, object]:
        return {
            "epochs": self.epochs.value(),
            "batch_size": self.batch_size.value(),
            "learning_rate": self.learning_rate.value(),
            "optimizer": self.optimizer.currentData(),
            "validation": self.validation.currentData(),
            "validation_share": self.validation_share.value() / _SHARES,
            "schedule": self.schedule.currentData(),
            "one_hot": self.labels.currentData(),
            "patience": self.patience.value() if self.early_stopping.isChecked() else None,
            "keep_best": self.keep_best.isChecked(),
            "precision": self.precision.currentData(),
            "l2": self.l2.value(),
            "seed": self.seed.value(),
            "image_limit": self._limit(),
            "augment": self.augment.isChecked(),
        }

    def _limit(self) -> int | None:
        return None if self.image_limit.value() == self.image_limit.whole else self.image_limit.value()

    def _make_first_fields(self) -> None:
        self.epochs = _named(
            CountField(_limits("epochs")),
            "epochs",
            self.tr("Epochs"),
            self.tr("How often the network sees all training digits. More learn more, up to a point."),
        )
        self.batch_size = _named(
            DoublingField(_limits("batch_size")),
            "batch_size",
            self.tr("Batch size"),
            self.tr(
                "How many digits it looks at before it changes itself a little. Larger is faster per digit."
            ),
        )
        self.learning_rate = _named(
            RateField(LIMITS["learning_rate"]),
            "learning_rate",
            self.tr("Learning rate"),
            self.tr("How far each change goes. Too large and it never settles, too small and it takes long."),
        )
        self.optimizer = _named(
            ChoiceField(choice_words.optimizers()),
            "optimizer",
            self.tr("Optimiser"),
            self.tr("The rule by which the network changes itself. Adam is a good start."),
        )

    def _make_further_fields(self) -> None:
        self.schedule = _named(
            ChoiceField(choice_words.schedules()),
            "schedule",
            self.tr("Rate over time"),
            self.tr("Whether the learning rate stays as it is or changes while it learns."),
        )
        self.image_limit = _named(
            PercentField(TRAIN_COUNT),
            "image_limit",
            self.tr("Share of images"),
            self.tr("How many of the images to use. Fewer are quicker to try something out."),
        )
        self.precision = _named(
            ChoiceField(choice_words.precisions()),
            "precision",
            self.tr("Precision"),
            self.tr("With how many digits it calculates. Fewer can be quicker and are nearly as good."),
        )
        self.l2 = _named(
            RateField((0.0, _LARGEST_DECAY)),
            "l2",
            self.tr("L2 decay"),
            self.tr("Keeps the weights of some layers small, against learning by heart. 0 switches it off."),
        )
        self.labels = _named(
            ChoiceField(choice_words.labels()),
            "labels",
            self.tr("Labels"),
            self.tr("How the right answers are written. The result is the same."),
        )
        self.seed = _named(
            CountField(_limits("seed")),
            "seed",
            self.tr("Seed"),
            self.tr("Where all random numbers start. Equal seeds give nearly equal trainings."),
        )
        self.augment = _named(
            TickField(self.tr("Change digits at random")),
            "augment",
            self.tr("Change digits at random"),
            self.tr("Turn, move, zoom and thicken each digit a little every time, to learn more shapes."),
        )

    def _make_fields_of_validation(self) -> None:
        self.validation = _named(
            ChoiceField(choice_words.validations()),
            "validation",
            self.tr("Validation"),
            self.tr(
                "Digits it does not learn from, read after each epoch, to see what it really understood."
            ),
        )
        self.validation_share = _named(
            PercentField(_SHARES),
            "validation_share",
            self.tr("Share held back"),
            self.tr("How much of the training digits is kept aside for validation."),
        )
        self.early_stopping = _named(
            TickField(self.tr("Stop early")),
            "early_stopping",
            self.tr("Stop early"),
            self.tr("End the training when it does not get better any more."),
        )
        self.patience = _named(
            CountField(_limits("patience")),
            "patience",
            self.tr("Epochs without gain"),
            self.tr("After how many epochs without a better validation loss it ends."),
        )
        self.keep_best = _named(
            TickField(self.tr("Keep the best epoch’s weights")),
            "keep_best",
            self.tr("Keep the best epoch’s weights"),
            self.tr("Keep the network as it was when it read best in validation, not as it is at the end."),
        )

    def offer_writers(self, plan: TrainingPlan, *, has_ink: bool) -> None:
        """Offer to validate with handwriting where there can be some, or where that is chosen."""
        is_offered = plan.rejects or has_ink or plan.validation == "writers"
        index = self.validation.findData("writers")
        if is_offered and index < 0:
            self.validation.offer(choice_words.writers())
        elif not is_offered and index >= 0:
            self.validation.removeItem(index)

    def _tell_changes(self, field: QWidget) -> None:
        match field:
            case ChoiceField():
                field.currentIndexChanged.connect(self.changed)
            case TickField():
                field.toggled.connect(self.changed)
            case CountField() | PercentField() | RateField():
                field.valueChanged.connect(self.changed)


def _named(field: _Field, name: str, title: str, tooltip: str) -> _Field:
    field.setObjectName(name)
    field.setAccessibleName(title)
    if isinstance(field, ChoiceField):
        field.set_help(tooltip)
    else:
        field.setToolTip(tooltip)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if isinstance(field, QAbstractSpinBox):
        # The style sheet's padding does not reach the text of a number field.
        field.lineEdit().setTextMargins(6, 0, 0, 0)
        field.setMinimumWidth(_NARROWEST)
    return field


def _is_same(value: object, other: object) -> bool:
    return value == other and type(value) is type(other)


def _limits(name: str) -> tuple[int, int]:
    least, most = LIMITS[name]
    return int(least), int(most)
