"""Which precision is quicker on this processor, measured with the network that shall be trained."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from mnist_desktop.training.plan import TrainingPlan

if TYPE_CHECKING:
    import keras

FEWEST_IMAGES = 10_000
"""Of all epochs together; with fewer, measuring takes longer than it can save."""
LEAST_GAIN = 1.15
"""bfloat16 is taken where it is at least so much quicker; less would not be worth its digits."""
_WARM_STEPS = 3
_SECONDS = 0.5
_FEWEST_STEPS = 4
_CPU_FACTS = Path("/proc/cpuinfo")
_CPU_WORDS = ("amx_bf16", "avx512_bf16")


def may_gain(cpu_facts: Path = _CPU_FACTS) -> bool:
    """Whether the processor may have instructions for bfloat16; where it does not tell, it may."""
    try:
        words = cpu_facts.read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return True
    return any(word in words for word in _CPU_WORDS)


def bfloat16_gain(
    plan: TrainingPlan, compiled: Callable[[TrainingPlan], keras.Model], cancelled: Callable[[], bool]
) -> float | None:
    """How much quicker steps are in bfloat16 than in float32; 1 means no gain. Takes a few seconds.

    Args:
        plan: its network and batch size are tried, on random images.
        compiled: makes a compiled model of a plan.
        cancelled: asked after every step.

    Returns:
        The gain, or None if it was cancelled.

    """
    seconds: list[float] = []
    for precision in ("float32", "bfloat16"):
        taken = _step_seconds(plan, compiled(replace(plan, precision=precision)), cancelled)
        if taken is None:
            return None
        seconds.append(taken)
    return seconds[0] / seconds[1]


def _step_seconds(plan: TrainingPlan, model: keras.Model, cancelled: Callable[[], bool]) -> float | None:
    """The shortest time of a step: others may have the processor for a while. None if cancelled."""
    chance = np.random.default_rng(0)
    inputs = chance.random((plan.batch_size, *plan.network.input_shape), np.float32)
    classes = plan.network.output_shape[0]
    labels = chance.integers(0, classes, plan.batch_size)
    targets = np.eye(classes, dtype=np.float32)[labels] if plan.one_hot else labels
    taken: list[float] = []
    end = None
    while end is None or len(taken) < _WARM_STEPS + _FEWEST_STEPS or time.perf_counter() < end:
        if cancelled():
            return None
        began = time.perf_counter()
        model.train_on_batch(inputs, targets)
        taken.append(time.perf_counter() - began)
        if len(taken) == _WARM_STEPS:
            end = time.perf_counter() + _SECONDS
    return min(taken[_WARM_STEPS:])
