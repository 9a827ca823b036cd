"""Which parts of a configuration are plain values or well-known objects, and nothing that could be called."""

from __future__ import annotations

from mnist_desktop.models.reading.limits import LONGEST_WORD

_OBJECTS = frozenset(
    [
        "zeros",
        "ones",
        "constant",
        "identity",
        "randomnormal",
        "randomuniform",
        "truncatednormal",
        "variancescaling",
        "orthogonal",
        "orthogonalinitializer",
        "glorotuniform",
        "glorotnormal",
        "heuniform",
        "henormal",
        "lecununiform",
        "lecunnormal",
        "normal",
        "uniform",
        "zero",
        "one",
        "l1",
        "l2",
        "l1l2",
        "orthogonalregularizer",
        "maxnorm",
        "nonneg",
        "unitnorm",
        "minmaxnorm",
    ]
)
_ARRAYS = ("__numpy__", "__tensor__")
_SEEDS = "SeedGenerator"
_DTYPE_OBJECTS = frozenset(("dtypepolicy", "floatdtypepolicy", "policy", "policyv1"))
_FLOATS = frozenset(
    ["float16", "bfloat16", "float32", "float64", "mixed_float16", "mixed_bfloat16", "infer", "_infer"]
)


def is_plain(value: object) -> bool:
    """Whether `value` is null, a number, a short text, or a list of these."""
    if isinstance(value, list):
        return len(value) <= LONGEST_WORD and all(is_plain(item) for item in value)
    if isinstance(value, str):
        return len(value) <= LONGEST_WORD
    return value is None or isinstance(value, bool | int | float)


def is_keras_module(value: object) -> bool:
    """Whether a configuration's `module` is one of Keras's own, or is not given (Keras 2 and before)."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    first, *_ = value.split(".")
    return first in ("keras", "tf_keras") or value.startswith(("tensorflow.keras", "tensorflow.python.keras"))


def is_registered_by_keras(name: object, class_name: str) -> bool:
    """Whether a configuration's `registered_name` is that of a class of Keras's."""
    return name is None or name == class_name


def is_harmless_object(value: object) -> bool:
    """Whether `value` describes an initialiser, regulariser or constraint of Keras's with plain settings."""
    if isinstance(value, str):
        return _squeezed(value) in _OBJECTS
    if not isinstance(value, dict):
        return False
    class_name, config = value.get("class_name"), value.get("config")
    if (
        not isinstance(class_name, str)
        or _squeezed(class_name) not in _OBJECTS
        or not isinstance(config, dict)
    ):
        return False
    ours = is_keras_module(value.get("module")) and is_registered_by_keras(
        value.get("registered_name"), class_name
    )
    return ours and all(_is_setting(key, item) for key, item in config.items())


def _is_setting(key: str, value: object) -> bool:
    if key == "dtype":
        return is_float(value) or is_plain(value)
    if key == "seed" and isinstance(value, dict) and value.get("class_name") == _SEEDS:
        return (
            is_keras_module(value.get("module"))
            and is_registered_by_keras(value.get("registered_name"), _SEEDS)
            and _are_plain(value.get("config"))
        )
    return is_plain(value) or _are_numbers(value)


def _are_plain(settings: object) -> bool:
    return isinstance(settings, dict) and all(map(is_plain, settings.values()))


def _are_numbers(value: object) -> bool:
    """Whether `value` is an array of numbers, in one of the ways in which Keras has written them."""
    if (
        isinstance(value, dict)
        and value.get("class_name") in _ARRAYS
        and isinstance(value.get("config"), dict)
    ):
        value = value["config"].get("value")
    elif isinstance(value, dict) and set(value) == {"type", "value"} and value["type"] == "ndarray":
        value = value["value"]
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif not isinstance(part, int | float):
            return False
    return True


def is_float(value: object) -> bool:
    """Whether `value` names a dtype of floats, in one of the ways in which Keras has written it."""
    if value is None:
        return True
    if isinstance(value, dict):
        class_name, config = value.get("class_name"), value.get("config")
        if not isinstance(class_name, str) or class_name.lower() not in _DTYPE_OBJECTS:
            return False
        return isinstance(config, dict) and is_float(config.get("name"))
    return isinstance(value, str) and value in _FLOATS


def _squeezed(name: str) -> str:
    squeezed = name.replace("_", "").lower()
    return squeezed.removesuffix("v1").removesuffix("v2")
