"""Linear classifiers that really read digits, in any form of input, fitted with NumPy in a second."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.input_form import InputForm, Outputs
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import Dense, Flatten, Layer, Network
from tests.models.reading.sample_files import Sample

_EXAMPLES, _STEPS, _RATE = 2000, 80, 0.1
_ACTIVATIONS = {Outputs.SHARES: "softmax", Outputs.SIGMOIDS: "sigmoid", Outputs.LOGITS: "linear"}


@dataclass(frozen=True, eq=False)
class LinearModel:
    """A network of one dense layer and its weights: kernel (values, classes) and bias (classes,)."""

    network: Network
    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]

    def litert(self) -> bytes:
        return write_litert(self.network, [self.kernel, self.bias])

    def samples(self) -> list[Sample]:
        """Its layers for a model file as Keras writes it."""
        settings = {"units": len(self.bias), "activation": self.network.layers[-1].activation}  # type: ignore[attr-defined]
        flatten = [Sample("Flatten")] if len(self.network.input_shape) > 1 else []
        return [*flatten, Sample("Dense", settings, [self.kernel, self.bias])]


def linear_model(form: InputForm, classes: int = 10) -> LinearModel:
    """A model that reads inputs in this form; with more classes than ten the others never occur."""
    kernel, bias = _fitted(replace(form, outputs=Outputs.SHARES), form.outputs is Outputs.SIGMOIDS)
    if classes > 10:
        kernel = np.pad(kernel, ((0, 0), (0, classes - 10)))
        bias = np.pad(bias, (0, classes - 10), constant_values=-20)
    layers: tuple[Layer, ...] = (Dense(classes, _ACTIVATIONS[form.outputs]),)
    if len(form.shape) > 1:
        layers = (Flatten(), *layers)
    return LinearModel(Network(form.shape, layers), kernel[:, :classes], bias[:classes])


def guessing_model(shape: tuple[int, ...], classes: int = 10) -> LinearModel:
    """A model that learnt nothing of digits."""
    made = np.random.default_rng(7)
    kernel = made.normal(size=(int(np.prod(shape)), classes)).astype(np.float32) * 0.05
    network = Network(shape, (*((Flatten(),) if len(shape) > 1 else ()), Dense(classes, "softmax")))
    return LinearModel(network, kernel, np.zeros(classes, np.float32))


@cache
def _lesson() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    train = load_mnist().train
    return images_to_inputs(train.images[:_EXAMPLES]), train.labels[:_EXAMPLES]


@cache
def _fitted(form: InputForm, each: bool) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Kernel and bias after some steps of gradient descent; `each` class has a logistic function then."""
    digits, labels = _lesson()
    values = form.applied(digits).reshape(_EXAMPLES, -1)
    mean, scale = float(values.mean()), float(values.std()) * np.sqrt(values.shape[1] / 784)
    inputs = ((values - mean) / scale).astype(np.float32)
    wanted = np.eye(10, dtype=np.float32)[labels]
    kernel, bias = np.zeros((inputs.shape[1], 10), np.float32), np.zeros(10, np.float32)
    for _ in range(_STEPS):
        logits = inputs @ kernel + bias
        if each:
            answers = 1 / (1 + np.exp(-logits))
        else:
            raised = np.exp(logits - logits.max(axis=1, keepdims=True))
            answers = raised / raised.sum(axis=1, keepdims=True)
        gradient = (answers - wanted) / np.float32(_EXAMPLES)
        kernel -= _RATE * (inputs.T @ gradient)
        bias -= _RATE * gradient.sum(axis=0)
    kernel = kernel / scale
    return kernel.astype(np.float32), (bias - mean * kernel.sum(axis=0)).astype(np.float32)
