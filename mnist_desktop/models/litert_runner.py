"""A LiteRT file at work: arrays in, arrays out, whatever they mean. No TensorFlow."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BATCH = 256
_MOST_VALUES = 4_000_000
"""Input values in a batch at most: 16 MB."""


class LiteRtRunner:
    """An interpreter of one model. It belongs to the thread that uses it first."""

    def __init__(self, litert_file: bytes, threads: int = 1) -> None:
        """Prepare the interpreter.

        Args:
            litert_file: content of a `.tflite` file with one input and one output, float32 both.
            threads: processor cores to use.

        Raises:
            ValueError: the content is no such model.
            RuntimeError: LiteRT cannot run it.

        """
        from ai_edge_litert.interpreter import Interpreter

        self._interpreter: Any = Interpreter(model_content=litert_file, num_threads=threads)
        inputs, outputs = self._interpreter.get_input_details(), self._interpreter.get_output_details()
        if (
            len(inputs) != 1
            or len(outputs) != 1
            or not inputs[0]["dtype"] == outputs[0]["dtype"] == np.float32
        ):
            raise ValueError("it has not one input and one output of floating numbers")
        self._input, self._output = int(inputs[0]["index"]), int(outputs[0]["index"])
        self.shape = tuple(int(size) for size in inputs[0]["shape"][1:])
        self.outputs = prod(int(size) for size in outputs[0]["shape"][1:])
        self.batch = max(1, min(_BATCH, _MOST_VALUES // max(1, prod(self.shape))))
        self._allocated = 0

    def run(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """The outputs (n, outputs) float32 for inputs (n, *shape) float32.

        Raises:
            ValueError: its answers have another size than it says.
            RuntimeError: LiteRT cannot run it.

        """
        outputs = np.empty((len(inputs), self.outputs), np.float32)
        start = 0
        while start < len(inputs):
            part = inputs[start : start + self.batch]
            result = self._invoked(part)
            if result.size != len(part) * self.outputs and len(part) > 1:
                # Some networks, such as recurrent ones, are made for one image at a time.
                self.batch = 1
                continue
            if result.size != len(part) * self.outputs:
                raise ValueError(f"answers of {result.shape}")
            outputs[start : start + len(part)] = result.reshape(len(part), self.outputs)
            start += len(part)
        return outputs

    def _invoked(self, part: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            self._allocate(len(part))
            self._interpreter.set_tensor(self._input, part)
            self._interpreter.invoke()
        except (RuntimeError, ValueError):
            self._allocated = 0
            if len(part) == 1:
                raise
            return np.empty(0, np.float32)
        result: NDArray[np.float32] = self._interpreter.get_tensor(self._output)
        return result

    def _allocate(self, count: int) -> None:
        if count != self._allocated:
            self._interpreter.resize_tensor_input(self._input, (count, *self.shape))
            self._interpreter.allocate_tensors()
            self._allocated = count
