"""Which settings of a plan are somebody's own choice, and outlive the choice of another network."""

from __future__ import annotations

from dataclasses import replace

from mnist_desktop.training.plan import TrainingPlan

_CARRIED = (
    "epochs",
    "batch_size",
    "learning_rate",
    "optimizer",
    "validation",
    "validation_share",
    "schedule",
    "image_limit",
    "patience",
    "keep_best",
    "precision",
    "one_hot",
    "seed",
    "augment",
    "augmentation",
    "left_out",
)
"""All that does not belong to the network itself."""


class OwnSettings:
    """Follows a plan that is being changed, and knows in what somebody chose other than is usual."""

    def __init__(self, plan: TrainingPlan) -> None:
        """Begin with a usual plan, of which nothing was changed."""
        self._names: set[str] = set()
        self._last = plan

    @property
    def names(self) -> tuple[str, ...]:
        """What was changed, by names of `TrainingPlan`, in their order in the form."""
        return tuple(name for name in _CARRIED if name in self._names)

    def begin(self, plan: TrainingPlan, usual: TrainingPlan) -> None:
        """Take up another plan; its own are those settings in which it is not the usual one."""
        self._names = {name for name in _CARRIED if _differ(name, plan, usual)}
        self._last = plan

    def follow(self, plan: TrainingPlan, usual: TrainingPlan) -> None:
        """See what was changed, or changed back to what is usual."""
        for name in _CARRIED:
            if _differ(name, plan, self._last):
                change = self._names.add if _differ(name, plan, usual) else self._names.discard
                change(name)
        self._last = plan

    def carried_to(self, usual: TrainingPlan, *, has_ink: bool = False) -> TrainingPlan:
        """The usual plan of another network with the own settings of the last plan.

        What needs validation takes it along where the other network has none; validation by writers is left
        behind where there is no handwriting to learn.
        """
        last = self._last
        names = set(self._names)
        if last.validation == "writers" and not usual.rejects and not has_ink:
            names.discard("validation")
        carried = replace(usual, **{name: getattr(last, name) for name in names})
        if _needs_validation(carried) and carried.validation == "none" and "validation" not in names:
            carried = replace(
                carried, validation="split" if last.validation == "writers" else last.validation
            )
        self._last = carried
        return carried


def _differ(name: str, plan: TrainingPlan, other: TrainingPlan) -> bool:
    return bool(getattr(plan, name) != getattr(other, name))


def _needs_validation(plan: TrainingPlan) -> bool:
    return plan.patience is not None or plan.keep_best or plan.schedule == "plateau"
