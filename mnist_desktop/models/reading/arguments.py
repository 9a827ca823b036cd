"""The settings of one layer in a configuration, asked for by kind; what nobody asked for is told."""

from __future__ import annotations

import sys
from typing import Any

from mnist_desktop.models.layers import ACTIVATIONS
from mnist_desktop.models.reading.harmless import is_harmless_object, is_plain
from mnist_desktop.models.reading.inspection import NotOpened, damaged, refused, unsupported
from mnist_desktop.models.reading.limits import LARGEST_WHOLE_NUMBER, LONGEST_WORD, MOST_AXES
from mnist_desktop.problems import ProblemCode

_FOR_TRAINING_ONLY = (
    "kernel_initializer",
    "bias_initializer",
    "beta_initializer",
    "gamma_initializer",
    "moving_mean_initializer",
    "moving_variance_initializer",
    "kernel_regularizer",
    "bias_regularizer",
    "beta_regularizer",
    "gamma_regularizer",
    "activity_regularizer",
    "kernel_constraint",
    "bias_constraint",
    "beta_constraint",
    "gamma_constraint",
)
_LARGEST = sys.float_info.max
_SAME_FUNCTION = {"softmax_v2": "softmax"}


class Arguments:
    """The settings of a layer. Each method takes one out; `finish` complains of the rest."""

    def __init__(self, kind: str, values: dict[str, Any]) -> None:
        """Take the settings `values` of a layer of class `kind`."""
        self.kind = kind
        self._values = dict(values)

    def whole(self, key: str) -> int:
        """A whole number that is not negative."""
        value = self._values.pop(key, None)
        if not _is_whole(value):
            raise self._wrong(key, value)
        return int(value)

    def pair(self, key: str) -> tuple[int, int]:
        """Two whole numbers; one stands for both."""
        value = self._values.pop(key, None)
        pair = [value, value] if _is_whole(value) else value
        if not isinstance(pair, list) or len(pair) != 2 or not all(_is_whole(item) for item in pair):
            raise self._wrong(key, value)
        return int(pair[0]), int(pair[1])

    def optional_pair(self, key: str) -> tuple[int, int] | None:
        """Two whole numbers, or None."""
        if self._values.get(key) is None:
            self._values.pop(key, None)
            return None
        return self.pair(key)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Whole numbers, where -1 stands for whatever fits."""
        value = self._values.pop(key, None)
        right = isinstance(value, list) and 0 < len(value) <= MOST_AXES
        if not right or not all(_is_whole(item) or item == -1 for item in value):
            raise self._wrong(key, value)
        return tuple(int(item) for item in value)

    def number(self, key: str, default: float) -> float:
        """A finite number."""
        value = self._values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
            raise self._wrong(key, value)
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, value)
        return value

    def word(self, key: str, default: str) -> str:
        """A short text."""
        value = self._values.pop(key, default)
        if not isinstance(value, str) or len(value) > LONGEST_WORD:
            raise self._wrong(key, value)
        return value

    def activation(self, key: str = "activation") -> str:
        """The name of a function of Keras's that a layer of this program can have."""
        value = self._values.pop(key, None)
        if value is None:
            return "linear"
        if isinstance(value, dict) and (value.get("module"), value.get("class_name")) == (
            "builtins",
            "function",
        ):
            # tf.nn.relu and the like; only the name is taken, and only one that is known.
            value = value.get("config")
            if value not in ACTIVATIONS:
                raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=self.kind, argument=key)
        if isinstance(value, str):
            value = _SAME_FUNCTION.get(value, value)
        if value not in ACTIVATIONS:
            raise self._wrong(key, value)
        return str(value)

    def decay(self, key: str = "kernel_regularizer") -> float:
        """The L2 weight decay; a regulariser of another kind concerns training only and counts as none."""
        value = self._values.get(key)
        if not isinstance(value, dict) or not is_harmless_object(value):
            return 0.0
        settings = Arguments(self.kind, value["config"])
        if value["class_name"].lower() not in ("l2", "l1l2") or settings.number("l1", 0.0):
            return 0.0
        return settings.number("l2", 0.0)

    def require(self, key: str, *allowed: object) -> None:
        """Let the setting be missing, None or one of `allowed`, which all mean what this program does."""
        value = self._values.pop(key, None)
        if value is not None and not any(value == item and type(value) is type(item) for item in allowed):
            raise self._wrong(key, value)

    def drop(self, *keys: str) -> None:
        """Leave out settings that do not matter here, as long as they are plain values."""
        for key in keys:
            value = self._values.pop(key, None)
            if not is_plain(value):
                raise self._wrong(key, value)

    def finish(self) -> None:
        """Leave out what concerns training only; NotOpened for whatever is left and set."""
        for key in _FOR_TRAINING_ONLY:
            value = self._values.pop(key, None)
            if value is not None and not is_harmless_object(value):
                raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=self.kind, argument=key)
        for key, value in self._values.items():
            if value is not None:
                raise self._wrong(key, value)

    def _wrong(self, key: str, value: object) -> NotOpened:
        name = ascii(key[:40])[1:-1]
        if not is_plain(value):
            return refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=self.kind, argument=name)
        if value is None:
            return damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=f"{self.kind}: {name}")
        shown = ascii(value)[:60]
        return unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=self.kind, argument=name, value=shown
        )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_WHOLE_NUMBER
