"""What both sides of the comparison of training speeds do: a line names a preset, the answer is seconds."""

from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for

PRESETS = ("dense-64", "dense-64-1024", "dense-512-regularised", "cnn-32-64", "cnn-32-64-64")
CONVOLUTIONAL = ("cnn-32-64", "cnn-32-64-64")
IMAGES = 12_800
EPOCHS = 2


def task(preset: str) -> TrainingPlan:
    """The preset with its own batch size, on part of the digits, without validation."""
    return plan_for(preset, image_limit=IMAGES, epochs=EPOCHS, validation="none")
