"""The model that comes with the program: what it reads, what it turns away, and that its facts are true.

Digits and letters are made here as for its training, but none of them is one that it learnt from.
"""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.calibration import calibration_error
from mnist_desktop.ink.drawing import Drawing, Stroke
from mnist_desktop.ink.model_input import drawing_to_input, images_to_inputs
from mnist_desktop.models.answers import Answers, Caution
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.handwriting import shapes
from mnist_desktop.training.handwriting.deformation import Deformation, deformed
from mnist_desktop.training.handwriting.letters import LETTERS
from mnist_desktop.training.handwriting.styles import STYLES, Style, draw_style
from mnist_desktop.training.handwriting.traces import Traces, drawing_of
from tests.hand import DIGITS, moved

COUNT = 600
UNSEEN = 987_654


@pytest.fixture(scope="module")
def bundled() -> LibraryModel:
    return Library(resource_path("none"), resource_path("models", "reader")).bundled()


@pytest.fixture(scope="module")
def recogniser(bundled: LibraryModel) -> Recogniser:
    return Recogniser.of(bundled, threads=2)


def answers_to(recogniser: Recogniser, drawings: list[Drawing]) -> Answers:
    return recogniser.read(np.stack([drawing_to_input(drawing) for drawing in drawings]))


def written(styles: tuple[Style, ...], count: int) -> list[Drawing]:
    chance = np.random.default_rng(UNSEEN)
    return [
        drawing_of(deformed(draw_style(styles[number % len(styles)], chance), chance, Deformation()))
        for number in range(count)
    ]


def rejected(recogniser: Recogniser, answers: Answers, caution: Caution = Caution.BALANCED) -> float:
    return float(answers.rejected(recogniser.threshold(caution)).mean())


def test_it_is_small_and_can_reject(bundled: LibraryModel) -> None:
    assert bundled.facts.litert_bytes <= 3_000_000
    assert bundled.facts.can_reject
    assert bundled.facts.calibration is not None
    assert bundled.facts.calibration.examples >= 500


def test_it_reads_mnist_as_its_facts_say(bundled: LibraryModel, recogniser: Recogniser) -> None:
    test = load_mnist_test()
    answers = recogniser.read(images_to_inputs(test.images))
    right = answers.probabilities.argmax(axis=1) == test.labels
    assert right.mean() >= 0.996
    assert bundled.facts.accuracy == pytest.approx(right.mean(), abs=2e-4)
    assert rejected(recogniser, answers) <= 0.02
    assert calibration_error(right, answers.probabilities.max(axis=1)) <= 0.01


def test_it_reads_digits_in_many_styles(recogniser: Recogniser) -> None:
    answers = answers_to(recogniser, written(STYLES, COUNT))
    labels = [int(STYLES[number % len(STYLES)].label) for number in range(COUNT)]
    assert (answers.probabilities.argmax(axis=1) == labels).mean() >= 0.97
    assert rejected(recogniser, answers) <= 0.05


def test_it_accepts_neatly_drawn_digits_of_any_size(recogniser: Recogniser) -> None:
    for scale, width in ((0.2, 2.0), (1.0, 6.0), (8.0, 200.0)):
        drawings = [moved(drawing, scale, 50, 20, width) for drawing in DIGITS.values()]
        answers = answers_to(recogniser, drawings)
        assert answers.probabilities.argmax(axis=1).tolist() == list(range(10))
        assert rejected(recogniser, answers) == 0


def test_it_turns_letters_away(recogniser: Recogniser) -> None:
    assert rejected(recogniser, answers_to(recogniser, written(LETTERS, COUNT))) >= 0.95


# A scribble may happen to look like a digit.
@pytest.mark.parametrize(
    ("shape", "least"), [(shapes.scribble, 0.9), (shapes.lines, 0.95), (shapes.dots, 0.95)]
)
def test_it_turns_scribbles_lines_and_dots_away(recogniser: Recogniser, shape: object, least: float) -> None:
    chance = np.random.default_rng(UNSEEN)
    assert callable(shape)
    made: list[Traces] = [shape(chance) for _ in range(100)]
    assert rejected(recogniser, answers_to(recogniser, list(map(drawing_of, made)))) >= least


def test_it_turns_several_digits_at_once_away(recogniser: Recogniser) -> None:
    together = Drawing((*DIGITS["4"].strokes, *moved(DIGITS["2"], 1.0, 80, 0).strokes))
    assert rejected(recogniser, answers_to(recogniser, [together])) == 1


def test_nothing_and_a_dot_are_no_digits(recogniser: Recogniser) -> None:
    nothing = recogniser.read(np.zeros((1, 28, 28), np.float32))
    assert rejected(recogniser, nothing, Caution.LENIENT) == 1
    dot = Drawing((Stroke(((3.0, 3.0),), 5.0),))
    assert rejected(recogniser, answers_to(recogniser, [dot]), Caution.LENIENT) == 1


def test_more_caution_rejects_more(recogniser: Recogniser) -> None:
    answers = answers_to(recogniser, written((*STYLES, *LETTERS), COUNT))
    shares = [rejected(recogniser, answers, caution) for caution in Caution]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]
