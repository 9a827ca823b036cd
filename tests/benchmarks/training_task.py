"""What both sides of the comparison of training speeds do: a line names a preset, the answer is seconds."""

from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for

PRESETS = ("dense-64", "dense-64-1024", "dense-512-regularised", "cnn-32-64", "cnn-32-64-64")
CONVOLUTIONAL = ("cnn-32-64", "cnn-32-64-64")
_IMAGES, _IMAGES_OF_QUICK_ONES = 12_800, 60_000
EPOCHS = 2


def images_of(preset: str) -> int:
    """All of MNIST for the quick ones, so that what is done once an epoch weighs as it does in use."""
    return _IMAGES if preset in CONVOLUTIONAL else _IMAGES_OF_QUICK_ONES


def task(preset: str) -> TrainingPlan:
    """The preset with its own batch size, on part of the digits, without validation."""
    return plan_for(preset, image_limit=images_of(preset), epochs=EPOCHS, validation="none")
