"""How accuracy falls while images are changed more and more."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.distortions import AMOUNTS, NONE, Distortion, distorted
from mnist_desktop.evaluation.measuring import Measurement, measure_set
from mnist_desktop.evaluation.robustness import even_sample, robustness
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.answers import Answers
from mnist_desktop.problems import Problem, ProblemCode
from tests.mean_image_reader import MeanImageReader

Images = NDArray[np.float32]


@pytest.fixture(scope="module")
def digits() -> Images:
    return images_to_inputs(load_mnist_test().images[:60])


def middle_of(image: Images) -> tuple[float, float]:
    rows, columns = np.indices(image.shape)
    return float((rows * image).sum() / image.sum()), float((columns * image).sum() / image.sum())


@pytest.mark.parametrize("kind", list(Distortion))
def test_nothing_is_nothing_and_all_else_stays_ink(kind: Distortion, digits: Images) -> None:
    assert distorted(digits, kind, NONE[kind]) is digits
    before = digits.copy()
    for amount in AMOUNTS[kind]:
        made = distorted(digits, kind, amount)
        assert made.shape == digits.shape
        assert made.dtype == np.float32
        assert made.min() >= 0
        assert made.max() <= 1
        assert np.array_equal(made, distorted(digits, kind, amount))
        assert np.array_equal(made, digits) == (amount == NONE[kind])
    assert np.array_equal(digits, before)
    assert list(AMOUNTS[kind]) == sorted(AMOUNTS[kind])


def test_a_quarter_turn_is_a_quarter_turn(digits: Images) -> None:
    turned = distorted(digits, Distortion.ROTATION, 90)
    for image, made in zip(digits, turned, strict=True):
        gaps = [np.abs(np.rot90(image, times) - made).max() for times in (1, 3)]
        assert min(gaps) < 1e-5


def test_a_shift_moves_the_middle_of_the_ink_so_far(digits: Images) -> None:
    for image, made in zip(digits, distorted(digits, Distortion.SHIFT, 2), strict=True):
        assert np.hypot(*np.subtract(middle_of(made), middle_of(image))) == pytest.approx(2, abs=0.15)


def test_scale_thickness_and_blur_do_what_they_say(digits: Images) -> None:
    ink = float(digits.sum())
    assert distorted(digits, Distortion.SCALE, 0.7).sum() == pytest.approx(0.49 * ink, rel=0.05)
    sums = [
        float(distorted(digits, Distortion.THICKNESS, amount).sum()) for amount in (-1, -0.5, 0, 0.5, 1, 1.5)
    ]
    assert sums == sorted(sums)
    dot = np.zeros((1, 28, 28), np.float32)
    dot[0, 14, 14] = 1
    assert distorted(dot, Distortion.THICKNESS, 1).sum() == 5
    blurred = distorted(dot, Distortion.BLUR, 1)[0]
    assert blurred.sum() == pytest.approx(1, abs=1e-4)
    assert blurred[14, 14] == pytest.approx(1 / (2 * np.pi), rel=0.02)
    noisy = distorted(np.full((20, 28, 28), 0.5, np.float32), Distortion.NOISE, 0.1)
    assert noisy.std() == pytest.approx(0.1, rel=0.05)


def measured(reader: MeanImageReader, count: int) -> tuple[Measurement, NDArray[np.uint8]]:
    digits = load_mnist_test().subset(np.arange(count))
    found = measure_set(reader, digits, lambda *_: None, lambda: False)
    assert found is not None
    return found, digits.images


def test_accuracy_falls_with_the_amount() -> None:
    reader = MeanImageReader()
    measurement, images = measured(reader, 400)
    told: list[tuple[int, int]] = []
    found = robustness(reader, images, measurement, lambda *where: told.append(where), most=100)
    assert found is not None
    assert told[0] == (0, told[-1][1])
    assert told[-1][0] == told[-1][1]
    assert [curve.distortion for curve in found.curves] == list(Distortion)
    plain = (measurement.predictions == measurement.labels)[found.sample].mean()
    for curve in found.curves:
        accuracies = {point.amount: point.accuracy for point in curve.points}
        assert tuple(accuracies) == AMOUNTS[curve.distortion]
        assert accuracies[NONE[curve.distortion]] == pytest.approx(plain)
        assert all(point.interval.low <= point.accuracy <= point.interval.high for point in curve.points)
    turned = [point.accuracy for point in found.curves[0].points]
    assert turned[-1] < turned[0] - 0.2
    assert found.record()["images"] == 100


def test_the_sample_is_even_over_the_classes() -> None:
    labels = np.array([0] * 50 + [1] * 7 + [2] * 30 + [-1] * 20)
    sample = even_sample(labels, 27)
    assert np.bincount(labels[sample]).tolist() == [10, 7, 10]
    assert np.array_equal(sample, even_sample(labels, 27))
    assert len(even_sample(labels, 1000)) == 87


def test_it_can_be_cancelled_and_needs_something_to_read() -> None:
    reader = MeanImageReader()
    measurement, images = measured(reader, 50)
    assert robustness(reader, images, measurement, cancelled=lambda: True) is None
    assert len(even_sample(np.full(5, -1), 10)) == 0


class WildReader(MeanImageReader):
    """Its answers are no numbers."""

    def read(self, inputs: Images) -> Answers:
        return Answers(np.full((len(inputs), 10), np.nan, np.float32))


def test_what_has_no_ink_is_not_read_and_no_number_is_no_answer() -> None:
    reader = MeanImageReader()
    measurement, images = measured(reader, 60)
    found = robustness(reader, np.zeros_like(images), measurement, most=20)
    assert found is not None
    assert found.curves[0].points[0].accuracy == 0
    with pytest.raises(Problem) as caught:
        robustness(WildReader(), images, measurement, most=20)
    assert caught.value.code is ProblemCode.ANSWERS_NOT_FINITE
