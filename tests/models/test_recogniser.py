from __future__ import annotations

import time

import numpy as np
import pytest

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.model_input import drawing_to_input, images_to_inputs
from mnist_desktop.models.library import Library
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from tests.hand import DIGITS


@pytest.fixture(scope="module")
def bundled_file() -> bytes:
    return Library(user_places().models, resource_path("models", "reader")).bundled().litert_bytes()


def test_the_bundled_model_reads_hand_drawn_digits(bundled_file: bytes) -> None:
    recogniser = Recogniser(bundled_file)
    inputs = np.stack([drawing_to_input(drawing) for drawing in DIGITS.values()])
    answers = recogniser.read(inputs).probabilities
    assert answers.shape == (10, 10)
    assert answers.sum(axis=1) == pytest.approx(np.ones(10), abs=1e-5)
    assert [recogniser.class_names[best] for best in answers.argmax(axis=1)] == list(DIGITS)


def test_the_bundled_model_reads_mnist(bundled_file: bytes) -> None:
    test = load_mnist().test
    recogniser = Recogniser(bundled_file, threads=2)
    answers = recogniser.read(images_to_inputs(test.images[:2000])).probabilities.argmax(axis=1)
    assert (answers == test.labels[:2000]).mean() >= 0.99


def test_one_by_one_and_many_at_once_agree(bundled_file: bytes) -> None:
    inputs = images_to_inputs(load_mnist().test.images[:300])
    recogniser = Recogniser(bundled_file)
    together = recogniser.read(inputs).probabilities
    single = np.concatenate([recogniser.read_one(one).probabilities for one in inputs[:5]])
    assert together[:5] == pytest.approx(single, abs=1e-5)
    assert recogniser.read(inputs[:0]).probabilities.shape == (0, 10)


def test_a_reading_is_quick(bundled_file: bytes) -> None:
    recogniser = Recogniser(bundled_file)
    one = drawing_to_input(DIGITS["5"])
    recogniser.read_one(one)
    began = time.perf_counter()
    for _ in range(20):
        recogniser.read_one(one)
    # A reading takes half a millisecond; the bound only catches variables that stayed variables.
    assert (time.perf_counter() - began) / 20 < 0.05


@pytest.mark.parametrize("content", [b"", b"not a model", b"TFL3" * 100])
def test_what_is_no_model_is_a_problem(content: bytes) -> None:
    with pytest.raises(Problem) as caught:
        Recogniser(content, name="x")
    assert caught.value.code == ProblemCode.MODEL_DAMAGED


def test_a_damaged_model_is_a_problem_and_no_crash(bundled_file: bytes) -> None:
    with pytest.raises(Problem):
        Recogniser(bundled_file[: len(bundled_file) // 2], name="half")
