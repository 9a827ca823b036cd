"""The plain script: Keras as its tutorials use it, trained once for each line on standard input."""

from __future__ import annotations

import sys
import time

import keras
import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.plan import TrainingPlan
from tests.benchmarks.training_task import task


def trained_seconds(plan: TrainingPlan, images: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """Seconds of one `fit` of a new model in float32."""
    model = build_keras(plan.network)
    targets = keras.utils.to_categorical(labels, 10) if plan.one_hot else labels
    loss = "categorical_crossentropy" if plan.one_hot else "sparse_categorical_crossentropy"
    model.compile(optimizer=plan.optimizer, loss=loss, metrics=["accuracy"])
    count = plan.image_limit
    shaped, targets = images[:count].reshape(-1, *plan.network.input_shape), targets[:count]
    began = time.perf_counter()
    model.fit(shaped, targets, batch_size=plan.batch_size, epochs=plan.epochs, verbose=0)
    return time.perf_counter() - began


def main() -> None:
    """Train once for each line."""
    with np.load(resource_path("data", "mnist.npz")) as mnist:
        images = mnist["x_train"].astype("float32") / 255
        labels = mnist["y_train"].astype("int64")
    for line in sys.stdin:
        print(trained_seconds(task(line.strip()), images, labels), flush=True)
        keras.backend.clear_session()


if __name__ == "__main__":
    main()
