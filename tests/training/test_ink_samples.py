from __future__ import annotations

import numpy as np

from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.training.ink_samples import render_ink

SEVEN = Drawing((Stroke(((0.0, 0.0), (10.0, 0.0), (4.0, 20.0))),))


def test_digits_are_rendered_as_read_and_in_other_widths() -> None:
    drawings = [LabelledDrawing(SEVEN, "7"), LabelledDrawing(SEVEN, "Z"), LabelledDrawing(SEVEN, None)]
    samples = render_ink([*drawings, LabelledDrawing(Drawing(), "7")], copies=8)
    assert samples.labels.tolist() == [7] * 8
    np.testing.assert_array_equal(samples.images[0], np.rint(drawing_to_input(SEVEN) * 255))
    ink = samples.images.sum(axis=(1, 2), dtype=np.int64)
    assert ink.min() < ink[0] < ink.max()


def test_a_seed_repeats_them() -> None:
    drawings = [LabelledDrawing(SEVEN, "7")]
    np.testing.assert_array_equal(render_ink(drawings, seed=3).images, render_ink(drawings, seed=3).images)
    assert not np.array_equal(render_ink(drawings, seed=3).images, render_ink(drawings, seed=4).images)


def test_there_may_be_none() -> None:
    samples = render_ink([LabelledDrawing(SEVEN, "x")])
    assert samples.count == 0
    assert samples.images.shape == (0, 28, 28)
