"""A graph as a LiteRT file, by TensorFlow's converter, which holds up every thread: for a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mnist_desktop.models.quiet_start import native_noise_held_back
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    import keras


def convert_to_litert(model: keras.Model, *, one_at_a_time: bool = False) -> bytes:
    """The content of a `.tflite` file that answers as `model` does.

    Args:
        model: A model with one input and one answer.
        one_at_a_time: Whether the file reads one input at a time and not any number of them. LiteRT can run
            the loops of recurrent layers only so, and written out step by step they are converted for
            seconds instead of one.

    Raises:
        Problem: MODEL_NOT_CONVERTIBLE.

    """
    import tensorflow
    from tensorflow.lite.python.convert_phase import ConverterError
    from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

    batch = 1 if one_at_a_time else None
    given = tensorflow.TensorSpec((batch, *model.input_shape[1:]), tensorflow.float32)
    try:
        with native_noise_held_back():
            answers = tensorflow.function(lambda inputs: model(inputs, training=False))
            # As variables the weights would be read anew each time; as constants they are laid out once.
            frozen = convert_variables_to_constants_v2(
                answers.get_concrete_function(given), lower_control_flow=False
            )
            content: bytes = tensorflow.lite.TFLiteConverter.from_concrete_functions([frozen]).convert()
    except (ConverterError, RuntimeError, TypeError, ValueError, tensorflow.errors.OpError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise Problem(ProblemCode.MODEL_NOT_CONVERTIBLE, reason=reason) from error
    return content
