"""What is known of the model, and the course of its training."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from mnist_desktop.models.facts import ModelFacts
from mnist_desktop.models.network import shape_text
from mnist_desktop.reports.markup import Markup, element, section, share, table
from mnist_desktop.reports.plots import Axis, Line, around, plot
from mnist_desktop.reports.told import EvaluationTold

_KEPT_BACK = ("augmentation", "network", "layers")


def model_part(told: EvaluationTold) -> Markup:
    """Facts, layers and settings."""
    facts = told.facts
    if facts is None:
        return Markup()
    layers = [
        (layer.kind, shape_text(layer.output_shape), f"{layer.parameters:,}", layer.settings)
        for layer in facts.layers
    ]
    parts = [table(("", ""), _facts(facts), of_words=True)]
    parts.append(table(("Layer", "Output", "Parameters", "Settings"), layers, "Layers", of_words=True))
    settings = _settings(facts)
    if settings:
        parts.append(table(("Setting", "Value"), settings, "Settings of its training", of_words=True))
    return section("Model", *parts)


def training_part(told: EvaluationTold) -> Markup:
    """Loss and accuracy of each epoch, where they are known."""
    history = _history(told.facts)
    if not history:
        return Markup()
    epochs = [float(epoch.get("epoch", 0)) for epoch in history]
    across = Axis("Epoch", min(epochs), max(max(epochs), min(epochs) + 1))
    loss, accuracy = _lines(history, epochs, "loss", 1), _lines(history, epochs, "accuracy", 100)
    plots = (
        plot("Loss of each epoch", across, Axis("Loss", *_room(loss)), loss),
        plot("Accuracy of each epoch", across, Axis("Accuracy", *_room(accuracy), " %"), accuracy),
    )
    return section("Training", element("div", *plots, class_="plots"))


def _facts(facts: ModelFacts) -> list[tuple[str, str]]:
    rows = [
        ("Name", facts.name),
        ("Origin", facts.origin.value),
        ("Created", facts.created),
        ("From file", facts.source),
        ("Saved by", facts.saved_by),
        ("Input", shape_text(facts.input_shape)),
        ("Classes", ", ".join(facts.class_names)),
        ("Parameters", f"{facts.parameters:,}"),
        ("Accuracy on MNIST", "" if facts.accuracy is None else share(facts.accuracy)),
        ("SHA-256 of the Keras file", facts.keras_sha256),
    ]
    return [(title, value) for title, value in rows if value]


def _settings(facts: ModelFacts) -> list[tuple[str, str]]:
    settings = (facts.training or {}).get("settings")
    if not isinstance(settings, Mapping):
        return []
    plain = (str, int, float, bool)
    return [
        (str(name).replace("_", " ").capitalize(), str(value))
        for name, value in settings.items()
        if isinstance(value, plain) and name not in _KEPT_BACK
    ]


def _history(facts: ModelFacts | None) -> list[Mapping[str, Any]]:
    history = (facts.training or {}).get("history") if facts is not None else None
    if not isinstance(history, Sequence) or isinstance(history, str):
        return []
    return [epoch for epoch in history if isinstance(epoch, Mapping)]


def _lines(history: list[Mapping[str, Any]], epochs: list[float], key: str, scale: float) -> list[Line]:
    lines = []
    for name, kind, title in ((key, "other", "training"), (f"validation_{key}", "main", "validation")):
        values = [_number(epoch.get(name)) * scale for epoch in history]
        if not all(map(math.isnan, values)):
            lines.append(Line(title, epochs, values, kind, has_dots=len(values) <= 30))
    return lines


def _number(value: object) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else float("nan")  # type: ignore[arg-type]


def _room(lines: list[Line]) -> tuple[float, float]:
    return around([value for line in lines for value in line.y])
