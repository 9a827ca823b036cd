"""How far windows of the padding "same" reach over an edge: as far as TensorFlow's, or as others' did."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Layer, Shape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import NotOpened, unsupported
from mnist_desktop.models.reading.writer import CNTK, THEANO
from mnist_desktop.problems import ProblemCode

_SAME = "same"
_NAMES = {THEANO: "Theano", CNTK: "CNTK"}
_ZEROS = {1: "ZeroPadding1D", 2: "ZeroPadding2D"}


def edge_before(
    arguments: Arguments, sizes: Shape, spans: tuple[int, ...], strides: tuple[int, ...]
) -> tuple[tuple[Layer, ...], str]:
    """Take out the padding of a convolution.

    Theano put half of a window before the first number, whatever came out; TensorFlow spreads what is
    missing.

    Args:
        arguments: Those of the layer.
        sizes: Of its input, without the channels.
        spans: Of its window, with what lies between its numbers.
        strides: Of the window.

    Returns:
        Layers that go before the convolution, and the padding of the convolution itself.

    Raises:
        NotOpened: Where no layer does the same.

    """
    padding = arguments.word("padding", "valid")
    _require_certain(arguments, padding, sizes, spans, strides)
    before = tuple(span // 2 for span in spans)
    if not _differ(arguments, padding, before, sizes, spans, strides):
        return (), padding
    if len(spans) not in _ZEROS:
        raise _not_possible(arguments)
    sides = tuple((count, (span - 1) // 2) for count, span in zip(before, spans, strict=True))
    return (KerasLayer.of(_ZEROS[len(spans)], padding=sides),), "valid"


def padding_of_pooling(
    arguments: Arguments, sizes: Shape, pool: tuple[int, ...], strides: tuple[int, ...]
) -> str:
    """Take out the padding of a pooling layer; NotOpened where others' windows lay elsewhere.

    An average counted the edge in some versions of Keras, and in others not.
    """
    padding = arguments.word("padding", "valid")
    _require_certain(arguments, padding, sizes, pool, strides)
    before = tuple(size - 2 if size > 2 and size % 2 else size - 1 for size in pool)
    is_average = arguments.kind.startswith("Average") and any(before)
    elsewhere = _differ(arguments, padding, before, sizes, pool, strides)
    if elsewhere or (is_average and _is_of(arguments, padding, THEANO, CNTK)):
        raise _not_possible(arguments)
    return padding


def padding_of_transposed(arguments: Arguments, spans: tuple[int, ...], strides: tuple[int, ...]) -> str:
    """Take out the padding of a transposed convolution; NotOpened where others cut off other edges."""
    padding = arguments.word("padding", "valid")
    is_alike = max(strides) == 1 and all(span % 2 for span in spans)
    if _is_of(arguments, padding, THEANO, CNTK) and not is_alike:
        raise _not_possible(arguments)
    return padding


def _differ(
    arguments: Arguments,
    padding: str,
    before: tuple[int, ...],
    sizes: Shape,
    spans: tuple[int, ...],
    strides: tuple[int, ...],
) -> bool:
    """Whether today's windows begin elsewhere; a layer that does not fit its input is complained of later."""
    if not _is_of(arguments, padding, THEANO) or not _fit(sizes, spans, strides):
        return False
    today = tuple(map(_before_today, sizes, spans, strides))
    return before != today


def _require_certain(
    arguments: Arguments, padding: str, sizes: Shape, spans: tuple[int, ...], strides: tuple[int, ...]
) -> None:
    """Let CNTK's windows pass where they can only lie as TensorFlow's do: one by one, or around a middle."""
    if not _is_of(arguments, padding, CNTK) or not _fit(sizes, spans, strides):
        return
    for size, span, stride in zip(sizes, spans, strides, strict=True):
        is_around_middle = span % 2 == 1 and _before_today(size, span, stride) == span // 2
        if stride > 1 and not is_around_middle:
            raise _not_possible(arguments)


def _fit(sizes: Shape, spans: tuple[int, ...], strides: tuple[int, ...]) -> bool:
    return len(sizes) == len(spans) and min(*spans, *strides) > 0


def _before_today(size: int, span: int, stride: int) -> int:
    """How many places TensorFlow puts before the first number."""
    count = -(-size // stride)
    return max((count - 1) * stride + span - size, 0) // 2


def _is_of(arguments: Arguments, padding: str, *backends: str) -> bool:
    return padding == _SAME and arguments.writer.backend in backends


def _not_possible(arguments: Arguments) -> NotOpened:
    return unsupported(
        ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
        layer=arguments.kind,
        argument="padding",
        value=f"same ({_NAMES[arguments.writer.backend]})",
    )
