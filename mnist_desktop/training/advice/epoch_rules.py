"""Rules on whole epochs. The numbers were found on real trainings, good and bad ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

from mnist_desktop.models.network import Activation, Conv2D, Dense, Dropout
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.advice.rates import is_very_far_above, lower_rate
from mnist_desktop.training.advice.seen import Seen, made_harder
from mnist_desktop.training.plan import LIMITS, TrainingPlan
from mnist_desktop.training.progress import EpochFinished

_RISING_EPOCHS = 3
_RISEN, _ABOVE_TRAINING = 1.15, 1.5
"""Validation loss that has risen is so many times its least, and the training loss."""
_STILL_FALLS, _ERRS_LESS, _FAR_BELOW_MEAN = 0.95, 0.9, 0.8
"""Of the loss and of the errors an epoch before, and of the mean loss over an epoch."""
_MUCH_ERROR = 0.04
"""With fewer wrong, nobody needs to be told that more epochs might help a little."""
_CLEARLY_BETTER = 0.02
_DROPOUT_DECIMALS = 2
_DEAD = 0.6
"""At usual rates up to four in ten are dead where there is little to learn from, and all is well."""
_FEWEST_UNITS = 8


def overfitting(seen: Seen) -> Advice | None:
    """For some epochs validation has become worse while training still becomes better."""
    history = _validated(seen.history)
    if len(history) != len(seen.history) or len(history) <= _RISING_EPOCHS:
        return None
    losses = [epoch.validation_loss or 0.0 for epoch in history]
    best = history[losses.index(min(losses))]
    last, least = history[-1], min(losses)
    since = losses[losses.index(least) + 1 :]
    if len(since) < _RISING_EPOCHS or last.loss >= best.loss or not all(map(math.isfinite, since)):
        return None
    # Validation that merely jumps, as with high rates, comes back, or is near the training loss.
    if (
        since[-1] < since[0]
        or fmean(since[-2:]) < _RISEN * least
        or min(since[-2:]) < _ABOVE_TRAINING * last.loss
    ):
        return None
    values = {
        "best_epoch": best.epoch,
        "best_loss": least,
        "epoch": last.epoch,
        "validation_loss": losses[-1],
        "loss_then": best.loss,
        "loss": last.loss,
    }
    return Advice(AdviceKind.OVERFITTING, Sign.RISING, values, _against_overfitting(seen.plan))


def too_few_epochs(seen: Seen) -> Advice | None:
    """The training ends while validation still becomes clearly better."""
    last = seen.history[-1] if seen.history else None
    if last is None or last.epoch != seen.epochs or last.validation_accuracy is None:
        return None
    if 1 - last.validation_accuracy < _MUCH_ERROR or _jumps_anyway(seen.plan):
        return None
    more = _more(seen.plan.epochs)
    if seen.epochs == 1:
        return _improving_within(seen.plan, last, more)
    history = _validated(seen.history)
    losses = [epoch.validation_loss or 0.0 for epoch in history]
    if len(losses) < 2 or losses[-3:] != sorted(losses[-3:], reverse=True) or losses[-1] > min(losses):
        return None
    before = history[-2]
    gains = 1 - last.validation_accuracy <= _ERRS_LESS * (1 - (before.validation_accuracy or 0.0))
    if not gains or losses[-1] > _STILL_FALLS * losses[-2]:
        return None
    values = {
        "accuracy_before": before.validation_accuracy or 0.0,
        "accuracy": last.validation_accuracy,
        "epochs": last.epoch,
    }
    return Advice(AdviceKind.TOO_FEW_EPOCHS, Sign.IMPROVING, values, more)


def _improving_within(plan: TrainingPlan, epoch: EpochFinished, more: PlanChange | None) -> Advice | None:
    """The same of a single epoch: at its end it is far better than it was on the average."""
    if made_harder(plan) or epoch.validation_loss is None or epoch.validation_accuracy is None:
        return None
    if epoch.validation_loss > _FAR_BELOW_MEAN * epoch.loss:
        return None
    values = {
        "loss": epoch.loss,
        "validation_loss": epoch.validation_loss,
        "accuracy": epoch.validation_accuracy,
        "epochs": 1,
    }
    return Advice(AdviceKind.TOO_FEW_EPOCHS, Sign.IMPROVING_WITHIN, values, more)


def _jumps_anyway(plan: TrainingPlan) -> bool:
    """Whether a rate that stays so high makes one epoch better than the last one by chance."""
    stays = plan.schedule in ("constant", "plateau")
    return stays and is_very_far_above(plan.learning_rate, plan)


def _more(epochs: int) -> PlanChange | None:
    """Twice as many, and some more than few; None where there can be no more."""
    most = int(LIMITS["epochs"][1])
    return PlanChange(epochs=min(max(epochs + 3, 2 * epochs), most)) if epochs < most else None


def validation_better(seen: Seen) -> Advice | None:
    """Validation is better than training, as it should be where training is made harder on purpose."""
    sign = made_harder(seen.plan)
    if sign is None or len(seen.history) < _RISING_EPOCHS:
        return None
    before, last = seen.history[-2:]
    if before.validation_accuracy is None or last.validation_accuracy is None:
        return None
    # Training is measured over the epoch, validation at its end: the last one's must be worse than either.
    if min(before.validation_accuracy, last.validation_accuracy) < last.accuracy + _CLEARLY_BETTER:
        return None
    values = {
        "accuracy": last.accuracy,
        "validation_accuracy": last.validation_accuracy,
        "epoch": last.epoch,
    }
    return Advice(AdviceKind.VALIDATION_BETTER, sign, values, _less_dropout(seen.plan))


def _less_dropout(plan: TrainingPlan) -> PlanChange | None:
    """Half of the most that it has; None where it has none to speak of."""
    most = max((layer.rate for layer in plan.network.layers if isinstance(layer, Dropout)), default=0.0)
    half = round(most / 2, _DROPOUT_DECIMALS)
    return PlanChange(dropout=half) if half else None


def dead_units(seen: Seen) -> Advice | None:
    """Most units of a layer answer to no image any more."""
    if seen.units is None:
        return None
    counts = relu_units(seen.plan)
    if len(counts) != len(seen.units.dead_share):
        return None
    layers = [
        (share, number, units)
        for number, (share, units) in enumerate(zip(seen.units.dead_share, counts, strict=True), 1)
        if units >= _FEWEST_UNITS
    ]
    share, layer, units = max(layers, default=(0.0, 0, 0))
    if share < _DEAD:
        return None
    values = {
        "share": share,
        "layer": layer,
        "dead": round(share * units),
        "units": units,
        "epoch": seen.units.epoch,
        "rate": seen.plan.learning_rate,
    }
    return Advice(AdviceKind.DEAD_UNITS, Sign.SILENT, values, lower_rate(seen.plan))


def relu_units(plan: TrainingPlan) -> tuple[int, ...]:
    """The units or filters of each layer that ends in ReLU, in the order of `dead_share`."""
    network = plan.network
    return tuple(
        fact.output_shape[-1]
        for layer, fact in zip(network.layers, network.facts(), strict=True)
        if (isinstance(layer, Dense | Conv2D) and layer.activation == "relu")
        or (isinstance(layer, Activation) and layer.name == "relu")
    )


def _validated(history: Sequence[EpochFinished]) -> list[EpochFinished]:
    return [epoch for epoch in history if epoch.validation_loss is not None]


def _against_overfitting(plan: TrainingPlan) -> PlanChange | None:
    """More varied digits, or else an end in time."""
    if not plan.augment:
        return PlanChange(augment=True)
    if plan.patience is None or not plan.keep_best:
        return PlanChange(patience=_RISING_EPOCHS, keep_best=True)
    return None
