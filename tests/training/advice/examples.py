"""One piece of advice for each sign, with numbers as real trainings gave them."""

from __future__ import annotations

from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign

_LOWER = PlanChange(learning_rate=0.001)
_BETTER = {"accuracy": 0.8812, "validation_accuracy": 0.9267, "epoch": 4}
_EXAMPLES = (
    Advice(AdviceKind.DIVERGING, Sign.NO_NUMBER, {"epoch": 1, "step": 7, "rate": 10.0}, _LOWER),
    Advice(AdviceKind.DIVERGING, Sign.GROWN, {"start": 2.3, "loss": 39906, "epoch": 1, "rate": 10.0}, _LOWER),
    Advice(
        AdviceKind.RATE_TOO_HIGH,
        Sign.AT_CHANCE,
        {"accuracy": 0.1043, "steps": 1200, "rate": 0.03, "loss": 2.3055},
        _LOWER,
    ),
    Advice(
        AdviceKind.RATE_TOO_HIGH,
        Sign.JUMPING,
        {"accuracy": 0.61, "steps": 159, "rate": 0.1, "lowest": 0.6323, "highest": 1.315},
        _LOWER,
    ),
    Advice(
        AdviceKind.RATE_TOO_LOW,
        Sign.SLOW,
        {"start": 2.3898, "loss": 2.2579, "expected": 1.8495, "steps": 264, "rate": 0.000001},
        _LOWER,
    ),
    Advice(
        AdviceKind.TOO_FEW_STEPS,
        Sign.AVERAGES_BEHIND,
        {"steps": 19, "needed": 40, "accuracy": 0.6621, "validation_accuracy": 0.2917},
        PlanChange(image_limit=13_200),
    ),
    Advice(
        AdviceKind.TOO_FEW_STEPS,
        Sign.AVERAGES_UNTRIED,
        {"steps": 24, "needed": 40, "accuracy": 0.725},
        PlanChange(epochs=4),
    ),
    Advice(
        AdviceKind.OVERFITTING,
        Sign.RISING,
        {
            "best_epoch": 8,
            "best_loss": 0.5336,
            "epoch": 19,
            "validation_loss": 0.6197,
            "loss_then": 0.0714,
            "loss": 0.0038,
        },
        PlanChange(patience=3, keep_best=True),
    ),
    Advice(
        AdviceKind.DEAD_UNITS,
        Sign.SILENT,
        {"share": 0.6562, "layer": 2, "dead": 42, "units": 64, "epoch": 1, "rate": 0.01},
        _LOWER,
    ),
    Advice(
        AdviceKind.TOO_FEW_EPOCHS,
        Sign.IMPROVING,
        {"accuracy_before": 0.82, "accuracy": 0.85, "epochs": 1000},
        PlanChange(epochs=1000),
    ),
    Advice(
        AdviceKind.TOO_FEW_EPOCHS,
        Sign.IMPROVING_WITHIN,
        {"loss": 1.21, "validation_loss": 0.64, "accuracy": 0.8, "epochs": 1},
        PlanChange(augment=True),
    ),
    Advice(AdviceKind.VALIDATION_BETTER, Sign.DROPOUT, _BETTER, PlanChange(dropout=0.25)),
    Advice(AdviceKind.VALIDATION_BETTER, Sign.AUGMENTATION, _BETTER),
    Advice(AdviceKind.VALIDATION_BETTER, Sign.BOTH, _BETTER, PlanChange(dropout=0.1)),
)
EXAMPLES: dict[Sign, Advice] = {advice.sign: advice for advice in _EXAMPLES}
