"""What a model learns from beside MNIST, and what its thresholds are chosen by."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.training.handwriting import shapes
from mnist_desktop.training.handwriting.lesson import (
    UNLIKE_DIGITS,
    make_ink_lesson,
    make_lesson,
    make_validation,
)
from mnist_desktop.training.handwriting.letters import LETTERS
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.handwriting.styles import STYLES, draw_style
from mnist_desktop.training.handwriting.traces import Traces
from tests.hand import DIGITS

INK = [LabelledDrawing(drawing, label, "me") for label, drawing in DIGITS.items()]
LETTER_INK = [LabelledDrawing(DIGITS["4"], "A", "me"), LabelledDrawing(DIGITS["0"], "O", "me")]
NONE = 10
SMALL = 0.01


def test_a_lesson_has_digits_and_what_is_none(digits: LabelledImages) -> None:
    lesson = make_lesson(digits, 1, size=SMALL)
    assert len(lesson.class_names) == 11
    counts = np.bincount(lesson.labels, minlength=11)
    assert counts[:NONE].min() >= 4
    assert counts[NONE] > 120


def test_a_lesson_of_ink_has_each_digit_as_often_as_any_other(digits: LabelledImages) -> None:
    lesson = make_ink_lesson([*INK, *LETTER_INK], 1, size=SMALL)
    assert np.bincount(lesson.labels, minlength=11).tolist() == [10] * 10 + [35]


def test_every_letter_unlike_digits_has_styles() -> None:
    assert {letter.label for letter in LETTERS} == UNLIKE_DIGITS
    assert len({(letter.label, letter.name) for letter in LETTERS}) == len(LETTERS)


def test_a_seed_repeats_it(digits: LabelledImages) -> None:
    first, second, third = (make_lesson(digits, seed, size=SMALL) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.images, second.images)
    assert not np.array_equal(first.images, third.images)
    first, second, third = (make_ink_lesson(INK, seed, size=SMALL) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.images, second.images)
    assert not np.array_equal(first.images, third.images)


@pytest.mark.parametrize("part", list(Part))
def test_each_part_can_be_left_out(part: Part, digits: LabelledImages) -> None:
    ink = [*INK, *LETTER_INK]

    def made(left_out: frozenset[Part]) -> int:
        lessons = make_lesson(digits, 1, left_out, SMALL), make_ink_lesson(ink, 1, left_out, SMALL)
        return sum(lesson.count for lesson in lessons)

    assert made(frozenset({part})) < made(frozenset())


def test_letters_that_may_be_digits_teach_nothing() -> None:
    with_o = make_ink_lesson([*INK, LETTER_INK[1]], 1, size=SMALL)
    np.testing.assert_array_equal(with_o.images, make_ink_lesson(INK, 1, size=SMALL).images)


def test_cancelling_ends_it(digits: LabelledImages) -> None:
    asked: list[bool] = []

    def after_twenty() -> bool:
        asked.append(True)
        return len(asked) > 20

    assert make_lesson(digits, 1, cancelled=after_twenty).count == 20
    # Nothing more is even drawn: once for each thing that would have been made, and no more.
    assert len(asked) < 60


def test_validation_takes_ink_as_it_is(digits: LabelledImages) -> None:
    held_back = digits.subset(np.arange(7))
    validation = make_validation([*INK, *LETTER_INK], held_back, 1)
    assert validation.labels[:11].tolist() == [*range(10), NONE]
    assert validation.labels[-7:].tolist() == held_back.labels.tolist()
    np.testing.assert_array_equal(validation.images[4], np.rint(drawing_to_input(DIGITS["4"]) * 255))


def test_validation_without_ink_is_made(digits: LabelledImages) -> None:
    validation = make_validation([], digits.subset(np.arange(7)), 1)
    counts = np.bincount(validation.labels, minlength=11)
    assert counts[:NONE].min() >= 50
    assert counts[NONE] >= 300


def test_validation_with_digits_only_makes_what_is_none(digits: LabelledImages) -> None:
    validation = make_validation(INK, digits.subset(np.arange(7)), 1)
    assert np.bincount(validation.labels, minlength=11)[NONE] >= 300


def digit() -> tuple[str, Traces]:
    style = next(style for style in STYLES if style.label == "2")
    return "2", draw_style(style, np.random.default_rng(1))


def test_the_beginning_of_a_two_lies() -> None:
    for seed in range(20):
        width, height = np.ptp(np.concatenate(shapes.unfinished(np.random.default_rng(seed), digit)), axis=0)
        assert width > 1.2 * height


def test_two_digits_stand_beside_each_other() -> None:
    for seed in range(20):
        together = shapes.doubled(np.random.default_rng(seed), digit)
        assert len(together) >= 2
        # Two equal digits are never put on top of each other.
        assert np.concatenate(together[1:])[:, 0].min() > together[0][:, 0].max()


def test_scribbles_lines_and_dots_fit_the_box() -> None:
    chance = np.random.default_rng(1)
    for make in (shapes.scribble, shapes.lines, shapes.dots):
        for _ in range(40):
            points = np.concatenate(make(chance))
            assert np.isfinite(points).all()
            assert np.abs(points).max() <= 0.51
