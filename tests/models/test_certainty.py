from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.models.certainty import Sureness, certainty_of

NAMES = tuple("0123456789")


def shares(**given: float) -> np.ndarray:
    row = np.zeros(10, np.float32)
    for name, share in given.items():
        row[int(name[1:])] = share
    return row


@pytest.mark.parametrize(
    ("first", "sureness"),
    [
        (0.999, Sureness.CERTAIN),
        (0.981, Sureness.CERTAIN),
        (0.979, Sureness.FAIRLY_SURE),
        (0.801, Sureness.FAIRLY_SURE),
        (0.799, Sureness.NOT_SURE),
        (0.51, Sureness.NOT_SURE),
    ],
)
def test_how_sure_it_is_follows_the_likeliest(first: float, sureness: Sureness) -> None:
    certainty = certainty_of(NAMES, shares(d4=first, d9=1 - first))
    assert (certainty.best, certainty.second, certainty.sureness) == ("4", "9", sureness)
    assert certainty.share == pytest.approx(first)


def test_a_doubtful_digit_is_not_certain_however_clear_which() -> None:
    clear = shares(d4=0.99, d9=0.01)
    assert certainty_of(NAMES, clear, 0.999, 0.5).sureness is Sureness.CERTAIN
    assert certainty_of(NAMES, clear, 0.9, 0.5).sureness is Sureness.FAIRLY_SURE
    doubtful = certainty_of(NAMES, clear, 0.6, 0.5)
    assert (doubtful.sureness, doubtful.second) == (Sureness.NOT_SURE, "")
    assert doubtful.share == pytest.approx(0.594, abs=1e-3)


def test_two_that_are_close_are_both_named() -> None:
    certainty = certainty_of(NAMES, shares(d4=0.5, d9=0.5), 0.9, 0.5)
    assert (certainty.sureness, certainty.best, certainty.second) == (Sureness.NOT_SURE, "4", "9")


def test_below_the_threshold_it_is_no_digit() -> None:
    clear = shares(d4=1.0)
    assert certainty_of(NAMES, clear, 0.49, 0.5).sureness is Sureness.NO_DIGIT
    assert certainty_of(NAMES, clear, 0.5, 0.5).sureness is not Sureness.NO_DIGIT
    assert certainty_of(NAMES, clear, None, 0.5).sureness is Sureness.CERTAIN


def test_a_model_of_one_class_has_no_second() -> None:
    certainty = certainty_of(("4",), np.ones(1, np.float32))
    assert (certainty.best, certainty.second) == ("4", "4")
