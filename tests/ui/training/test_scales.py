"""Ranges and the numbers along axes."""

from __future__ import annotations

import math

import pytest

from mnist_desktop.ui.training.scales import Range, epoch_ticks, power_ticks, rounded_up, ticks


@pytest.mark.parametrize(
    ("epochs", "numbers"),
    [(1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (30, list(range(0, 31, 5))), (1000, [*range(0, 1001, 100)])],
)
def test_epochs_are_whole_and_few(epochs: int, numbers: list[int]) -> None:
    assert epoch_ticks(epochs) == numbers


@pytest.mark.parametrize(
    ("shown", "most", "texts"),
    [
        (Range(0.0, 0.5), 5, ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
        (Range(95.0, 100.15), 6, ["95", "96", "97", "98", "99", "100"]),
        (Range(97.9, 98.4), 5, ["97.9", "98.0", "98.1", "98.2", "98.3", "98.4"]),
        (Range(0.0, 0.001), 4, ["0.0000", "0.0005", "0.0010"]),
        (Range(0.0, 4e-6), 4, ["0", "1e-6", "2e-6", "3e-6", "4e-6"]),
        (Range(-0.1, 2e6), 4, ["0", "5e5", "1e6", "1.5e6", "2e6"]),
        (Range(0.0, 1.5e5), 3, ["0", "5e4", "1e5", "1.5e5"]),
        (Range(100_000.0, 100_020.0), 2, ["1e5", "1.0001e5", "1.0002e5"]),
    ],
)
def test_numbers_are_round_and_short(shown: Range, most: int, texts: list[str]) -> None:
    found = ticks(shown, most)
    assert [tick.text for tick in found] == texts
    assert [float(tick.text) for tick in found] == pytest.approx([tick.at for tick in found])


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0.01, 1.0, ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
        (0.001, 10.0, ["0.001", "0.01", "0.1", "1", "10"]),
        (0.11, 0.13, ["0.110", "0.115", "0.120", "0.125", "0.130"]),
        (1e-9, 1e3, ["1e-8", "1e-6", "0.0001", "0.01", "1", "100"]),
    ],
)
def test_powers_of_ten(low: float, high: float, texts: list[str]) -> None:
    found = power_ticks(Range(math.log10(low) - 1e-9, math.log10(high) + 1e-9), 7)
    assert [tick.text for tick in found] == texts
    assert [math.log10(float(tick.text)) for tick in found] == pytest.approx([tick.at for tick in found])


@pytest.mark.parametrize(
    ("value", "up"), [(0.0, 1.0), (-3.0, 1.0), (math.inf, 1.0), (0.41, 0.5), (2.9, 3.0), (8.1, 10.0)]
)
def test_rounding_up(value: float, up: float) -> None:
    assert rounded_up(value) == pytest.approx(up)


def test_zooming_keeps_the_place_and_stays_inside() -> None:
    whole = Range(0.0, 10.0)
    zoomed = whole.zoomed(2.0, 0.5, whole, 0.1)
    assert zoomed == Range(1.0, 6.0)
    assert zoomed.share(2.0) == whole.share(2.0)
    assert zoomed.zoomed(2.0, 1e-9, whole, 0.1).span == pytest.approx(0.1)
    assert zoomed.zoomed(2.0, 4.0, whole, 0.1) == whole
    assert zoomed.moved(100.0, whole) == Range(5.0, 10.0)
    assert zoomed.moved(-100.0, whole) == Range(0.0, 5.0)
