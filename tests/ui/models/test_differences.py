"""How models differ, in words."""

from __future__ import annotations

from mnist_desktop.ui.models.differences import (
    accuracy_differences,
    size_differences,
    speed_differences,
    whether_different,
)


def test_accuracies() -> None:
    assert accuracy_differences([0.99, 0.9854, None]) == ("the best", "0.5 points less", "")
    assert accuracy_differences([0.99, 0.98996]) == ("the same", "the same")
    assert accuracy_differences([0.99, 0.99, 0.9]) == ("among the best", "among the best", "9.0 points less")
    assert accuracy_differences([0.99, None]) == ("", "")


def test_times_and_sizes() -> None:
    assert speed_differences([0.5, 1.25, None]) == ("the fastest", "2.5 times slower", "")
    assert speed_differences([0.5, 0.51]) == ("as fast", "as fast")
    assert size_differences([100, 1600, 200]) == ("the smallest", "16 times as large", "2 times as large")
    assert size_differences([0, 5]) == ("", "")


def test_words() -> None:
    assert whether_different(["a", "a"]) == "the same"
    assert whether_different(["a", "b"]) == "differs"
