"""The images behind a figure."""

from mnist_desktop.evaluation.choosing import of_bin, of_class, of_others, of_rejected, of_writer
from mnist_desktop.evaluation.measuring import Measurement
from tests.evaluation.measured import answers, measured

ROWS = answers((0.9, 0.1), (0.2, 0.8), (0.3, 0.7), (0.05, 0.95), (0.6, 0.4), (0.9, 0.1))


def case() -> Measurement:
    """Read as a, b, b, b, a, a; second and third are wrong, the last but one was taken for a digit."""
    return measured([0, 0, 0, 1, -1, -1], ROWS, digit=[0.9, 0.9, 0.4, 0.9, 0.9, 0.1])


def test_a_class_the_wrong_ones_first() -> None:
    assert of_class(case(), 0).tolist() == [1, 2, 0]
    assert of_class(case(), 1).tolist() == [3]


def test_a_writer_also_where_it_shows_no_class() -> None:
    assert of_writer(case(), "Ann").tolist() == [2, 4, 0]
    assert of_writer(case(), "Bob").tolist() == [1, 3, 5]


def test_a_bin_has_answers_about_classes_only() -> None:
    found = case()
    # 14/15 is 0.933: only the fourth is surer. The first is in the bin below.
    assert of_bin(found, 14).tolist() == [3]
    assert of_bin(found, 13).tolist() == [0]
    numbers = [len(of_bin(found, number)) for number in range(15)]
    assert sum(numbers) == found.report.count


def test_the_rejected_and_the_others() -> None:
    assert of_rejected(case()).tolist() == [2]
    assert of_others(case()).tolist() == [4, 5]
