import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.data.statistics import statistics_of


def test_figures_of_mnist() -> None:
    digits = load_mnist_test()
    found = statistics_of(digits)
    assert (found.shape, found.dtype) == ((10_000, 28, 28), "uint8")
    assert (found.lowest, found.highest) == (0, 255)
    assert found.class_counts.tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    for label in range(10):
        expected = digits.images[digits.labels == label].mean(axis=0, dtype=np.float64) / 255
        assert np.allclose(found.class_means[label], expected, atol=1e-6)
    with pytest.raises(ValueError, match="read-only"):
        found.class_means[0] = 0


def test_classes_without_images_and_no_images_at_all() -> None:
    images = np.full((2, 28, 28), 51, np.uint8)
    found = statistics_of(LabelledImages("two", images, np.array([2, 2]), ("a", "b", "c")))
    assert found.class_counts.tolist() == [0, 0, 2]
    assert np.allclose(found.class_means[2], 0.2)
    assert not found.class_means[:2].any()
    assert (found.lowest, found.highest) == (51, 51)
    none = statistics_of(LabelledImages("none", images[:0], np.zeros(0, np.int64), ("a",)))
    assert (none.shape, none.lowest, none.highest) == ((0, 28, 28), 0, 0)
