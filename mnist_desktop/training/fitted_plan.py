"""A plan made to fit the set that it learns from: as many answers as there are classes, digits for digits."""

from __future__ import annotations

from dataclasses import replace

from mnist_desktop.models.network import Activation, Dense, Dropout, Network
from mnist_desktop.models.reading.fitting import last_function
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import LearntSet
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import Preset
from mnist_desktop.training.sources import Sources


def fitted_plan(plan: TrainingPlan, data: LearntSet) -> TrainingPlan:
    """The plan for this set: its last layer answers with the classes, and what is for digits is left out."""
    fitted = plan if data.shows_digits else _without_handwriting(plan)
    outputs = len(data.class_names) + fitted.rejects
    return replace(fitted, network=with_outputs(fitted.network, outputs))


def fitted_preset(preset: Preset, data: LearntSet) -> Preset:
    """The preset whose plan fits this set."""
    return replace(preset, plan=fitted_plan(preset.plan, data))


def with_outputs(network: Network, outputs: int) -> Network:
    """The network with so many answers.

    As it is where it has as many already, or where its answers are not those of one Dense with softmax:
    that is a mistake to be told, not to be mended unasked.
    """
    if not network.layers or last_function(network) != "softmax":
        return network
    for row in range(len(network.layers) - 1, -1, -1):
        layer = network.layers[row]
        if isinstance(layer, Dense):
            answers = replace(layer, units=outputs)
            return replace(network, layers=(*network.layers[:row], answers, *network.layers[row + 1 :]))
        if not isinstance(layer, Activation | Dropout):
            break
    return network


def require_for_digits(plan: TrainingPlan, sources: Sources) -> None:
    """Let pass what the set of the sources can be learnt with; Problem PLAN_DIGITS_ONLY."""
    if sources.data.shows_digits:
        return
    given = {
        "rejects": plan.rejects,
        "left_out": plan.left_out,
        "ink": sources.ink,
        "held_out": sources.held_out,
    }
    for setting, is_given in given.items():
        if is_given:
            raise Problem(ProblemCode.PLAN_DIGITS_ONLY, setting=setting, name=sources.data.name)


def _without_handwriting(plan: TrainingPlan) -> TrainingPlan:
    validation = "split" if plan.validation == "writers" else plan.validation
    return replace(plan, rejects=False, left_out=frozenset(), ink_epochs=None, validation=validation)
