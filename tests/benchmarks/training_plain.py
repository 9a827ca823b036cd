"""The plain script: Keras as its tutorials use it, trained once for each line on standard input."""

from __future__ import annotations

import sys
import time

import keras
import numpy as np
from numpy.typing import NDArray

from mnist_desktop.resource_files import resource_path
from tests.benchmarks.training_task import BATCH_SIZE, EPOCHS, IMAGES


def trained_seconds(images: NDArray[np.float32], labels: NDArray[np.float32]) -> float:
    """Seconds of one `fit` of a new model."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(32, (3, 3), activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Conv2D(64, (3, 3), activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    began = time.perf_counter()
    model.fit(images, labels, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0)
    return time.perf_counter() - began


def main() -> None:
    """Train once for each line."""
    with np.load(resource_path("data", "mnist.npz")) as mnist:
        images = mnist["x_train"][:IMAGES, ..., np.newaxis].astype("float32") / 255
        labels = keras.utils.to_categorical(mnist["y_train"][:IMAGES], 10)
    for _ in sys.stdin:
        print(trained_seconds(images, labels), flush=True)
        keras.backend.clear_session()


if __name__ == "__main__":
    main()
