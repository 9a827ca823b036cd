"""Labels that look wrong, by the rule of confident learning."""

import numpy as np
import pytest

from mnist_desktop.evaluation.label_doubts import label_doubts
from tests.evaluation.measured import answers, measured

# Thresholds by hand: class a, the label of the first three: (0.9 + 0.8 + 0.1) / 3; class b: (0.7 + 0.5) / 2.
ROWS = answers((0.9, 0.1), (0.8, 0.2), (0.1, 0.9), (0.3, 0.7), (0.5, 0.5))
LABELS = [0, 0, 0, 1, 1]


def test_a_confident_disagreement_is_doubtful() -> None:
    doubts = label_doubts(measured(LABELS, ROWS))
    assert doubts.indices.tolist() == [2]
    assert doubts.suggested.tolist() == [1]
    assert doubts.likelihoods.tolist() == pytest.approx([0.9])


def test_a_mistake_that_the_model_is_not_sure_of_is_not() -> None:
    rows = ROWS.copy()
    rows[2] = (0.45, 0.55)  # read as b, whose threshold is 0.6
    assert label_doubts(measured(LABELS, rows)).indices.tolist() == []


def test_the_most_doubtful_come_first() -> None:
    rows = answers((0.9, 0.1), (0.25, 0.75), (0.1, 0.9), (0.3, 0.7), (0.4, 0.6))
    assert label_doubts(measured(LABELS, rows)).indices.tolist() == [2, 1]


def test_what_is_hardly_a_digit_is_not_confidently_another() -> None:
    found = measured(LABELS, ROWS, digit=[1, 1, 0.1, 1, 1])
    assert label_doubts(found).indices.tolist() == []


def test_what_has_no_ink_or_shows_no_class_is_left_alone() -> None:
    assert label_doubts(measured(LABELS, ROWS, empty=(2,))).indices.tolist() == []
    assert label_doubts(measured([0, 0, -1, 1, 1], ROWS)).indices.tolist() == []


def test_wrong_labels_among_many_are_found() -> None:
    random = np.random.default_rng(5)
    true = random.integers(0, 10, 2000)
    rows = np.full((2000, 10), 0.01)
    rows[np.arange(2000), true] = 0.91
    labels = true.copy()
    spoilt = random.choice(2000, 40, replace=False)
    labels[spoilt] = (true[spoilt] + 3) % 10
    doubts = label_doubts(measured(labels, rows))
    assert sorted(doubts.indices.tolist()) == sorted(spoilt.tolist())
    assert np.array_equal(doubts.suggested, true[doubts.indices])
