"""A few real digits, read once."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist


@pytest.fixture(scope="session")
def digits() -> LabelledImages:
    return load_mnist().train.subset(np.arange(1500))


@pytest.fixture(scope="session")
def test_digits() -> LabelledImages:
    return load_mnist().test.subset(np.arange(300))
