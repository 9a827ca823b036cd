"""Words for what is known of a model."""

from __future__ import annotations

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
