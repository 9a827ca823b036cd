"""A model's facts in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, QTimeZone

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.class_names import are_digits
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.facts import ModelFacts, Origin
from mnist_desktop.training.presets import PRESETS
from mnist_desktop.ui.models import form_words
from mnist_desktop.ui.models.work import OpenedFile
from mnist_desktop.ui.shape_words import sizes

translate = QCoreApplication.translate
_TITLES = {preset.key: preset.title for preset in PRESETS}
_OPTIMIZERS = {"adam": "Adam", "adamw": "AdamW", "sgd": "SGD", "rmsprop": "RMSprop", "adagrad": "Adagrad"}
_GOOD_ENOUGH = 0.5
_CALMER, _SURER = 1.005, 0.995


def badge(model: LibraryModel) -> str:
    """One word for where a model comes from, or that it is damaged."""
    if model.damaged:
        return translate("ModelWords", "Damaged")
    if model.obstacle:
        return translate("ModelWords", "Keras only")
    words = {
        Origin.BUNDLED: translate("ModelWords", "Bundled"),
        Origin.TRAINED: translate("ModelWords", "Trained"),
        Origin.OPENED: translate("ModelWords", "Opened"),
    }
    return words[model.facts.origin]


def accuracy(facts: ModelFacts) -> str:
    """How many of MNIST's test digits a model reads, e.g. "98.9 %"; empty where nobody measured."""
    return share(facts.accuracy)


def share(value: float | None) -> str:
    """A part of one (0..1) in words, e.g. "98.9 %"; empty where it is unknown."""
    return "" if value is None else f"{value * 100:.1f} %"


def size(count: int) -> str:
    """A file's size, e.g. "0.7 MB"."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1000))} kB"


def date(facts: ModelFacts) -> str:
    """The day on which a model came here, e.g. "22 Nov 2026"; empty if unknown."""
    local = _local(facts)
    return QLocale().toString(local.date(), "d MMM yyyy") if local.isValid() else ""


def moment(facts: ModelFacts) -> str:
    """Day and time at which a model came here; empty if unknown."""
    local = _local(facts)
    return QLocale().toString(local, "d MMM yyyy, HH:mm") if local.isValid() else ""


def milliseconds(value: float | None) -> str:
    """How long a reading takes, e.g. "0.42 ms"; empty where nobody measured."""
    return "" if value is None else f"{value:.0f} ms" if value >= 10 else f"{value:.2g} ms"


def facts_in_words(facts: ModelFacts, speed: float | None = None) -> tuple[tuple[str, str], ...]:
    """Pairs of a fact's name and its words; those that are unknown are left out.

    A reading takes `speed` milliseconds.
    """
    classes = translate("ModelWords", "{count} classes, {first} to {last}").format(
        count=len(facts.class_names), first=facts.class_names[0], last=facts.class_names[-1]
    )
    pairs = (
        (
            translate("ModelWords", "Input"),
            translate("ModelWords", "{shape} pixels").format(shape=sizes(facts.input_shape)),
        ),
        (translate("ModelWords", "Answers"), classes),
        (translate("ModelWords", "Origin"), origin(facts)),
        (translate("ModelWords", "Added"), moment(facts)),
        (translate("ModelWords", "Saved by"), facts.saved_by),
        (
            translate("ModelWords", "Speed"),
            translate("ModelWords", "{time} a reading").format(time=milliseconds(speed)) if speed else "",
        ),
    )
    return tuple(pair for pair in pairs if pair[1])


def origin(facts: ModelFacts) -> str:
    """Where a model comes from."""
    if facts.origin is Origin.BUNDLED:
        return translate("ModelWords", "came with the program")
    if facts.origin is Origin.TRAINED:
        return translate("ModelWords", "trained here")
    if facts.source:
        return translate("ModelWords", "opened from {file}").format(file=facts.source)
    return translate("ModelWords", "opened from a file")


def layers(facts: ModelFacts) -> str:
    """E.g. "4: Flatten, Dense, Dropout, Dense"."""
    kinds = ", ".join(layer.kind for layer in facts.layers)
    return f"{len(facts.layers)}: {kinds}" if kinds else ""


def confusion(true: str, read: str, count: int) -> str:
    """A mistake that was made `count` times."""
    if count == 1:
        return translate("ModelWords", "{true} read as {read}, once").format(true=true, read=read)
    return translate("ModelWords", "{true} read as {read}, {count} times").format(
        true=true, read=read, count=f"{count:,}"
    )


def no_confusion() -> str:
    """What is said where there were no mistakes."""
    return translate("ModelWords", "none")


def opened_words(opened: OpenedFile) -> str:
    """What is said when a file was opened, or was in the library already."""
    facts = opened.model.facts
    if opened.was_known:
        text = translate("ModelWords", "This file is already in the library as {name}.")
        return text.format(name=facts.name)
    found = form_words.found(facts)
    text = (
        translate("ModelWords", "Opened {name}: {found}. Press Use to read with it.")
        if found
        else translate("ModelWords", "Opened {name}. Press Use to read with it.")
    )
    return text.format(name=facts.name, found=found)


def accuracy_meaning(learnt_set: str) -> str:
    """What the accuracy of a model trained on a set is, MNIST where there is no name."""
    if not learnt_set:
        return translate("ModelWords", "The share of MNIST's 10,000 test digits that the model reads rightly")
    text = translate("ModelWords", "The share of the test images of {name} that the model reads rightly")
    return text.format(name=learnt_set)


def rejection(facts: ModelFacts) -> str:
    """Whether the model can tell what is not a digit, or none of its classes."""
    if not are_digits(facts.class_names):
        if facts.can_reject:
            return translate("ModelWords", "can tell what is none of its classes")
        return translate("ModelWords", "cannot tell what is none of its classes")
    if facts.can_reject:
        return translate("ModelWords", "can tell what is not a digit")
    return translate("ModelWords", "cannot tell what is not a digit")


def rejection_meaning(facts: ModelFacts) -> str:
    """What follows from that, in a sentence."""
    if not are_digits(facts.class_names):
        if facts.can_reject:
            return translate("ModelWords", "Beside its classes it has an answer for everything else.")
        return translate("ModelWords", "It reads one of its classes into whatever it is given.")
    if facts.can_reject:
        return translate(
            "ModelWords", "Beside its ten digits it has an answer for letters, scribbles and the like."
        )
    return translate(
        "ModelWords", "It has learnt digits only, so it reads one of them into whatever it is given."
    )


def confidence(calibration: Calibration | None) -> str:
    """Whether the model's confidence was calibrated, on how many examples, and what that did to it."""
    if calibration is None or not calibration.examples:
        return translate("ModelWords", "not calibrated, as the network gives it")
    if calibration.temperature >= _CALMER:
        words = translate("ModelWords", "calibrated on {count} examples, made calmer (temperature {value})")
    elif calibration.temperature <= _SURER:
        words = translate("ModelWords", "calibrated on {count} examples, made surer (temperature {value})")
    else:
        words = translate("ModelWords", "calibrated on {count} examples, almost unchanged")
    return words.format(count=f"{calibration.examples:,}", value=f"{calibration.temperature:.2f}")


def confidence_meaning() -> str:
    """What calibration is, in a sentence."""
    return translate(
        "ModelWords",
        "Networks tend to be too sure of themselves. Of the answers that are calibrated and 90 % sure, "
        "about nine in ten are right.",
    )


def training(record: Mapping[str, Any] | None) -> str:
    """The settings of a training in a line, as far as they are known."""
    settings = record.get("settings") if record else None
    if not isinstance(settings, Mapping):
        return ""
    parts = []
    preset, epochs = settings.get("preset"), settings.get("epochs")
    if isinstance(preset, str):
        parts.append(_TITLES.get(preset, preset))
    if isinstance(epochs, int):
        parts.append(
            translate("ModelWords", "1 epoch")
            if epochs == 1
            else translate("ModelWords", "{count} epochs").format(count=epochs)
        )
    batch, rate, optimizer = (settings.get(key) for key in ("batch_size", "learning_rate", "optimizer"))
    if isinstance(batch, int):
        parts.append(translate("ModelWords", "batches of {count}").format(count=batch))
    if isinstance(optimizer, str) and isinstance(rate, int | float):
        parts.append(
            translate("ModelWords", "{optimizer} at {rate}").format(
                optimizer=_OPTIMIZERS.get(optimizer, optimizer), rate=f"{rate:g}"
            )
        )
    data = record.get("data") if record else None
    if isinstance(data, Mapping) and isinstance(data.get("name"), str):
        parts.append(translate("ModelWords", "on {name}").format(name=data["name"]))
    return ", ".join(parts + _ink_learnt(record, settings) + _begun(record))


def training_meaning(record: Mapping[str, Any] | None) -> str:
    """Which of the kept trainings a model came from; empty if unknown."""
    run = record.get("run") if record else None
    if not isinstance(run, str):
        return ""
    return translate("ModelWords", "Kept among the trainings as {run}").format(run=run)


def _begun(record: Mapping[str, Any] | None) -> list[str]:
    """When the training began, by which it is found in the list of trainings; nothing where unknown."""
    run = record.get("run") if record else None
    began = QDateTime.fromString(str(run)[:15], "yyyyMMdd-HHmmss")
    if not began.isValid():
        return []
    local = QDateTime(began.date(), began.time(), QTimeZone(QTimeZone.Initialization.UTC)).toLocalTime()
    moment = QLocale().toString(local, "d MMM yyyy, HH:mm")
    return [translate("ModelWords", "begun {moment}").format(moment=moment)]


def _ink_learnt(record: Mapping[str, Any] | None, settings: Mapping[str, Any]) -> list[str]:
    """E.g. "then 3 epochs with the ink of 35 writers"; nothing where there was no ink."""
    ink = record.get("ink") if record else None
    if not isinstance(ink, Mapping) or not isinstance(ink.get("writers"), int):
        return []
    own = settings.get("ink_epochs")
    epochs = own.get("epochs") if isinstance(own, Mapping) else None
    if not isinstance(epochs, int):
        text = translate("ModelWords", "with the ink of {writers} writers")
    elif epochs == 1:
        text = translate("ModelWords", "then 1 epoch with the ink of {writers} writers")
    else:
        text = translate("ModelWords", "then {epochs} epochs with the ink of {writers} writers")
    return [text.format(epochs=epochs, writers=ink["writers"])]


def advice(model: LibraryModel) -> str:
    """A sentence for a model that reads badly; empty for the others."""
    known = model.facts.accuracy
    warning = "" if model.damaged else form_words.no_digits(model.facts)
    if warning:
        return warning
    was_tried = model.facts.probe_accuracy is not None
    is_of_mnist = are_digits(model.facts.class_names) and not model.facts.learnt_set
    if model.damaged or was_tried or not is_of_mnist or known is None or known >= _GOOD_ENOUGH:
        return ""
    return translate(
        "ModelWords",
        "This model reads few of MNIST's test digits. It may have learnt from other pixel values "
        "than 0 to 1, or from dark ink on light paper.",
    )


def _local(facts: ModelFacts) -> QDateTime:
    made = QDateTime.fromString(facts.created, Qt.DateFormat.ISODateWithMs)
    return made.toLocalTime() if made.isValid() else made
