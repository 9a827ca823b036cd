"""What is asked of the user when a file is opened: names of classes, and the preset of mere weights."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from mnist_desktop.models.class_names import default_class_names, names_from_lines, usual_class_names
from mnist_desktop.models.entries import LibraryModel, renamed_classes
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.presets import PRESETS
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.models.form_words import no_digits, reads_no_digits
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.wording import sentence

_DIGITS = 10


class OpeningQuestions(QObject):
    """Asks, and does what follows from the answers."""

    def __init__(
        self, shelf: ModelShelf, dialogs: Dialogs, presets: OwnPresets, parent: QObject | None = None
    ) -> None:
        """Ask about the shelf's models; `presets` are the user's own."""
        super().__init__(parent)
        self._shelf, self._dialogs, self._presets = shelf, dialogs, presets

    def preset_for(self, problem: Problem) -> str:
        """The preset that weights without a network are to be opened as; empty for none."""
        if problem.code is not ProblemCode.MODEL_WEIGHTS_FOR_PRESETS:
            return ""
        keys = str(problem.values["presets"]).split(", ")
        titles = {preset.key: preset.title for preset in (*PRESETS, *self._presets.presets())}
        if len(keys) == 1:
            question = self.tr(
                "{name} holds weights without their network. They fit the preset below. "
                "Were they trained with it?"
            )
        else:
            question = self.tr(
                "{name} holds weights without their network. They fit the presets below. "
                "Which one were they trained with?"
            )
        chosen = self._dialogs.ask_choice(
            self.tr("Open weights"),
            question.format(name=Path(str(problem.values["path"])).name),
            [titles.get(key, key) for key in keys],
            agree=self.tr("Open"),
        )
        return "" if chosen is None else keys[chosen]

    def warn_of(self, model: LibraryModel) -> None:
        """Tell of a model that reads no digits."""
        warning = no_digits(model.facts)
        if warning:
            self._dialogs.tell(self.tr("Perhaps no model for digits"), warning)

    def name_classes(self, model: LibraryModel) -> None:
        """Ask for names where a model's classes have none yet."""
        if self._has_unknown_classes(model):
            self._ask_for_names(model)

    def _has_unknown_classes(self, model: LibraryModel) -> bool:
        facts = model.facts
        is_default = facts.class_names == default_class_names(facts.outputs)
        return is_default and (len(facts.class_names) != _DIGITS or reads_no_digits(facts))

    def _ask_for_names(self, model: LibraryModel) -> None:
        count = len(model.facts.class_names)
        given = self._dialogs.ask_lines(
            self.tr("Name the classes"),
            self.tr("{name} answers for {count} classes. What are they called? One name a line.").format(
                name=model.facts.name, count=count
            ),
            "\n".join(usual_class_names(count)),
            agree=self.tr("Name"),
            refuse=self.tr("Keep the numbers"),
            refusal=lambda text: _refusal(text, model),
        )
        if given is None:
            return
        try:
            self._shelf.name_classes(model.facts.identifier, _names(given, model))
        except Problem as problem:
            self._dialogs.trouble(problem)


def _refusal(text: str, model: LibraryModel) -> str:
    """What is wrong with these names for a model; empty where nothing is."""
    try:
        renamed_classes(model.facts, _names(text, model))
    except Problem as problem:
        return sentence(problem)
    return ""


def _names(text: str, model: LibraryModel) -> tuple[str, ...]:
    try:
        return names_from_lines(text)
    except ValueError as error:
        name, reason = model.facts.name, str(error)
        raise Problem(ProblemCode.CLASSES_DAMAGED, path=name, reason=reason) from error
