from __future__ import annotations

import pytest

from mnist_desktop.models.network import Conv2D, Dense, Dropout, Layer, MaxPooling2D
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.shape_words import settings_in_words, sizes
from mnist_desktop.ui.wording import sentence


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        (Conv2D(32, activation="relu"), "32, 3 × 3 relu"),
        (Conv2D(8, (5, 3), (2, 1), "same", l2=0.001), "8, 5 × 3/2 × 1 same L2 0.001"),
        (Dense(10, "softmax", use_bias=False), "10 softmax no-bias"),
        (MaxPooling2D(), "2 × 2"),
        (Dropout(0.25), "0.25"),
    ],
)
def test_a_window_is_written_as_a_shape_is(layer: Layer, words: str) -> None:
    assert settings_in_words(layer.settings) == words
    assert sizes((26, 26, 32)) == "26 × 26 × 32"


def test_a_sentence_writes_shapes_so_too_and_leaves_names_alone() -> None:
    told = sentence(Problem(ProblemCode.NETWORK_SHAPE, layer="Conv2D", shape="28x28"))
    assert "28 × 28" in told
    assert "my 2x2.png" in sentence(Problem(ProblemCode.FILE_EMPTY, path="my 2x2.png"))
