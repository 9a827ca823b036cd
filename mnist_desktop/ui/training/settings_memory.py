"""The settings of a training as the window remembers them."""

from __future__ import annotations

from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.ui.training.network_section import NetworkSection
from mnist_desktop.ui.training.plan_memory import plan_words
from mnist_desktop.ui.training.settings_form import SettingsForm

_WITHOUT_FIELD = ("network", "rejects", "left_out", "ink_epochs")


def settings_words(plan: TrainingPlan, network: NetworkSection, form: SettingsForm) -> dict[str, str]:
    """The settings as words, with what is open of the form."""
    words, preset = plan_words(plan), network.chosen
    for name in _WITHOUT_FIELD:
        # What a built-in preset says may be better in a later version.
        if getattr(plan, name) == getattr(preset.plan, name) and not network.is_own(preset):
            del words[name]
    folds = {name: str(fold.is_open) for name, fold in form.folds.items()}
    return words | form.sources.state() | folds
