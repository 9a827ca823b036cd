"""What differs between two plans: settings, ranges of the augmentation, layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import TypeAlias

from mnist_desktop.models.layers import Layer, Shape
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan
from mnist_desktop.training.sources import Source

Value: TypeAlias = (
    str | int | float | frozenset[Part] | Shape | Layer | InkEpochs | Source | tuple[Source | str, ...] | None
)
"""None is what is not there, or not limited."""

DATA = "data"
LAYER = "layer"
INPUT_SHAPE = "input_shape"
_SHARED = ("split", "writers")
_OF_THEIR_OWN = ("network", "augmentation", "ink_epochs", "validation_share")


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same.

    Attributes:
        setting: DATA, with the names of the sets; a field of TrainingPlan or Sources; "augmentation.<range>"
            or "ink_epochs.<field>" of the plans that both have them; LAYER for a layer added (`before` is
            None), removed (`after` is None) or changed; INPUT_SHAPE.
        before: its value in the first plan.
        after: its value in the second.

    """

    setting: str
    before: Value
    after: Value


def differences(plan_a: TrainingPlan, plan_b: TrainingPlan) -> tuple[Difference, ...]:
    """All that differs, in the order of the plan's fields, layers last; empty for equal plans.

    Settings without effect in both plans are left out: ranges of an augmentation that is switched off, the
    share of a validation that takes none. A precision to be measured is none other than what it becomes.
    """
    found = []
    for field in fields(TrainingPlan):
        before, after = getattr(plan_a, field.name), getattr(plan_b, field.name)
        if field.name not in _OF_THEIR_OWN and not _is_same(field.name, before, after):
            found.append(Difference(field.name, before, after))
    if plan_a.validation == plan_b.validation in _SHARED:
        found += _of_fields(plan_a, plan_b, ("validation_share",), "")
    if plan_a.augment and plan_b.augment:
        names = tuple(field.name for field in fields(Augmentation))
        found += _of_fields(plan_a.augmentation, plan_b.augmentation, names, "augmentation.")
    found += _of_ink(plan_a.ink_epochs, plan_b.ink_epochs)
    first, second = plan_a.network, plan_b.network
    if first.input_shape != second.input_shape:
        found.append(Difference(INPUT_SHAPE, first.input_shape, second.input_shape))
    return (*found, *_of_layers(first.layers, second.layers))


def _is_same(setting: str, before: Value, after: Value) -> bool:
    return before == after or (setting == "precision" and "measured" in (before, after))


def _of_fields(before: object, after: object, names: Sequence[str], prefix: str) -> Iterator[Difference]:
    for name in names:
        was, will_be = getattr(before, name), getattr(after, name)
        if was != will_be:
            yield Difference(prefix + name, was, will_be)


def _of_ink(before: InkEpochs | None, after: InkEpochs | None) -> Iterator[Difference]:
    if before is None or after is None:
        if before != after:
            yield Difference("ink_epochs", before, after)
    else:
        yield from _of_fields(before, after, [field.name for field in fields(InkEpochs)], "ink_epochs.")


def _of_layers(before: Sequence[Layer], after: Sequence[Layer]) -> Iterator[Difference]:
    """Layers that stand in both sequences stay; of what is left between them, equal kinds were changed."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _changed(before[a:b], after[c:d])


def _changed(before: Sequence[Layer], after: Sequence[Layer]) -> Iterator[Difference]:
    kinds = [layer.kind for layer in before], [layer.kind for layer in after]
    for tag, a, b, c, d in SequenceMatcher(None, *kinds, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(before[a:b], after[c:d], strict=True)
            yield from (Difference(LAYER, was, will_be) for was, will_be in pairs)
        else:
            yield from (Difference(LAYER, layer, None) for layer in before[a:b])
            yield from (Difference(LAYER, None, layer) for layer in after[c:d])
