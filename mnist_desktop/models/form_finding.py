"""Finding out in which form a model wants its input: by letting it read digits each way. No TensorFlow."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.input_form import Frame, InputForm, Outputs, Pixels
from mnist_desktop.models.litert_runner import LiteRtRunner
from mnist_desktop.models.network import Shape
from mnist_desktop.models.picture_shape import picture_shape

PROBE_DIGITS = 200
DIGITS = 10
_POOL = 1000
"""A model with fewer classes than ten is tried on its own digits among so many."""
_FIRST_LOOK, _SHORTEST_LOOK = 60, 20
_SECONDS = 2.0
"""The first look at all ways may take about so long; a slow model gets fewer digits for it."""
_LAST_SECONDS = 4.0
"""So long may the ways take that were the best, with all digits; fewer of a slow model are tried."""
_NEARLY = 0.01
"""Ways whose accuracy differs by no more than this are told apart by their confidence."""
_AS_SURE = 0.85
"""Of those, one that is nearly as confident as the surest counts as equal; the likeliest of them is taken.

Chosen on small dense and convolutional networks that learnt from each of six forms: their confidence in one
and in its nearest neighbours, such as standardised by MNIST's mean or each image's, differs by chance.
"""
_WELL_TRAINED = 0.9
"""A model that reads fewer digits has learnt too little for its confidence to tell the ways apart."""
_ERRORS = 2
"""Its plain form is taken within so many standard errors of the best accuracy."""
_FEWEST_FINALISTS, _MOST_FINALISTS = 2, 8
_FAR = 0.08
_SMALLEST_SHARE = 1e-7
_SUM = 1e-3
_SMALL_SIDE = 8
_CLEARLY_BETTER, _CLEARLY_BETTER_OF_FEW = 0.28, 0.8


@dataclass(frozen=True)
class FoundForm:
    """The form that a model reads the digits best in.

    Attributes:
        form: it; the plain one where no way is clearly better than guessing.
        accuracy: the share of the digits that it reads in the best way, 0..1.
        count: how many digits were read.
        reads_digits: whether that is clearly better than guessing.

    """

    form: InputForm
    accuracy: float
    count: int
    reads_digits: bool


@dataclass(frozen=True, eq=False)
class _Digits:
    """Inputs (n, 28, 28) float32 and what they show, (n,) int64."""

    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]

    def first(self, count: int) -> _Digits:
        return _Digits(self.inputs[:count], self.labels[:count])


@dataclass(frozen=True)
class _Trial:
    """How a form did: accuracy, and the geometric mean of the probabilities of what was right.

    The geometric mean tells more than the usual one: pixels a hundred times too bright leave the answer of
    many a network as it is and drive all its probabilities to 0 or 1, also those of its mistakes.
    """

    form: InputForm
    accuracy: float
    confidence: float


def find_form(runner: LiteRtRunner) -> FoundForm:
    """Let a model read built-in test digits in every way that is known, and choose the best.

    Its classes are taken to begin with the digits in their order. Ways that read equally well are told apart
    by their confidence, and of those that differ in neither the more usual way is preferred, first of all the
    program's own. Takes about as long as reading 3,000 images, 1,000 where the model is slow.

    Raises:
        ValueError: it takes no picture.
        RuntimeError: LiteRT cannot run it.

    """
    plain = InputForm(runner.shape)
    digits = _digits(runner.outputs)
    finalists = _first_look(runner, digits, list(_ways(runner.shape)))
    trials = [_try(runner, form, digits) for form in finalists]
    best = _best(trials, len(digits.labels))
    reads_digits = best.accuracy >= least_accuracy(runner.outputs)
    chosen = best.form if reads_digits else replace(plain, outputs=best.form.outputs)
    return FoundForm(chosen, best.accuracy, len(digits.labels), reads_digits)


def least_accuracy(outputs: int) -> float:
    """What is clearly better than guessing among so many classes, though the best of many ways is taken."""
    chance = 1 / min(outputs, DIGITS)
    margin = _CLEARLY_BETTER if outputs >= DIGITS else _CLEARLY_BETTER_OF_FEW
    return chance + margin * (1 - chance)


def _digits(outputs: int) -> _Digits:
    test = load_mnist_test()
    if outputs >= DIGITS:
        chosen = np.arange(PROBE_DIGITS)
    else:
        chosen = np.flatnonzero(test.labels[:_POOL] < outputs)[:PROBE_DIGITS]
    return _Digits(images_to_inputs(test.images[chosen]), test.labels[chosen])


def _ways(shape: Shape) -> Iterator[InputForm]:
    """Every form that is worth a try, the likeliest first."""
    picture = picture_shape(shape)
    if picture is None:
        raise ValueError(f"{shape} holds no picture")
    frames, pixels = [Frame.WHOLE], list(Pixels)
    if min(picture.height, picture.width) > SIDE:
        frames.append(Frame.PADDED)
    if max(picture.height, picture.width) <= _SMALL_SIDE:
        frames.append(Frame.FILLED)
    else:
        pixels.remove(Pixels.SIXTEEN)
    turns = (False, True) if picture.height == picture.width else (False,)
    for transposed, dark, frame, values in product(turns, (False, True), frames, pixels):
        yield InputForm(shape, values, is_dark_on_light=dark, is_transposed=transposed, frame=frame)


def _first_look(runner: LiteRtRunner, digits: _Digits, ways: list[InputForm]) -> list[InputForm]:
    """The plain form and those that are not far behind the best on some of the digits, in their order."""
    began = time.perf_counter()
    _try(runner, ways[0], digits.first(_SHORTEST_LOOK))
    seconds = (time.perf_counter() - began) / _SHORTEST_LOOK
    count = int(np.clip(_SECONDS / max(seconds * len(ways), 1e-9), _SHORTEST_LOOK, _FIRST_LOOK))
    trials = [_try(runner, form, digits.first(count)) for form in ways]
    best = max(trial.accuracy for trial in trials)
    near = [number for number, trial in enumerate(trials) if trial.accuracy >= best - _FAR]
    near.sort(key=lambda number: (-trials[number].accuracy, -trials[number].confidence))
    most = _LAST_SECONDS / max(seconds * len(digits.labels), 1e-9)
    near = near[: int(np.clip(most, _FEWEST_FINALISTS, _MOST_FINALISTS))]
    return [ways[number] for number in sorted({0, *near})]


def _try(runner: LiteRtRunner, form: InputForm, digits: _Digits) -> _Trial:
    parts = (
        runner.run(form.applied(digits.inputs[start : start + runner.batch]))
        for start in range(0, len(digits.inputs), runner.batch)
    )
    outputs = np.nan_to_num(np.concatenate(list(parts)))
    answering = replace(form, outputs=_kind_of(outputs))
    shares = answering.shares(outputs)
    # What a model has beside the digits, "no digit" or letters, can only be wrong.
    right = shares[np.arange(len(digits.labels)), digits.labels]
    accuracy = float((shares.argmax(axis=1) == digits.labels).mean())
    confidence = float(np.exp(np.log(np.maximum(right, _SMALLEST_SHARE)).mean()))
    return _Trial(answering, accuracy, confidence)


def _kind_of(outputs: NDArray[np.float32]) -> Outputs:
    if outputs.min() < 0 or outputs.max() > 1 + _SUM:
        return Outputs.LOGITS
    sums = outputs.sum(axis=1)
    return Outputs.SHARES if np.abs(sums - 1).max() <= _SUM else Outputs.SIGMOIDS


def _best(trials: list[_Trial], count: int) -> _Trial:
    """The likeliest form of those that do about as well as the best; the trials are in that order."""
    plain = trials[0]
    most = max(trial.accuracy for trial in trials)
    by_chance = _ERRORS * float(np.sqrt(most * (1 - most) / count))
    if most < _WELL_TRAINED and plain.accuracy >= most - by_chance:
        return plain
    equal = [trial for trial in trials if trial.accuracy >= most - _NEARLY]
    surest = max(trial.confidence for trial in equal)
    return next(trial for trial in equal if trial.confidence >= _AS_SURE * surest)
