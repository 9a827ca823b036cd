"""The bundled MNIST is the real one, and anything else in its place is told."""

from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.mnist import load_mnist, load_mnist_test, probe_digits
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path


def test_both_parts_are_the_real_mnist() -> None:
    mnist = load_mnist()
    assert (mnist.train.count, mnist.test.count) == (60_000, 10_000)
    assert mnist.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert mnist.test.labels[:5].tolist() == [7, 2, 1, 0, 4]
    assert np.bincount(mnist.test.labels).tolist() == [
        980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ]  # fmt: skip
    assert mnist.test.images[0, 0, 0] == 0
    assert mnist.test.images.max() == 255


def test_the_test_part_alone_is_the_same() -> None:
    test = load_mnist_test()
    assert test.count == 10_000
    assert test.labels[:5].tolist() == [7, 2, 1, 0, 4]
    assert not test.images.flags.writeable


def test_probe_digits_are_model_input() -> None:
    digits = probe_digits(7)
    assert digits.shape == (7, 28, 28)
    assert digits.dtype == np.float32
    assert digits.min() == 0.0
    assert digits.max() == 1.0


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        load_mnist(tmp_path / "mnist.npz")
    assert caught.value.code is ProblemCode.DATA_MISSING


@pytest.mark.parametrize("where", [0, 5_000_000, -1])
def test_a_single_changed_byte_is_told(tmp_path: Path, where: int) -> None:
    content = bytearray(resource_path("data", "mnist.npz").read_bytes())
    content[where] ^= 1
    damaged = tmp_path / "mnist.npz"
    damaged.write_bytes(content)
    with pytest.raises(Problem) as caught:
        load_mnist(damaged)
    assert caught.value.code is ProblemCode.DATA_DAMAGED


@pytest.mark.parametrize("content", [b"", b"version https://git-lfs.github.com/spec/v1\n"])
def test_a_file_of_something_else_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mnist.npz").write_bytes(content)
    with pytest.raises(Problem) as caught:
        load_mnist_test(tmp_path / "mnist.npz")
    assert caught.value.code is ProblemCode.DATA_DAMAGED
