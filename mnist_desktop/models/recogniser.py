"""Reading digits with LiteRT: a model file in memory, inputs in, probabilities out. No TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.models.answers import Answers, Calibration, Caution, calibrated, fitting_calibration
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.litert_runner import LiteRtRunner
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from mnist_desktop.models.library import LibraryModel
    from mnist_desktop.models.preparation import PreparedModel

DIGITS = DIGIT_NAMES


class Recogniser:
    """A model ready to read. It belongs to the thread that uses it first; make one for each thread."""

    def __init__(
        self,
        litert_file: bytes,
        class_names: tuple[str, ...] = DIGITS,
        threads: int = 1,
        name: str = "",
        calibration: Calibration | None = None,
        form: InputForm | None = None,
    ) -> None:
        """Prepare the interpreter.

        Args:
            litert_file: Content of a `.tflite` file with one input, a picture, and one output of a value a
                class, and one more for "no digit" if it can reject.
            class_names: Name of each class, in the order of the output.
            threads: Processor cores to use; one for live reading.
            name: What the user calls the model, for sentences about it.
            calibration: What makes its confidence trustworthy; without it, and where it was made for other
                classes, the one that fits its outputs.
            form: How its input and outputs are to be taken; without it as the program's own models' are.

        Raises:
            Problem: MODEL_DAMAGED where the content is no such model.

        """
        self.class_names = class_names
        self._name = name
        try:
            self._runner = LiteRtRunner(litert_file, threads)
        except (ValueError, RuntimeError, IndexError) as error:
            raise self._damaged("not a LiteRT model") from error
        self._calibration = fitting_calibration(calibration, self._runner.outputs, len(class_names))
        wanted = len(class_names) + self._calibration.outputs_beside_classes
        if self._runner.outputs != wanted:
            raise self._damaged("its input or output does not fit")
        self.form = self._fitting(form)

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
        content, form = model.litert_bytes(), facts.input_form
        return cls(content, facts.class_names, threads, facts.name, facts.calibration, form)

    @classmethod
    def of_prepared(
        cls,
        prepared: PreparedModel,
        threads: int = 1,
        name: str = "",
        calibration: Calibration | None = None,
    ) -> Recogniser:
        """A recogniser of a model that is ready for the library."""
        return cls(prepared.litert_file, prepared.class_names, threads, name, calibration, prepared.form)

    def read(self, inputs: NDArray[np.float32]) -> Answers:
        """Read n inputs (n, 28, 28), float32 in 0..1 with ink 1."""
        return calibrated(self.outputs(inputs), self._calibration)

    def outputs(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """The model's outputs as shares (n, outputs) float32 for inputs as in `read`, not calibrated.

        Raises:
            Problem: MODEL_DAMAGED where the model cannot be run.

        """
        outputs = np.empty((len(inputs), self._runner.outputs), dtype=np.float32)
        for start in range(0, len(inputs), self._runner.batch):
            part = inputs[start : start + self._runner.batch]
            outputs[start : start + len(part)] = self._run(part)
        return self.form.shares(outputs)

    def read_one(self, model_input: NDArray[np.float32]) -> Answers:
        """Read one input (28, 28); the answers have one row."""
        return self.read(model_input[np.newaxis])

    def _run(self, part: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            return self._runner.run(self.form.applied(part))
        except (ValueError, RuntimeError) as error:
            raise self._damaged("it cannot be run") from error

    def _fitting(self, form: InputForm | None) -> InputForm:
        try:
            if form is None:
                return InputForm(self._runner.shape)
            if form.shape == self._runner.shape:
                return form
        except ValueError as error:
            raise self._damaged("its input or output does not fit") from error
        raise self._damaged("its input or output does not fit")

    def _damaged(self, reason: str) -> Problem:
        return Problem(ProblemCode.MODEL_DAMAGED, name=self._name or "?", reason=reason)
