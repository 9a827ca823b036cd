"""Digits made up in stroke space: styles, deformations, and additions to MNIST's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.models.library import Library
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.handwriting.deformation import Deformation, deformed
from mnist_desktop.training.handwriting.overlays import with_additions
from mnist_desktop.training.handwriting.styles import STYLES, draw_style
from mnist_desktop.training.handwriting.traces import beginning, drawing_of, smooth, traces_of
from tests.hand import DIGITS

UNCHANGED = Deformation(rotation=0, slant=0, stretch=0, bend=0, drift=0, tremor=0, trim=0, coarse=0)


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_every_digit_has_styles_and_each_has_its_own_name() -> None:
    assert {style.label for style in STYLES} == set("0123456789")
    assert len({(style.label, style.name) for style in STYLES}) == len(STYLES)
    wanted = {
        ("0", "slashed through"),
        ("1", "flagged and footed"),
        ("4", "open"),
        ("5", "separate bar"),
        ("7", "crossed"),
        ("9", "hooked"),
    }
    assert wanted <= {(style.label, style.name) for style in STYLES}


def test_the_model_in_use_reads_what_the_styles_draw() -> None:
    recogniser = Recogniser.of(Library(resource_path("none"), resource_path("models", "reader")).bundled())
    inputs = [drawing_to_input(drawing_of(draw_style(style, chance()))) for style in STYLES]
    answers = recogniser.read(np.stack(inputs)).probabilities.argmax(axis=1)
    labels = [int(style.label) for style in STYLES]
    assert (answers == labels).mean() >= 0.95


def test_no_two_hands_draw_a_style_alike() -> None:
    first, second = (draw_style(STYLES[0], chance(seed)) for seed in (1, 2))
    assert not np.allclose(first[0], second[0])
    again = draw_style(STYLES[0], chance(1))
    np.testing.assert_array_equal(first[0], again[0])


def test_a_doubled_point_stays_a_corner() -> None:
    corner = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    line = smooth(corner)
    assert np.abs(line - (1.0, 0.0)).sum(axis=1).min() < 1e-9
    assert line[:, 0].max() < 1.08


def test_no_deformation_changes_nothing() -> None:
    traces = traces_of(DIGITS["4"])
    for before, after in zip(traces, deformed(traces, chance(), UNCHANGED), strict=True):
        np.testing.assert_allclose(before, after)


@pytest.mark.parametrize("kind", ["rotation", "slant", "stretch", "bend", "drift", "tremor"])
def test_each_deformation_changes_and_keeps_the_digit_together(kind: str) -> None:
    ranges = {**vars(UNCHANGED), kind: getattr(Deformation(), kind)}
    before = traces_of(DIGITS["4"])
    after = deformed(before, chance(3), Deformation(**ranges))
    moves = np.concatenate(after) - np.concatenate(before)
    assert np.abs(moves).max() > 1e-4
    assert np.abs(moves).max() < 0.5


def test_strokes_lose_their_ends_or_are_recorded_coarsely() -> None:
    before = traces_of(DIGITS["8"])
    shorter = deformed(before, chance(), replace(UNCHANGED, trim=0.2))
    assert [len(trace) for trace in shorter] < [len(trace) for trace in before]
    coarse = deformed(before, chance(), replace(UNCHANGED, coarse=1.0))
    for trace, whole in zip(coarse, before, strict=True):
        assert 2 <= len(trace) < len(whole)
        np.testing.assert_array_equal(trace[[0, -1]], whole[[0, -1]])


def test_a_beginning_is_what_comes_first() -> None:
    traces = traces_of(DIGITS["4"])
    begun = beginning(traces, 0.3)
    assert len(begun) == 1
    np.testing.assert_array_equal(begun[0], traces[0][: len(begun[0])])


def test_additions_are_drawn_onto_zeros_ones_and_sevens(digits: LabelledImages) -> None:
    digits = digits.subset(np.arange(500))
    added = with_additions(digits, 60, chance())
    assert sorted(set(added.labels.tolist())) == [0, 1, 7]
    originals = {image.tobytes() for image in digits.images}
    more_ink = added.images.sum(axis=(1, 2), dtype=np.int64)
    assert all(image.tobytes() not in originals for image in added.images)
    usual = [
        digits.images[digits.labels == label].sum(axis=(1, 2), dtype=np.int64).mean() for label in (0, 1, 7)
    ]
    for label, mean in zip((0, 1, 7), usual, strict=True):
        assert more_ink[added.labels == label].mean() > mean


def test_without_such_digits_nothing_is_added(digits: LabelledImages) -> None:
    eights = digits.of_class(8).subset(np.arange(5))
    assert with_additions(eights, 9, chance()).count == 0
