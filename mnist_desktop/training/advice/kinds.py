"""What can be said of a training while it runs, and the change that it offers, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from mnist_desktop.models.network import Dropout, Network
from mnist_desktop.training.plan import AUGMENTATION_LIMITS, Augmentation, TrainingPlan


class AdviceKind(StrEnum):
    """What is to be said of a training."""

    DIVERGING = "diverging"
    RATE_TOO_HIGH = "rate-too-high"
    RATE_TOO_LOW = "rate-too-low"
    TOO_FEW_STEPS = "too-few-steps"
    OVERFITTING = "overfitting"
    DEAD_UNITS = "dead-units"
    TOO_FEW_EPOCHS = "too-few-epochs"
    VALIDATION_BETTER = "validation-better"


class Sign(StrEnum):
    """By what it was seen, with the names of the values that tell it; each belongs to one kind."""

    NO_NUMBER = "no-number"
    """DIVERGING, the loss is no number any more: `epoch`, `step`, `rate`."""
    GROWN = "grown"
    """DIVERGING: `loss` far above the `start`, in `epoch`; `rate`."""
    AT_CHANCE = "at-chance"
    """RATE_TOO_HIGH: after `steps` steps no better `accuracy` than by guessing; `loss`, `rate`."""
    JUMPING = "jumping"
    """RATE_TOO_HIGH: the loss jumps between `lowest` and `highest`, `accuracy` stays low; `steps`, `rate`."""
    SLOW = "slow"
    """RATE_TOO_LOW: only from `start` to `loss` after `steps` steps, at the end `expected`; `rate`."""
    AVERAGES_BEHIND = "averages-behind"
    """TOO_FEW_STEPS for the moving averages of batch normalisation: `steps` of about `needed`, after which
    `accuracy` are right in training and `validation_accuracy` in validation."""
    AVERAGES_UNTRIED = "averages-untried"
    """TOO_FEW_STEPS, the same where nothing is known of validation: `steps`, `needed`, `accuracy`."""
    RISING = "rising"
    """OVERFITTING: validation from `best_loss` in `best_epoch` to `validation_loss` in `epoch`, while the
    training loss fell from `loss_then` to `loss`."""
    SILENT = "silent"
    """DEAD_UNITS: the `share` of the hidden layer `layer`, from 1, `dead` of its `units`; `epoch`, `rate`."""
    IMPROVING = "improving"
    """TOO_FEW_EPOCHS: the last one took validation from `accuracy_before` to `accuracy`; `epochs`."""
    IMPROVING_WITHIN = "improving-within"
    """TOO_FEW_EPOCHS, of a single one: its mean `loss` is far above the `validation_loss` at its end;
    `accuracy` is that of validation; `epochs`."""
    DROPOUT = "dropout"
    """VALIDATION_BETTER: `validation_accuracy` above `accuracy` in `epoch`; the network leaves units out."""
    AUGMENTATION = "augmentation"
    """VALIDATION_BETTER, with the same values: the digits are changed while training."""
    BOTH = "dropout-and-augmentation"
    """VALIDATION_BETTER, with the same values, for both reasons."""


@dataclass(frozen=True)
class PlanChange:
    """Other values of some fields of a plan, None for those that stay.

    Attributes:
        learning_rate, epochs, augment, patience, keep_best, image_limit: as in the plan.
        dropout: the most that any Dropout layer of its network shall have.

    """

    learning_rate: float | None = None
    epochs: int | None = None
    augment: bool | None = None
    patience: int | None = None
    keep_best: bool | None = None
    dropout: float | None = None
    image_limit: int | None = None

    @property
    def settings(self) -> dict[str, float | int | bool]:
        """What changes, with the new values."""
        return {name: value for name, value in vars(self).items() if value is not None}

    def applied(self, plan: TrainingPlan) -> TrainingPlan:
        """The plan with these values; one that was possible stays so."""
        changes: dict[str, Any] = self.settings
        most = changes.pop("dropout", None)
        changed = replace(plan, **changes)
        if most is not None:
            changed = replace(changed, network=_with_dropout(changed.network, most))
        if changed.augment and not _is_possible(changed.augmentation):
            changed = replace(changed, augmentation=Augmentation())
        if (changed.patience or changed.keep_best) and changed.validation == "none":
            changed = replace(changed, validation="split")
        return changed


def _with_dropout(network: Network, most: float) -> Network:
    layers = (
        replace(layer, rate=min(layer.rate, most)) if isinstance(layer, Dropout) else layer
        for layer in network.layers
    )
    return replace(network, layers=tuple(layers))


def _is_possible(augmentation: Augmentation) -> bool:
    """Whether it changes anything, and nothing beyond the limits."""
    values = [(getattr(augmentation, name), *limits) for name, limits in AUGMENTATION_LIMITS.items()]
    return any(value for value, _, _ in values) and all(low <= value <= high for value, low, high in values)


@dataclass(frozen=True)
class Advice:
    """One thing to say of a training.

    Attributes:
        kind: what it is.
        sign: by what it was seen; each belongs to one kind.
        values: what was seen, see `Sign`; shares and accuracies in 0..1.
        change: what would help the next run, None where nothing needs to be done.

    """

    kind: AdviceKind
    sign: Sign
    values: Mapping[str, float] = field(default_factory=dict)
    change: PlanChange | None = None

    def changed(self, plan: TrainingPlan) -> TrainingPlan:
        """The plan for the next run, with the change where there is one."""
        return self.change.applied(plan) if self.change else plan
