"""How many steps TensorFlow makes before Python hears of them."""

from __future__ import annotations

from mnist_desktop.models.network import Conv2D
from mnist_desktop.training.plan import TrainingPlan

BLOCK = 8
_LIGHT = 10_000_000
_STEADY = ("constant", "plateau")


def steps_at_once(plan: TrainingPlan) -> int:
    """More than one where a step is so light that Python, between two of them, takes as long as the step.

    Then a training is up to twice as quick, and the window seldom waits for Python's lock. A step is light
    with few weights times images and no convolution: a block takes about a hundredth of a second. The
    learning rate must stay the same throughout the epoch, since it is set between blocks.
    """
    network = plan.network
    is_light = network.parameters * plan.batch_size <= _LIGHT and not any(
        isinstance(layer, Conv2D) for layer in network.layers
    )
    is_steady = plan.schedule in _STEADY and plan.ink_epochs is None
    return BLOCK if is_light and is_steady else 1
