"""The settings of a training when another set is chosen: what was set stays, the network follows."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from mnist_desktop.training.fitted_plan import with_outputs
from mnist_desktop.training.learnt_set import LearntSet
from mnist_desktop.training.own_settings import OwnSettings
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import Preset
from mnist_desktop.ui.training.network_facts import same_layers


def refitted_plan(
    plan: TrainingPlan,
    own: OwnSettings,
    presets: tuple[Preset, Preset],
    sets: tuple[LearntSet, LearntSet],
    *,
    has_ink: bool,
) -> TrainingPlan:
    """The plan for the other set.

    Args:
        plan: what was set for the set before.
        own: which of its settings the user chose.
        presets: what the chosen preset is for the set before, and for the other one.
        sets: the set before, and the other one.
        has_ink: whether it learns from ink, too.

    Returns:
        The preset's plan for the other set, with what the user chose; layers that were changed stay, and
        answer with the other classes. A share of the images stays the same share.

    """
    (before, after), (set_before, set_after) = presets, sets
    usual = replace(after.plan, preset=after.key)
    fitted = copy(own).carried_to(usual, has_ink=has_ink)
    if not set_after.shows_digits and fitted.validation == "writers":
        fitted = replace(fitted, validation="split")
    if not same_layers(before.network, plan.network):
        outputs = len(set_after.class_names) + fitted.rejects
        fitted = replace(fitted, network=with_outputs(plan.network, outputs))
    if plan.image_limit is not None:
        share = plan.image_limit / set_before.learnable
        fitted = replace(fitted, image_limit=min(round(share * set_after.learnable), set_after.learnable))
    return fitted
