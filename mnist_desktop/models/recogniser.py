"""Reading digits with LiteRT: a model file in memory, inputs in, probabilities out. No TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.models.answers import Answers, Calibration, Caution, calibrated, uncalibrated
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from mnist_desktop.models.library import LibraryModel

DIGITS = DIGIT_NAMES
_BATCH = 256


class Recogniser:
    """A model ready to read. It belongs to the thread that uses it first; make one for each thread."""

    def __init__(
        self,
        litert_file: bytes,
        class_names: tuple[str, ...] = DIGITS,
        threads: int = 1,
        name: str = "",
        calibration: Calibration | None = None,
    ) -> None:
        """Prepare the interpreter.

        Args:
            litert_file: Content of a `.tflite` file with one input of 784 values an image, in 0..1, and
                one output of a probability a class, and one more for "no digit" if it can reject.
            class_names: Name of each class, in the order of the output.
            threads: Processor cores to use; one for live reading.
            name: What the user calls the model, for sentences about it.
            calibration: What makes its confidence trustworthy; without it the one that fits its outputs.

        Raises:
            Problem: MODEL_DAMAGED where the content is no such model.

        """
        from ai_edge_litert.interpreter import Interpreter

        self.class_names = class_names
        self._name = name
        try:
            self._interpreter: Any = Interpreter(model_content=litert_file, num_threads=threads)
            self._input = self._interpreter.get_input_details()[0]
            self._output_index = int(self._interpreter.get_output_details()[0]["index"])
            outputs = int(self._interpreter.get_output_details()[0]["shape"][-1])
        except (ValueError, RuntimeError, IndexError) as error:
            raise self._damaged("not a LiteRT model") from error
        self._shape = tuple(int(size) for size in self._input["shape"][1:])
        self._calibration = calibration or uncalibrated(outputs, len(class_names))
        wanted = len(class_names) + self._calibration.outputs_beside_classes
        if int(np.prod(self._shape)) != 28 * 28 or outputs != wanted:
            raise self._damaged("its input or output does not fit")
        self._outputs = outputs
        self._batch = 0

    @property
    def can_reject(self) -> bool:
        """Whether the model can tell what is no digit."""
        return self._calibration.rejection is not None

    def threshold(self, caution: Caution = Caution.BALANCED) -> float:
        """The probability of being a digit below which a drawing is rejected; 0 where it cannot reject."""
        rejection = self._calibration.rejection
        return 0.0 if rejection is None else rejection.threshold(caution)

    @classmethod
    def of(cls, model: LibraryModel, threads: int = 1) -> Recogniser:
        """A recogniser of a library model; Problem MODEL_DAMAGED where its file is not what was once kept."""
        facts = model.facts
        return cls(model.litert_bytes(), facts.class_names, threads, facts.name, facts.calibration)

    def read(self, inputs: NDArray[np.float32]) -> Answers:
        """Read n inputs (n, 28, 28), float32 in 0..1 with ink 1."""
        return calibrated(self.outputs(inputs), self._calibration)

    def outputs(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """The model's own outputs (n, outputs) float32 for inputs as in `read`, not calibrated.

        Raises:
            Problem: MODEL_DAMAGED where the model cannot be run.

        """
        outputs = np.empty((len(inputs), self._outputs), dtype=np.float32)
        for start in range(0, len(inputs), _BATCH):
            part = inputs[start : start + _BATCH]
            outputs[start : start + len(part)] = self._invoke(part)
        return outputs

    def read_one(self, model_input: NDArray[np.float32]) -> Answers:
        """Read one input (28, 28); the answers have one row."""
        return self.read(model_input[np.newaxis])

    def _invoke(self, part: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            return self._invoked(part)
        except (ValueError, RuntimeError) as error:
            raise self._damaged("it cannot be run") from error

    def _invoked(self, part: NDArray[np.float32]) -> NDArray[np.float32]:
        if len(part) != self._batch:
            self._interpreter.resize_tensor_input(self._input["index"], (len(part), *self._shape))
            self._interpreter.allocate_tensors()
            self._batch = len(part)
        self._interpreter.set_tensor(self._input["index"], part.reshape(len(part), *self._shape))
        self._interpreter.invoke()
        result: NDArray[np.float32] = self._interpreter.get_tensor(self._output_index)
        if result.shape != (len(part), self._outputs):
            raise ValueError(f"answers of {result.shape}")
        return result

    def _damaged(self, reason: str) -> Problem:
        return Problem(ProblemCode.MODEL_DAMAGED, name=self._name or "?", reason=reason)
