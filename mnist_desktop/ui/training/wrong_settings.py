"""A sentence for each setting of a plan that is impossible, in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping

from mnist_desktop.training.learnt_set import LearntSet
from mnist_desktop.training.network_review import NetworkReview
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.ui.training import choice_words
from mnist_desktop.ui.training.mistake_words import mistake_in_words
from mnist_desktop.ui.training.plan_trouble import NETWORK, in_words, troubles


def wrong_settings(
    plan: TrainingPlan,
    seen: NetworkReview,
    fields: Mapping[str, str],
    typed: Mapping[str, str],
    data: LearntSet,
    *,
    has_ink: bool,
) -> dict[str, str]:
    """What is wrong with a plan, by the names of `troubles`.

    Args:
        plan: what the form says.
        seen: the review of its network.
        fields: what stands beside the fields, by the plan's names.
        typed: sentences on what was typed or chosen and no plan can say.
        data: the set that it learns from.
        has_ink: whether it learns from ink, too.

    """
    titles = {**fields, **choice_words.titles()}
    found = troubles(plan, data, has_ink=has_ink)
    wrong = {setting: in_words(problem, titles, fields) for setting, problem in found.items()}
    wrong |= typed
    if NETWORK in wrong:
        wrong[NETWORK] = mistake_in_words(plan.network, seen)
    return wrong
