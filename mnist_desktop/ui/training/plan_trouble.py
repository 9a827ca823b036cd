"""All that is impossible in a plan, by setting; a plan's own `check` stops at the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace

from PySide6.QtCore import QCoreApplication

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.fitted_plan import with_outputs
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.network_review import NetworkReview, review
from mnist_desktop.training.plan import AUGMENTATION_LIMITS, TrainingPlan
from mnist_desktop.training.plan_images import trouble_with_images
from mnist_desktop.training.presets import PRESETS
from mnist_desktop.ui.training.number_steps import short
from mnist_desktop.ui.wording import sentence

translate = QCoreApplication.translate
NETWORK, AUGMENTATION, IMAGES = "network", "augmentation", "image_limit"

_ABOUT_A_SETTING = (
    ProblemCode.PLAN_NUMBER,
    ProblemCode.PLAN_CHOICE,
    ProblemCode.PLAN_WITHOUT_VALIDATION,
)
_POSSIBLE = {field.name: field.default for field in fields(TrainingPlan) if field.default is not MISSING}


def troubles(plan: TrainingPlan, data: LearntSet = MNIST, *, has_ink: bool = False) -> dict[str, Problem]:
    """One problem for each impossible setting of a plan.

    Args:
        plan: the settings.
        data: the set that it learns from.
        has_ink: whether it learns from ink, too; how much there is of that is not counted.

    Returns:
        Names of fields of `TrainingPlan`; "network" for its layers, "augmentation" for all its ranges.

    """
    found: dict[str, Problem] = {}
    mended = plan
    while (problem := _first_trouble(mended, data)) is not None:
        setting = _setting(problem)
        if setting in found:
            break
        found[setting] = problem
        mended = _without(mended, setting, data)
    few = None if has_ink else trouble_with_images(plan, data)
    if few is not None:
        setting = IMAGES if few.code is ProblemCode.TRAINING_TOO_FEW else "batch_size"
        # A number of images that no plan has says less than how many are needed.
        if setting == IMAGES or setting not in found:
            found[setting] = few
    return found


def review_of(plan: TrainingPlan, data: LearntSet = MNIST) -> NetworkReview:
    """What is right and wrong about the network of a plan for this set."""
    return review(plan.network, len(data.class_names) + plan.rejects, of_digits=data.shows_digits)


def in_words(problem: Problem, titles: Mapping[str, str], fields: Mapping[str, str] | None = None) -> str:
    """The problem's sentence, with a setting as the window calls it and its numbers as people write them.

    Args:
        problem: one of `troubles`.
        titles: what the settings are called within a sentence.
        fields: what stands beside those that are numbers, where that is something else.

    """
    setting = str(problem.values.get("setting", ""))
    values = {name: _number(setting, value) for name, value in problem.values.items()}
    if problem.code in _ABOUT_A_SETTING:
        values["setting"] = titles.get(setting, setting)
    if problem.code is ProblemCode.PLAN_NUMBER:
        named = (fields or {}).get(setting)
        return _out_of_bounds(problem, values | {"setting": named} if named else values)
    return sentence(Problem(problem.code, **values))


def _out_of_bounds(problem: Problem, values: Mapping[str, str]) -> str:
    """The bound that was missed says more than both."""
    value, least, most = (float(problem.values[name]) for name in ("value", "least", "most"))
    if value < least:
        text = translate("PlanTrouble", "{setting} must be at least {least}.")
    elif value > most:
        text = translate("PlanTrouble", "{setting} must be at most {most}.")
    else:
        return sentence(Problem(problem.code, **values))
    return text.format(**values)


def _number(setting: str, value: str | float) -> str:
    match value:
        case int():
            return f"{value:,}"
        case float() if setting == "validation_share":
            return f"{value * 100:g} %"
        case float():
            return short(value)
    return value


def _first_trouble(plan: TrainingPlan, data: LearntSet) -> Problem | None:
    mistake = review_of(plan, data).mistake
    try:
        plan.check(len(data.class_names))
    except Problem as problem:
        # The review knows the cause, where the check only sees the answers.
        return mistake if mistake is not None and _setting(problem) == NETWORK else problem
    return mistake


def _setting(problem: Problem) -> str:
    if problem.code not in _ABOUT_A_SETTING:
        return NETWORK
    setting = str(problem.values["setting"])
    return AUGMENTATION if setting in AUGMENTATION_LIMITS else setting.partition(".")[0]


def _without(plan: TrainingPlan, setting: str, data: LearntSet) -> TrainingPlan:
    """The plan with something possible in the setting's place."""
    if setting == NETWORK:
        network = with_outputs(PRESETS[0].network, len(data.class_names))
        return replace(plan, network=network, rejects=False)
    if setting == AUGMENTATION:
        return replace(plan, augment=False)
    return replace(plan, **{setting: _POSSIBLE[setting]})
