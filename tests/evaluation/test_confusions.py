"""The most frequent confusions, and the matrix as shares."""

from mnist_desktop.evaluation.confusions import ConfusedPair, most_confused, shares_of_rows

CONFUSION = ((8, 2, 0), (3, 6, 1), (0, 0, 0))


def test_the_most_frequent_first() -> None:
    assert most_confused(CONFUSION, 2) == (ConfusedPair(1, 0, 3), ConfusedPair(0, 1, 2))
    assert len(most_confused(CONFUSION, 9)) == 3


def test_shares_of_the_true_class() -> None:
    assert shares_of_rows(CONFUSION) == ((0.8, 0.2, 0.0), (0.3, 0.6, 0.1), (0.0, 0.0, 0.0))
