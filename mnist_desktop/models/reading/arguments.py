"""The settings of one layer in a configuration, asked for by kind; what nobody asked for is told."""

from __future__ import annotations

import re
import sys
from typing import Any

from mnist_desktop.models.reading.harmless import is_harmless_object, is_plain
from mnist_desktop.models.reading.inspection import NotOpened, damaged, refused, unsupported
from mnist_desktop.models.reading.limits import LARGEST_WHOLE_NUMBER, LONGEST_WORD, MOST_AXES
from mnist_desktop.models.reading.writer import Writer
from mnist_desktop.models.rules.pointwise import FUNCTIONS
from mnist_desktop.problems import ProblemCode

_FOR_TRAINING_ONLY = ("_initializer", "_regularizer", "_constraint")
_LARGEST = sys.float_info.max
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_SAME_FUNCTION = {
    "hard_swish": "hard_silu",
    "log_softmax_v2": "log_softmax",
    "softmax_v2": "softmax",
    "swish": "silu",
}


class Arguments:
    """The settings of a layer. Each method takes one out; `finish` complains of the rest."""

    def __init__(self, kind: str, values: dict[str, Any], writer: Writer | None = None) -> None:
        """Take the settings `values` of a layer of class `kind`, which `writer` wrote."""
        self.kind = kind
        self.writer = writer or Writer()
        self._values = dict(values)

    def whole(self, key: str) -> int:
        """A whole number that is not negative."""
        value = self._values.pop(key, None)
        if not _is_whole(value):
            raise self.wrong(key, value)
        return int(value)

    def sizes(self, key: str, count: int, default: int | None = None) -> tuple[int, ...]:
        """So many whole numbers; one stands for all."""
        value = self._values.pop(key, None)
        if value is None:
            value = default
        sizes = [value] * count if _is_whole(value) else value
        if not isinstance(sizes, list) or len(sizes) != count or not all(_is_whole(item) for item in sizes):
            raise self.wrong(key, value)
        return tuple(int(item) for item in sizes)

    def optional_sizes(self, key: str, count: int) -> tuple[int, ...] | None:
        """So many whole numbers, or None."""
        if self._values.get(key) is None:
            self._values.pop(key, None)
            return None
        return self.sizes(key, count)

    def shape(self, key: str) -> tuple[int, ...] | None:
        """A shape without its batch axis, or None."""
        value = self._values.pop(key, None)
        if value is None:
            return None
        right = isinstance(value, list) and 2 <= len(value) <= MOST_AXES + 1
        if not right or not all(_is_whole(size) for size in value[1:]):
            raise self.wrong(key, value)
        return tuple(value[1:])

    def sides(self, key: str, axes: int) -> tuple[tuple[int, int], ...]:
        """Numbers before and after, for each axis; one stands for all of them, or for an axis's two."""
        value = self._values.pop(key, 1)
        sides = [value] * axes if _is_whole(value) else value
        if axes == 1 and isinstance(sides, list) and len(sides) == 2:
            sides = [sides]
        if axes == 2 and isinstance(sides, list) and len(sides) == 4:
            sides = [sides[:2], sides[2:]]
        if not isinstance(sides, list) or len(sides) != axes:
            raise self.wrong(key, value)
        pairs = [[item, item] if _is_whole(item) else item for item in sides]
        if not all(
            isinstance(pair, list) and len(pair) == 2 and all(_is_whole(item) for item in pair)
            for pair in pairs
        ):
            raise self.wrong(key, value)
        return tuple((int(before), int(after)) for before, after in pairs)

    def axes(self, key: str, default: int, rank: int) -> tuple[int, ...]:
        """Axes, counted from 1 without the batch axis; a list, or one."""
        value = self._values.pop(key, None)
        axes = default if value is None else value
        axes = axes if isinstance(axes, list) else [axes]
        right = 0 < len(axes) <= MOST_AXES and all(_is_axis(axis, rank) for axis in axes)
        if not right:
            raise self.wrong(key, value)
        return tuple(axis if axis > 0 else rank + 1 + axis for axis in axes)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Whole numbers, where -1 stands for whatever fits."""
        value = self._values.pop(key, None)
        right = isinstance(value, list) and 0 < len(value) <= MOST_AXES
        if not right or not all(_is_whole(item) or item == -1 for item in value):
            raise self.wrong(key, value)
        return tuple(int(item) for item in value)

    def number(self, key: str, default: float) -> float:
        """A finite number; None stands for the default."""
        value: Any = _plain_number(self._values.pop(key, None))
        value = default if value is None else value
        if not _is_number(value):
            raise self.wrong(key, value)
        return float(value)

    def optional_number(self, key: str) -> float | None:
        """A finite number, or None."""
        if self._values.get(key) is None:
            self._values.pop(key, None)
            return None
        return self.number(key, 0.0)

    def numbers(self, key: str, default: float) -> float | tuple[float, ...]:
        """A finite number, or one for each channel."""
        value = self._values.get(key)
        if not isinstance(value, list):
            return self.number(key, default)
        del self._values[key]
        if not 0 < len(value) <= LONGEST_WORD or not all(_is_number(item) for item in value):
            raise self.wrong(key, value)
        return tuple(float(item) for item in value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, value)
        return value

    def word(self, key: str, default: str) -> str:
        """A short text."""
        value = self._values.pop(key, default)
        if not isinstance(value, str) or len(value) > LONGEST_WORD:
            raise self.wrong(key, value)
        return value

    def activation(self, key: str = "activation", default: str = "linear") -> str:
        """The name of a function of Keras's, as Keras 3 calls it."""
        value = self._values.pop(key, None)
        if value is None:
            return default
        if isinstance(value, dict) and value.get("class_name") == "function":
            # tf.nn.relu and the like; only the name is taken, and only one that is known.
            ours = value.get("module") == "builtins" and value.get("registered_name") in (None, "function")
            value = value.get("config") if ours else value
            if not isinstance(value, str) or _SAME_FUNCTION.get(value, value) not in FUNCTIONS:
                raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=self.kind, argument=key)
        if isinstance(value, str):
            value = _SAME_FUNCTION.get(value, value)
        if value not in FUNCTIONS:
            raise self.wrong(key, value)
        return str(value)

    def layer(self, key: str) -> dict[str, Any] | None:
        """The description of a layer that this one uses, or None."""
        value = self._values.get(key)
        if not isinstance(value, dict) or not isinstance(value.get("config"), dict):
            return None
        if value.get("class_name") == "function":
            return None
        del self._values[key]
        return value

    def decay(self, key: str = "kernel_regularizer") -> float:
        """The L2 weight decay; a regulariser of another kind concerns training only and counts as none."""
        value = self._values.get(key)
        if not isinstance(value, dict) or not is_harmless_object(value):
            return 0.0
        settings = Arguments(self.kind, value["config"])
        if value["class_name"].lower() not in ("l2", "l1l2") or settings.number("l1", 0.0):
            return 0.0
        return settings.number("l2", 0.0)

    def word_of(self, key: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of the words `allowed`."""
        value = self._values.pop(key, None)
        value = default if value is None else value
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong(key, value)
        return value

    def first_number(self, key: str) -> float:
        """A number, which may stand in a list by itself; 0 where it is missing."""
        value = self._values.get(key)
        if isinstance(value, list) and len(value) == 1:
            self._values[key] = value[0]
        return self.number(key, 0.0)

    def groups(self, key: str, default: int) -> int:
        """A whole number above zero, where -1 and None stand for the default."""
        value = self._values.pop(key, None)
        value = default if value is None or value == -1 else value
        if not _is_whole(value) or value < 1:
            raise self.wrong(key, value)
        return int(value)

    def optional_flat(self, key: str) -> list[float] | None:
        """The numbers of an array of any shape in a row, or None."""
        value = self._values.pop(key, None)
        if value is None:
            return None
        rows: list[Any] = [value]
        for _ in range(MOST_AXES):
            if any(isinstance(row, list) for row in rows):
                rows = [item for row in rows for item in (row if isinstance(row, list) else [row])]
        if not 0 < len(rows) <= LONGEST_WORD or not all(_is_number(item) for item in rows):
            raise self.wrong(key, value)
        return [float(item) for item in rows]

    def has(self, key: str) -> bool:
        """Whether the setting is there and neither None nor empty."""
        return self._values.get(key) not in (None, [])

    def take(self, key: str) -> Any:
        """Whatever stands there, for a reader that checks it itself; None where it is missing."""
        return self._values.pop(key, None)

    def drop_rest(self) -> None:
        """Leave out all settings, since the layer changes nothing that is read."""
        self._values.clear()

    def require(self, key: str, *allowed: object) -> None:
        """Let the setting be missing, None or one of `allowed`, which all mean what this program does."""
        value = self._values.pop(key, None)
        if value is not None and not any(value == item and type(value) is type(item) for item in allowed):
            raise self.wrong(key, value)

    def drop(self, *keys: str) -> None:
        """Leave out settings that do not matter here, as long as they are plain values."""
        for key in keys:
            value = self._values.pop(key, None)
            if not is_plain(value):
                raise self.wrong(key, value)

    def forget(self, *keys: str) -> None:
        """Leave out settings that repeat what is known otherwise, whatever stands there."""
        for key in keys:
            self._values.pop(key, None)

    def finish(self) -> None:
        """Leave out what concerns training only; NotOpened for whatever is left and set."""
        for key, value in self._values.items():
            if value is None or value == []:
                continue
            if not key.endswith(_FOR_TRAINING_ONLY):
                raise self.wrong(key, value)
            if not is_harmless_object(value):
                raise refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=self.kind, argument=key[:40])

    def wrong(self, key: str, value: object) -> NotOpened:
        """What to raise for a setting with a value that is not plain, is missing, or is not supported."""
        name = ascii(key[:40])[1:-1]
        if not is_plain(value):
            return refused(ProblemCode.MODEL_ARGUMENT_REFUSED, layer=self.kind, argument=name)
        if value is None:
            return damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=f"{self.kind}: {name}")
        shown = ascii(value)[:60]
        return unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=self.kind, argument=name, value=shown
        )


def _plain_number(value: object) -> object:
    """The number in an array of one, as Keras 2 wrote some, or in the text that somebody gave for it."""
    if isinstance(value, dict) and set(value) == {"type", "value"} and value["type"] == "ndarray":
        return value["value"]
    return float(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else value


def _is_axis(value: object, rank: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < abs(value) <= rank


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_WHOLE_NUMBER
