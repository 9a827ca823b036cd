"""The networks that the program offers, each with the settings that it was first trained with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
)
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan

_ROWS = (28, 28)
_PICTURE = (28, 28, 1)
_READER_DECAY = 0.00025


@dataclass(frozen=True)
class Preset:
    """A named network with its usual plan; `title` is a name and the same in every language."""

    key: str
    title: str
    plan: TrainingPlan

    @property
    def network(self) -> Network:
        """The layers of the preset."""
        return self.plan.network


def plan_for(key: str, *, l2: float | None = None, **changes: Any) -> TrainingPlan:
    """The usual plan of one of PRESETS with some settings changed.

    Args:
        key: e.g. "cnn-32-64".
        l2: see `changed_plan`.
        changes: see `changed_plan`.

    Raises:
        Problem: PRESET_UNKNOWN, or PLAN_WITHOUT_L2. The plan is not checked.

    """
    preset = next((preset for preset in PRESETS if preset.key == key), None)
    if preset is None:
        raise Problem(ProblemCode.PRESET_UNKNOWN, name=key)
    return changed_plan(preset, l2=l2, **changes)


def changed_plan(preset: Preset, *, l2: float | None = None, **changes: Any) -> TrainingPlan:
    """The usual plan of a preset with some settings changed.

    Args:
        preset: one of PRESETS or of the user's own.
        l2: another weight decay for the layers of the network that have one.
        changes: fields of `TrainingPlan`; None keeps what the preset says, but for `image_limit`.

    Raises:
        Problem: PLAN_WITHOUT_L2 if no layer has a weight decay. The plan is not checked.

    """
    plan = replace(preset.plan, **{name: value for name, value in changes.items() if value is not None})
    if l2 is None:
        return plan
    if not plan.l2:
        raise Problem(ProblemCode.PLAN_WITHOUT_L2, name=preset.key)
    layers = tuple(_with_decay(layer, l2) for layer in plan.network.layers)
    return replace(plan, network=Network(plan.network.input_shape, layers))


def _with_decay(layer: Layer, l2: float) -> Layer:
    return replace(layer, l2=l2) if isinstance(layer, Conv2D | Dense) and layer.l2 else layer


def _dense(*hidden: int) -> Network:
    layers = (Dense(units, "relu") for units in hidden)
    return Network(_ROWS, (Flatten(), *layers, Dense(10, "softmax")))


def _regularised(l2: float) -> Network:
    first = (Dense(512), Activation("relu"), Dropout(0.2))
    second = (Dense(512, l2=l2), BatchNormalization(), Activation("relu"), Dropout(0.2))
    return Network(_ROWS, (Flatten(), *first, *second, Dense(10), Activation("softmax")))


def _convolutions(*filters: int) -> Network:
    """Convolutions with a pooling between any two and, where there are two, after the last."""
    layers: list[Layer] = []
    for position, count in enumerate(filters):
        layers.append(Conv2D(count, activation="relu"))
        if position < 2:
            layers.append(MaxPooling2D())
    return Network(_PICTURE, (*layers, Flatten(), Dense(128, "relu"), Dense(10, "softmax")))


def _express() -> Network:
    """Few parameters, small pictures early, and batch normalisation, which bears a high learning rate."""
    # It makes few steps, so the averages must follow quickly.
    first, second, third = (
        _normalised(layer, momentum=0.8)
        for layer in (
            Conv2D(24, (5, 5), (2, 2), padding="same", use_bias=False),
            Conv2D(56, padding="same", use_bias=False),
            Conv2D(96, padding="same", use_bias=False),
        )
    )
    layers = [*first, *_pooled_first(second), *_pooled_first(third)]
    return Network(_PICTURE, (*layers, Flatten(), Dense(10, "softmax")))


def _pooled_first(normalised: tuple[Layer, ...]) -> tuple[Layer, ...]:
    # After pooling only a quarter is left to normalise.
    convolution, *rest = normalised
    return convolution, MaxPooling2D(), *rest


def _reader() -> Network:
    """Halved by its first convolution and then by two poolings, with ten digits and "none" to answer with."""
    layers = [
        *_normalised(_decaying(48, (5, 5), (2, 2))),
        *_normalised(_decaying(64)),
        *_normalised(_decaying(64)),
        MaxPooling2D(),
        *_normalised(_decaying(128)),
        *_normalised(_decaying(128)),
        MaxPooling2D(padding="same"),
        *_normalised(_decaying(192)),
    ]
    answers = (GlobalAveragePooling2D(), Dropout(0.3), Dense(11, "softmax", l2=_READER_DECAY))
    return Network(_PICTURE, (*layers, *answers))


def _decaying(filters: int, kernel: tuple[int, int] = (3, 3), strides: tuple[int, int] = (1, 1)) -> Conv2D:
    return Conv2D(filters, kernel, strides, padding="same", use_bias=False, l2=_READER_DECAY)


def _normalised(convolution: Conv2D, momentum: float = 0.9) -> tuple[Layer, ...]:
    # Batch normalisation brings its own offset, so the convolution needs none.
    return convolution, BatchNormalization(momentum), Activation("relu")


def _preset(key: str, title: str, network: Network, **settings: Any) -> Preset:
    return Preset(key, title, TrainingPlan(key, network, **settings))


PRESETS: tuple[Preset, ...] = (
    _preset("dense-64", "Dense 64", _dense(64), epochs=20, batch_size=32, validation="none"),
    _preset("dense-64-1024", "Dense 64-1024", _dense(64, 1024), epochs=20, batch_size=32, validation="none"),
    _preset(
        "dense-512-regularised",
        "Dense 512-512 regularised",
        _regularised(0.02),
        epochs=4,
        validation="test",
        one_hot=True,
    ),
    _preset(
        "cnn-32-64",
        "CNN 32-64",
        _convolutions(32, 64),
        batch_size=32,
        validation="none",
        one_hot=True,
        precision="measured",
    ),
    _preset(
        "cnn-32-64-64",
        "CNN 32-64-64",
        _convolutions(32, 64, 64),
        batch_size=64,
        one_hot=True,
        precision="measured",
    ),
    _preset(
        "express",
        "Express",
        _express(),
        epochs=1,
        batch_size=128,
        learning_rate=0.01,
        schedule="one-cycle",
        validation="none",
        precision="measured",
    ),
    _preset(
        "reader",
        "Reader",
        _reader(),
        epochs=20,
        learning_rate=0.1,
        optimizer="sgd",
        schedule="one-cycle",
        validation="writers",
        validation_share=0.05,
        augment=True,
        augmentation=Augmentation(rotation=10, shift=1, zoom=0.1, shear=0.15, thickness=0.4, elastic=0.6),
        rejects=True,
        ink_epochs=InkEpochs(epochs=4, learning_rate=0.02, kept=0.35),
    ),
)
"""The five networks of the tutorials, exact to the parameter, a quick one, and that of the bundled model."""
