"""What differs between two trainings, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.network import Layer
from mnist_desktop.training.differences import DATA, INPUT_SHAPE, LAYER, Difference
from mnist_desktop.training.presets import PRESETS
from mnist_desktop.training.sources import Source
from mnist_desktop.ui.shape_words import settings_in_words, sizes
from mnist_desktop.ui.training.augmentation_kinds import kinds
from mnist_desktop.ui.training.choice_words import optimizers, precisions, schedules, validations, writers
from mnist_desktop.ui.training.fields import Choice
from mnist_desktop.ui.training.readout import rate_words

translate = QCoreApplication.translate

MOST_LAYERS = 4
"""The names of more layers than these would say less than their number."""


def difference_words(
    found: Sequence[Difference], titles: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, ...]:
    """A phrase for each difference, e.g. "learning rate 0.001 instead of 0.01".

    There is one for very many layers, and none where it is another network altogether.

    Args:
        found: the differences.
        titles: what presets of the user's own are called, by their keys.

    """
    layers = [one for one in found if one.setting == LAYER]
    # Other layers are why the input has another shape.
    settings = [one for one in found if one.setting != LAYER and not (one.setting == INPUT_SHAPE and layers)]
    phrases = [_words(one.setting, titles)(one.before, one.after) for one in settings]
    if len(layers) <= MOST_LAYERS:
        phrases += [_layer(one.before, one.after) for one in layers]
    elif all(one.setting != "preset" for one in settings):
        phrases.append(translate("Differences", "{count} layers differ").format(count=len(layers)))
    return tuple(phrases)


def _words(setting: str, titles: Mapping[str, str]) -> Callable[[Any, Any], str]:
    """What makes a phrase of the values of a setting before and after."""
    return {**_first_settings(titles), **_further_settings(), **_ranges(), **_of_sources()}[setting]


def _first_settings(own: Mapping[str, str]) -> Mapping[str, Callable[[Any, Any], str]]:
    titles = {**own, **{preset.key: preset.title for preset in PRESETS}}
    presets = [Choice(key, title, "") for key, title in titles.items()]
    return {
        DATA: lambda before, after: translate(
            "Differences", "learns from {after} instead of {before}"
        ).format(after=after, before=before),
        "preset": _chosen(translate("Differences", "network {after} instead of {before}"), presets),
        "epochs": _epochs,
        "batch_size": _numbers(translate("Differences", "batches of {after} instead of {before}")),
        "learning_rate": _rates(translate("Differences", "learning rate {after} instead of {before}")),
        "optimizer": _chosen(translate("Differences", "{after} instead of {before}"), optimizers()),
        "schedule": _chosen(
            translate("Differences", "rate over time {after} instead of {before}"), schedules()
        ),
        "validation": _chosen(
            translate("Differences", "validation: {after} instead of {before}"), (*validations(), writers())
        ),
        "validation_share": _scaled(translate("Differences", "{after} % held back instead of {before} %")),
        "image_limit": _numbers(translate("Differences", "{after} images instead of {before}")),
        "seed": _numbers(translate("Differences", "seed {after} instead of {before}")),
        "precision": _chosen(translate("Differences", "precision {after} instead of {before}"), precisions()),
        INPUT_SHAPE: lambda before, after: translate(
            "Differences", "input {after} instead of {before}"
        ).format(after=sizes(after), before=sizes(before)),
    }


def _further_settings() -> Mapping[str, Callable[[Any, Any], str]]:
    return {
        "one_hot": _switched(
            translate("Differences", "one-hot labels"), translate("Differences", "sparse labels")
        ),
        "augment": _switched(
            translate("Differences", "digits changed at random"),
            translate("Differences", "digits not changed at random"),
        ),
        "rejects": _switched(
            translate("Differences", "learns what is no digit, too"),
            translate("Differences", "learns digits only"),
        ),
        "keep_best": _switched(
            translate("Differences", "keeps the best epoch"), translate("Differences", "keeps the last epoch")
        ),
        "patience": _patience,
        "left_out": _switched(
            translate("Differences", "other parts of the handwriting left out"),
            translate("Differences", "all of the handwriting"),
        ),
        "ink_epochs": _ink_epochs,
        "ink_epochs.epochs": _numbers(
            translate("Differences", "{after} epochs of handwriting instead of {before}")
        ),
        "ink_epochs.learning_rate": _rates(
            translate("Differences", "learning rate for handwriting {after} instead of {before}")
        ),
        "ink_epochs.kept": _scaled(
            translate(
                "Differences", "{after} % of what was learnt before handwriting kept instead of {before} %"
            )
        ),
    }


def _ranges() -> Mapping[str, Callable[[Any, Any], str]]:
    """The ranges of the augmentation, in the units of their fields."""
    text = translate("Differences", "{title} {after}{unit} instead of {before}{unit}")
    return {
        f"augmentation.{kind.name}": _scaled(
            text.replace("{title}", kind.title.lower()).replace("{unit}", kind.unit), kind.scale
        )
        for kind in kinds()
    }


def _of_sources() -> Mapping[str, Callable[[Any, Any], str]]:
    return {
        "ink": _ink,
        "held_out": _held_out,
        "start": _start,
        "deterministic": _switched(
            translate("Differences", "repeatable to the bit"),
            translate("Differences", "not repeatable to the bit"),
        ),
    }


def _ink(before: Sequence[Source], after: Sequence[Source]) -> str:
    names = [", ".join(Path(file.path).name for file in files) for files in (before, after)]
    if not after:
        return translate("Differences", "without the handwriting in {before}").format(before=names[0])
    if not before:
        return translate("Differences", "with the handwriting in {after}").format(after=names[1])
    if names[0] == names[1]:
        return translate("Differences", "another content of {after}").format(after=names[1])
    text = translate("Differences", "handwriting in {after} instead of {before}")
    return text.format(before=names[0], after=names[1])


def _held_out(before: Sequence[str], after: Sequence[str]) -> str:
    if not after:
        return translate("Differences", "no writers held out")
    text = translate("Differences", "writers held out: {after} instead of {before}")
    nobody = translate("Differences", "none")
    return text.format(before=", ".join(before) or nobody, after=", ".join(after))


def _start(before: Source | None, after: Source | None) -> str:
    if after is None:
        return translate("Differences", "begins with new weights")
    if before is None:
        return translate("Differences", "begins with the weights of a model")
    return translate("Differences", "begins with the weights of another model")


def _epochs(before: int, after: int) -> str:
    count = abs(after - before)
    if count == 1:
        more, fewer = translate("Differences", "1 epoch more"), translate("Differences", "1 epoch fewer")
    else:
        more = translate("Differences", "{count} epochs more")
        fewer = translate("Differences", "{count} epochs fewer")
    return (more if after > before else fewer).format(count=count)


def _patience(before: int | None, after: int | None) -> str:
    if after is None:
        return translate("Differences", "no early stopping")
    if before is None:
        text = translate("Differences", "early stopping after {after} epochs without improvement")
        if after == 1:
            text = translate("Differences", "early stopping after 1 epoch without improvement")
        return text.format(after=after)
    text = translate("Differences", "patience of {after} instead of {before} in early stopping")
    return text.format(after=after, before=before)


def _ink_epochs(_before: Any, after: Any) -> str:
    if after is None:
        return translate("Differences", "no epochs of handwriting at the end")
    return translate("Differences", "{count} epochs of handwriting at the end").format(count=after.epochs)


def _named(layer: Layer) -> str:
    return f"{layer.kind} {settings_in_words(layer.settings)}".strip()


def _layer(before: Any, after: Any) -> str:
    named = [_named(layer) if layer else "" for layer in (before, after)]
    if before is None:
        return translate("Differences", "{layer} added").format(layer=named[1])
    if after is None:
        return translate("Differences", "{layer} removed").format(layer=named[0])
    text = translate("Differences", "{after} instead of {before}")
    return text.format(before=named[0], after=named[1])


def _chosen(text: str, choices: Sequence[Choice]) -> Callable[[Any, Any], str]:
    titles = {choice.value: choice.text for choice in choices}
    return lambda before, after: text.format(
        before=titles.get(before, before), after=titles.get(after, after)
    )


def _numbers(text: str) -> Callable[[Any, Any], str]:
    return lambda before, after: text.format(before=_number(before), after=_number(after))


def _rates(text: str) -> Callable[[Any, Any], str]:
    return lambda before, after: text.format(before=rate_words(before), after=rate_words(after))


def _scaled(text: str, scale: float = 100.0) -> Callable[[Any, Any], str]:
    return lambda before, after: text.format(before=f"{before * scale:g}", after=f"{after * scale:g}")


def _switched(on: str, off: str) -> Callable[[Any, Any], str]:
    return lambda _before, after: on if after else off


def _number(value: int | None) -> str:
    """A count; None is no limit."""
    return translate("Differences", "all") if value is None else f"{value:,}"
