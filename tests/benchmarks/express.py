"""Express against a plain Keras script of CNN 32-64, both to 99 %."""

from __future__ import annotations

import time

from mnist_desktop.data.mnist import Mnist, load_mnist
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, TrainingEvent, TrainingStarted
from mnist_desktop.training.trainer import train
from tests.benchmarks.figures import Figure

ENOUGH = 0.99
MOST_RATIO = 1 / 3
_MOST_EPOCHS = 12
_PLAIN_BATCH = 32
"""The tutorial's."""


def plain_seconds(mnist: Mnist) -> tuple[float, int]:
    """Seconds and epochs of `fit`, without its tests, until the test set is read well enough."""
    import keras

    model = build_keras(plan_for("cnn-32-64").network, seed=1)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    images = images_to_inputs(mnist.train.images)[..., None]
    labels = keras.utils.to_categorical(mnist.train.labels, 10)
    test = images_to_inputs(mnist.test.images)[..., None]
    seconds, epochs, accuracy = 0.0, 0, 0.0
    while accuracy < ENOUGH and epochs < _MOST_EPOCHS:
        began = time.perf_counter()
        model.fit(images, labels, batch_size=_PLAIN_BATCH, epochs=1, verbose=0)
        seconds += time.perf_counter() - began
        answers = model.predict(test, batch_size=500, verbose=0).argmax(axis=1)
        accuracy = float((answers == mnist.test.labels).mean())
        epochs += 1
    return seconds, epochs


def express_seconds(mnist: Mnist, seed: int) -> tuple[float, float]:
    """Seconds of the one epoch, building the graph included, and the accuracy on the test set."""
    times: list[float] = []

    def listen(event: TrainingEvent) -> None:
        if isinstance(event, TrainingStarted | EpochFinished):
            times.append(time.perf_counter())

    outcome = train(plan_for("express", seed=seed), mnist.train, mnist.test, listen)
    assert outcome is not None
    return times[1] - times[0], outcome.test_accuracy


def measure() -> list[Figure]:
    """The ratio of the times, and what Express reaches, as the share that is wrong."""
    mnist = load_mnist()
    plain, epochs = plain_seconds(mnist)
    runs = [express_seconds(mnist, seed) for seed in (1, 2, 3)]
    seconds, accuracies = (sorted(column) for column in zip(*runs, strict=True))
    return [
        Figure(f"plain CNN 32-64 script to 99 % ({epochs} epochs)", plain, "s"),
        Figure("Express, one epoch, middle of three", seconds[1], "s"),
        Figure("Express against the plain script", seconds[1] / plain, "", MOST_RATIO),
        Figure("Express, test digits read wrong, middle of three", (1 - accuracies[1]) * 100, "%", 1.0),
        Figure("Express, test digits read wrong, worst of three", (1 - accuracies[0]) * 100, "%"),
    ]
