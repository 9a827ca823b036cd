"""Words for what is known of a model."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from mnist_desktop.ui.models import words

SETTINGS = {"preset": "reader", "epochs": 16, "batch_size": 128, "optimizer": "adam", "learning_rate": 0.004}


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (None, ""),
        ({}, ""),
        ({"settings": SETTINGS}, "Reader, 16 epochs, batches of 128, Adam at 0.004"),
        (
            {"settings": {"epochs": 1}, "ink": {"drawings": 9, "writers": 3}},
            "1 epoch, with the ink of 3 writers",
        ),
        (
            {"settings": {**SETTINGS, "ink_epochs": {"epochs": 3}}, "ink": {"drawings": 9, "writers": 35}},
            "Reader, 16 epochs, batches of 128, Adam at 0.004, then 3 epochs with the ink of 35 writers",
        ),
        ({"settings": {"epochs": "many"}, "ink": {"writers": None}}, ""),
    ],
)
def test_a_training_in_a_line(record: dict[str, Any] | None, told: str) -> None:
    assert words.training(record) == told


def test_a_model_names_the_training_that_it_came_from() -> None:
    began = datetime(2026, 11, 22, 14, 5, 9, tzinfo=UTC).astimezone()
    record = {"settings": {"preset": "dense-64", "epochs": 5}, "run": "20261122-140509-abcdef"}
    assert words.training(record) == f"Dense 64, 5 epochs, begun {began.day} {began:%b %Y, %H:%M}"
    assert words.training_meaning(record) == "Kept among the trainings as 20261122-140509-abcdef"
    for unknown in (None, "someone else's", 7):
        assert "begun" not in words.training({**record, "run": unknown})
    assert words.training_meaning(None) == words.training_meaning({"run": 7}) == ""
