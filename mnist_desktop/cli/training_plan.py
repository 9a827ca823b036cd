"""From the words of `mnist-desktop train` to a plan."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.models.network import Network
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.fitted_plan import fitted_preset
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.own_presets import DamagedPreset, OwnPresets, require_trainable
from mnist_desktop.training.plan import AUGMENTATION_LIMITS, TrainingPlan
from mnist_desktop.training.plan_record import network_from
from mnist_desktop.training.presets import PRESETS, Preset, changed_plan

_LARGEST_FILE = 1_000_000
_SMALLEST_SHARE = 0.001
_SAME_NAMES = (
    "epochs",
    "batch_size",
    "learning_rate",
    "optimizer",
    "schedule",
    "validation",
    "validation_share",
    "precision",
    "patience",
    "keep_best",
    "seed",
)
PLAN_OPTIONS = (
    *_SAME_NAMES,
    "no_patience",
    "l2",
    "network",
    "image_limit",
    "share",
    "labels",
    "leave_out",
    "augment",
    *AUGMENTATION_LIMITS,
)
"""The options that a plan is made of; each is None or empty unless it was given."""


def known_presets() -> tuple[Preset, ...]:
    """The presets of the program, then those of the user's own."""
    return (*PRESETS, *OwnPresets(user_places().presets).presets())


def damaged_presets() -> tuple[DamagedPreset, ...]:
    """Those of the user's own that cannot be read."""
    return OwnPresets(user_places().presets).damaged()


def plan_of(arguments: argparse.Namespace, preset: Preset, data: LearntSet = MNIST) -> TrainingPlan:
    """The plan that the words describe, checked; what they leave open is as in the preset.

    Its network answers with the classes of the set, unless it is one that was given.

    Raises:
        Problem: PLAN_... or NETWORK_... for what cannot be; FILE_... for the network's file.

    """
    preset = fitted_preset(preset, data)
    if arguments.no_patience:
        preset = replace(preset, plan=replace(preset.plan, patience=None))
    changes: dict[str, Any] = {name: getattr(arguments, name) for name in _SAME_NAMES}
    changes["network"] = _network(arguments.network)
    changes["image_limit"] = _image_limit(arguments, data)
    changes["one_hot"] = None if arguments.labels is None else arguments.labels == "one-hot"
    changes["left_out"] = frozenset(Part(name) for name in arguments.leave_out) or None
    plan = _augmented(changed_plan(preset, l2=arguments.l2, **changes), arguments)
    require_trainable(plan, len(data.class_names))
    return plan


def plan_name(arguments: argparse.Namespace, preset: Preset) -> str:
    """What a model of that plan is called: as its preset, or as the file of its layers."""
    return Path(arguments.network).stem if arguments.network else preset.title


def preset_called(name: str) -> Preset:
    """The preset with this key or title; Problem PRESET_UNKNOWN."""
    for preset in known_presets():
        if name in (preset.key, preset.title):
            return preset
    raise Problem(ProblemCode.PRESET_UNKNOWN, name=name)


def _network(name: str | None) -> Network | None:
    if name is None:
        return None
    path = Path(name)
    checked_size(path, _LARGEST_FILE)
    try:
        record = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Problem(ProblemCode.PLAN_DAMAGED, path=name, reason="no JSON") from error
    return network_from(record, name)


def _image_limit(arguments: argparse.Namespace, data: LearntSet) -> int | None:
    share: float | None = arguments.share
    if share is None:
        limit: int | None = arguments.image_limit
        return limit
    if not _SMALLEST_SHARE <= share <= 1:
        raise Problem(ProblemCode.PLAN_NUMBER, setting="share", value=share, least=_SMALLEST_SHARE, most=1)
    return round(share * data.learnable)


def _augmented(plan: TrainingPlan, arguments: argparse.Namespace) -> TrainingPlan:
    given = {name: getattr(arguments, name) for name in AUGMENTATION_LIMITS}
    ranges = {name: value for name, value in given.items() if value is not None}
    if ranges and arguments.augment is False:
        words = ", ".join(f"--{name}" for name in ranges)
        raise Problem(ProblemCode.PLAN_CHOICE, setting="augment", value="off", choices=f"on, for {words}")
    augment = plan.augment if arguments.augment is None else arguments.augment
    return replace(plan, augment=augment or bool(ranges), augmentation=replace(plan.augmentation, **ranges))
