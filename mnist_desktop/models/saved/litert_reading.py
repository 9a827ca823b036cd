"""Reading with a LiteRT file of whatever input shape, one input after the other. No TensorFlow."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.quiet_start import native_noise_held_back


def litert_answers(content: bytes, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a LiteRT file answers to inputs (n, *shape), one after the other: (n, outputs) float32."""
    from ai_edge_litert.interpreter import Interpreter

    with native_noise_held_back():
        interpreter: Any = Interpreter(model_content=content, num_threads=1)
        interpreter.allocate_tensors()
    given, wanted = interpreter.get_input_details()[0], interpreter.get_output_details()[0]

    def answer(one: NDArray[np.float32]) -> NDArray[np.float32]:
        interpreter.set_tensor(given["index"], one.reshape(given["shape"]))
        interpreter.invoke()
        return np.array(interpreter.get_tensor(wanted["index"])[0], np.float32)

    return np.stack([answer(one) for one in inputs])
