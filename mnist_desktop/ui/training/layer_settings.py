"""Which settings each kind of layer has, with their titles, their help and the fields for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from mnist_desktop.models.layers import LARGEST_DECAY
from mnist_desktop.models.network import (
    ACTIVATIONS,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
)
from mnist_desktop.ui.training.fields import Choice, ChoiceField
from mnist_desktop.ui.training.layer_fields import PairField, ShareField, WholeField, rate_field

translate = QCoreApplication.translate
NEW_LAYERS: tuple[Layer, ...] = (
    Conv2D(32, activation="relu"),
    MaxPooling2D(),
    Dense(64, "relu"),
    Dropout(0.2),
    BatchNormalization(),
    Activation("relu"),
    Flatten(),
    GlobalAveragePooling2D(),
)
"""What can be added, as it is at first."""
_MOST_UNITS, _MOST_FILTERS = 100_000, 4096
_LARGEST_SHARE, _LARGEST_MOMENTUM, _LARGEST_DECAY = 0.99, 0.9999, 10.0


@dataclass(frozen=True)
class Setting:
    """A setting of a layer: its name there, a title, what it means, and how its field is made.

    Where other values can be typed than are possible, `accepts` tells them apart and `bounds` says in a
    sentence which ones are.
    """

    name: str
    title: str
    help: str
    make: Callable[[], QWidget]
    bounds: str = ""
    accepts: Callable[[Any], bool] = lambda _value: True


def settings_of(kind: str) -> tuple[Setting, ...]:
    """The settings that can be changed of a layer of this kind, in order."""
    match kind:
        case "Conv2D":
            return (_filters(), _kernel(), _strides(), _padding(), _activation("activation"), _l2(), _bias())
        case "MaxPooling2D":
            return (_pool(), _pool_strides(), _padding())
        case "Dense":
            return (_units(), _activation("activation"), _l2(), _bias())
        case "Dropout":
            return (_rate(),)
        case "BatchNormalization":
            return (_momentum(),)
        case "Activation":
            return (_activation("name"),)
    return ()


def bounds_in_words(layer: Layer, setting: str) -> str:
    """Which values of a setting are possible, where the layer has another one; empty where it has none."""
    for known in settings_of(layer.kind):
        if known.name == setting and not known.accepts(getattr(layer, setting)):
            return known.bounds
    return ""


def is_possible(layer: Layer) -> bool:
    """Whether all settings of a layer are, as far as they can be changed."""
    return all(setting.accepts(getattr(layer, setting.name)) for setting in settings_of(layer.kind))


def _units() -> Setting:
    text = translate(
        "LayerSettings", "How many numbers the layer hands on. More can learn more, and take longer."
    )
    title = translate("LayerSettings", "Units")
    return Setting("units", title, text, lambda: WholeField(_MOST_UNITS), _whole(title), _is_whole)


def _filters() -> Setting:
    text = translate(
        "LayerSettings", "How many patterns it looks for. Each of them makes a channel of its own."
    )
    title = translate("LayerSettings", "Filters")
    return Setting("filters", title, text, lambda: WholeField(_MOST_FILTERS), _whole(title), _is_whole)


def _kernel() -> Setting:
    text = translate(
        "LayerSettings", "Height and width in pixels of the window that slides over the picture."
    )
    title = translate("LayerSettings", "Kernel")
    return Setting("kernel", title, text, PairField, _pair(title), _is_pair)


def _strides() -> Setting:
    text = translate(
        "LayerSettings", "How many pixels the window moves on, down and across. 2 halves the picture."
    )
    title = translate("LayerSettings", "Strides")
    return Setting("strides", title, text, PairField, _pair(title), _is_pair)


def _pool() -> Setting:
    text = translate(
        "LayerSettings", "Height and width in pixels of the windows, of which the largest number is kept."
    )
    title = translate("LayerSettings", "Pool")
    return Setting("pool", title, text, PairField, _pair(title), _is_pair)


def _pool_strides() -> Setting:
    text = translate(
        "LayerSettings", "How many pixels the window moves on. Like the pool, windows lie side by side."
    )
    unset = translate("LayerSettings", "pool")
    title = translate("LayerSettings", "Strides")
    return Setting("strides", title, text, lambda: PairField(unset), _pair(title), _is_pair)


def _padding() -> Setting:
    text = translate("LayerSettings", "What happens at the border of the picture.")
    return Setting("padding", translate("LayerSettings", "Padding"), text, lambda: ChoiceField(_paddings()))


def _paddings() -> tuple[Choice, ...]:
    inside = translate("LayerSettings", "The window stays inside the picture, which gets smaller.")
    border = translate(
        "LayerSettings", "A border of zeros is added; with strides of 1 the picture keeps its size."
    )
    return Choice("valid", "valid", inside), Choice("same", "same", border)


def _activation(name: str) -> Setting:
    text = translate("LayerSettings", "The function that each number goes through.")
    title = translate("LayerSettings", "Activation")
    return Setting(name, title, text, lambda: ChoiceField(_activations()))


def _activations() -> tuple[Choice, ...]:
    """The functions, by the names that they have in every language."""
    meanings = {
        "linear": translate("LayerSettings", "Changes nothing."),
        "relu": translate("LayerSettings", "Cuts off what is negative. The usual one between layers."),
        "sigmoid": translate("LayerSettings", "Squeezes every number to between 0 and 1."),
        "softmax": translate("LayerSettings", "Makes shares that add up to 1, as the last layer has to."),
        "tanh": translate("LayerSettings", "Squeezes every number to between −1 and 1."),
    }
    return tuple(Choice(name, name, meanings[name]) for name in ACTIVATIONS)


def _l2() -> Setting:
    text = translate(
        "LayerSettings", "Keeps the weights small against learning by heart. 0 is none, 0.001 a good start."
    )
    title = translate("LayerSettings", "L2 decay")
    return Setting(
        "l2", title, text, lambda: rate_field(_LARGEST_DECAY), _below(title, LARGEST_DECAY), _is_decay
    )


def _bias() -> Setting:
    title = translate("LayerSettings", "Add a bias")
    text = translate(
        "LayerSettings",
        "Let each unit add a number of its own. A BatchNormalization that follows does so anyway.",
    )
    return Setting("use_bias", title, text, lambda: QCheckBox(title))


def _rate() -> Setting:
    text = translate(
        "LayerSettings", "The share of the numbers that are set to zero at random while training."
    )
    title = translate("LayerSettings", "Rate")
    return Setting("rate", title, text, lambda: ShareField(_LARGEST_SHARE, 0.05), _below(title, 1), _is_share)


def _momentum() -> Setting:
    text = translate(
        "LayerSettings",
        "How slowly its running mean follows what it sees. Nearer to 1 is slower and steadier.",
    )
    title = translate("LayerSettings", "Momentum")
    return Setting(
        "momentum", title, text, lambda: ShareField(_LARGEST_MOMENTUM, 0.01), _below(title, 1), _is_share
    )


def _is_whole(value: int) -> bool:
    return value >= 1


def _is_pair(value: tuple[int, int] | None) -> bool:
    return value is None or min(value) >= 1


def _is_share(value: float) -> bool:
    return 0 <= value < 1


def _is_decay(value: float) -> bool:
    return 0 <= value < LARGEST_DECAY


def _whole(title: str) -> str:
    return translate("LayerSettings", "{title} must be a whole number from 1.").format(title=title)


def _pair(title: str) -> str:
    text = translate("LayerSettings", "{title} must be whole numbers from 1.")
    return text.format(title=title)


def _below(title: str, bound: int) -> str:
    text = translate("LayerSettings", "{title} must be from 0 to below {bound}.")
    return text.format(title=title, bound=f"{bound:,}")
