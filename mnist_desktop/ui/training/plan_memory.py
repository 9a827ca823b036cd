"""The settings of a training as words to be remembered, and back; what is damaged costs only itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mnist_desktop.problems import Problem
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.plan_record import plan_from, plan_record

_WHERE = "settings"
# What is only right or wrong together.
_TOGETHER = (("network", "rejects"),)
# The network is in a group, the preset is what the others start from.
_TREATED_APART = ("network", "rejects", "preset")


def plan_words(plan: TrainingPlan) -> dict[str, str]:
    """Each setting as a text, JSON where it is no word."""
    return {name: _text(value) for name, value in plan_record(plan).items()}


def plan_of_words(words: Mapping[str, str], start: TrainingPlan) -> TrainingPlan:
    """`start` with every setting that `words` has and that a plan can have.

    What each may be on its own but not together, such as early stopping without validation, is kept: it
    is told beside the field.
    """
    # No setting of this one stands in another's way.
    plain = TrainingPlan(start.preset, start.network, rejects=start.rejects)
    record = json.loads(json.dumps(plan_record(plain)))
    changes: dict[str, Any] = {}
    for names in (*_TOGETHER, *((name,) for name in record if name not in _TREATED_APART)):
        kept = {name: _value(words[name]) for name in names if name in words}
        if not kept:
            continue
        try:
            # The ranges of an augmentation are checked where it is on.
            found = plan_from({**record, "augment": True, **kept}, _WHERE)
        except Problem:
            continue
        changes |= {name: getattr(found, name) for name in kept}
    return replace(start, **changes)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
