"""Images of MNIST's own digits, as they are and in the forms in which people keep them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.image_input import find_ink
from mnist_desktop.ink.model_input import ModelInput, image_to_input
from tests.ink.painting import as_jpeg


def mnist_inputs(count: int = 60) -> list[tuple[NDArray[np.uint8], ModelInput]]:
    images = load_mnist().test.images[:count]
    return [(image, image.astype(np.float32) / np.float32(255)) for image in images]


def test_mnist_passes_unchanged_inverted_and_enlarged() -> None:
    for image, expected in mnist_inputs():
        assert np.array_equal(image_to_input(image), expected)
        assert np.array_equal(image_to_input(255 - image), expected)
        assert np.array_equal(image_to_input(np.kron(image, np.ones((5, 5), dtype=np.uint8))), expected)


def test_mnist_passes_unchanged_on_a_canvas_in_a_screenshot() -> None:
    for image, expected in mnist_inputs(20):
        canvas = np.kron(255 - image, np.ones((5, 5), dtype=np.uint8))
        screenshot = np.pad(np.pad(canvas, 2, constant_values=90), ((20, 40), (30, 30)), constant_values=215)
        found = find_ink(screenshot)
        assert found is not None
        assert found.is_input
        assert np.array_equal(image_to_input(screenshot), expected)
        rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
        assert found.box[:2] == (32 + 5 * columns[0], 22 + 5 * rows[0])


@pytest.mark.parametrize("strength", [0.6, 0.3])
def test_grey_ink_of_mnist_is_brought_to_full(strength: float) -> None:
    for image, expected in mnist_inputs(20):
        grey = np.round(image * strength).astype(np.uint8)
        for shown in (grey, 255 - grey):
            assert np.abs(image_to_input(shown) - expected).max() < 0.02


def test_mnist_as_jpeg_passes_nearly_unchanged() -> None:
    for image, expected in mnist_inputs(20):
        for shown in (image, 255 - image):
            assert np.abs(image_to_input(as_jpeg(shown, 90)) - expected).mean() < 0.02


@pytest.mark.parametrize("scale", [1, 4, 10])
def test_mnist_cut_to_its_ink_is_still_the_digit(scale: int) -> None:
    for image, expected in mnist_inputs(20):
        rows, columns = np.flatnonzero((image > 60).any(axis=1)), np.flatnonzero((image > 60).any(axis=0))
        cut = Image.fromarray(image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
        large = cut.resize((cut.width * scale, cut.height * scale), Image.Resampling.BICUBIC)
        result = image_to_input(np.asarray(large))
        assert np.corrcoef(result.ravel(), expected.ravel())[0, 1] > 0.7
