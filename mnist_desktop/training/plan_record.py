"""Plans and networks as JSON values and back, for presets of one's own and for kept trainings."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

from mnist_desktop.models import network as networks
from mnist_desktop.models.network import Layer, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        networks.Activation,
        networks.BatchNormalization,
        networks.Conv2D,
        networks.Dense,
        networks.Dropout,
        networks.Flatten,
        networks.GlobalAveragePooling2D,
        networks.MaxPooling2D,
        networks.Reshape,
    )
}


def network_record(network: Network) -> dict[str, Any]:
    """The network as JSON values."""
    return {
        "input_shape": list(network.input_shape),
        "layers": [{"kind": layer.kind, **_fields(layer)} for layer in network.layers],
    }


def network_from(record: object, path: str) -> Network:
    """The network of a record.

    Raises:
        Problem: PLAN_DAMAGED with `path` for anything but what `network_record` makes; NETWORK_... for a
            mistake in the network.

    """
    try:
        kept = _mapping(record)
        layers_kept = _value(kept["layers"], list)
        network = Network(
            _value(kept["input_shape"], tuple[int, ...]),
            tuple(_layer(_mapping(layer)) for layer in layers_kept),
        )
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise Problem(ProblemCode.PLAN_DAMAGED, path=path, reason=str(error)) from error
    network.facts()
    return network


def plan_record(plan: TrainingPlan) -> dict[str, Any]:
    """The plan as JSON values."""
    record = {field.name: getattr(plan, field.name) for field in dataclasses.fields(plan)}
    return record | {
        "network": network_record(plan.network),
        "augmentation": dataclasses.asdict(plan.augmentation),
        "left_out": sorted(plan.left_out),
        "ink_epochs": dataclasses.asdict(plan.ink_epochs) if plan.ink_epochs else None,
    }


def plan_from(record: object, path: str) -> TrainingPlan:
    """The plan of a record, checked; for how many classes it is, the record does not say.

    Raises:
        Problem: PLAN_DAMAGED with `path` for anything but what `plan_record` makes; what `check` raises.

    """
    try:
        kept = dict(_mapping(record))
        network = network_from(kept.pop("network"), path)
        augmentation = _made(Augmentation, _mapping(kept.pop("augmentation")))
        ink_epochs = kept.pop("ink_epochs")
        left_out = frozenset(Part(name) for name in _value(kept.pop("left_out"), list))
        plan: TrainingPlan = dataclasses.replace(
            _made(TrainingPlan, {**kept, "network": network}),
            augmentation=augmentation,
            left_out=left_out,
            ink_epochs=None if ink_epochs is None else _made(InkEpochs, _mapping(ink_epochs)),
        )
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise Problem(ProblemCode.PLAN_DAMAGED, path=path, reason=str(error)) from error
    plan.check(classes=None)
    return plan


def _fields(layer: Any) -> dict[str, Any]:
    return dataclasses.asdict(layer)


def _layer(record: Mapping[str, Any]) -> Layer:
    values = dict(record)
    made: Layer = _made(_KINDS[str(values.pop("kind"))], values)
    return made


def _made(kind: type[Any], values: Mapping[str, Any]) -> Any:
    """An object of a frozen dataclass, each value of the type that its field has."""
    hints = get_type_hints(kind)
    unknown = values.keys() - hints.keys()
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return kind(**{name: _value(value, hints[name]) for name, value in values.items()})


def _value(value: Any, kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        if value is None:
            return None
        kind = next(part for part in get_args(kind) if part is not types.NoneType)
    if get_origin(kind) is tuple:
        parts = tuple(_value(part, int) for part in _value(value, list))
        if Ellipsis not in get_args(kind) and len(parts) != len(get_args(kind)):
            raise ValueError(f"{len(parts)} numbers instead of {len(get_args(kind))}")
        return parts
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{str(value)[:40]!r} is no {getattr(kind, '__name__', kind)}")
    return value


def _mapping(record: object) -> Mapping[str, Any]:
    if not isinstance(record, Mapping):
        raise TypeError("no object")
    return record
