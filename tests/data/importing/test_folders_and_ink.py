"""Folders of images by class, by part, by writer; and ink."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.importing.understood import Choices, Format, Polarity, Step, steps
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.problems import Problem, ProblemCode
from tests.data.importing.made_sets import made_images

ONE = Drawing((Stroke(((10.0, 0.0), (10.0, 100.0))),))


def put(path: Path, index: int = 0, mode: str = "L", side: int = 28) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(255 - made_images(index + 1, side)[index]).convert(mode).save(path)


def test_folders_by_class(tmp_path: Path) -> None:
    for index, name in enumerate(("hat/a.png", "hat/b.png", "shoe/c.png", "shoe/d.bmp")):
        put(tmp_path / name, index)
    found = survey(tmp_path)
    assert (found.format, found.class_names, found.train_counts) == (Format.IMAGES, ("hat", "shoe"), (2, 2))
    assert (found.shape, found.polarity) == ((28, 28), Polarity.DARK_ON_LIGHT)
    assert steps(found, Choices()) == (Step.INVERTED, Step.DIVIDED)
    taken = take(found, Choices(test_share=0))
    np.testing.assert_array_equal(taken.train.images, made_images(4)[np.arange(4)] * 0 + [
        made_images(index + 1)[index] for index in range(4)
    ])  # fmt: skip


@pytest.mark.parametrize("names", [("train", "test"), ("Training", "Testing"), ("train", "val")])
def test_parts_above_the_classes(tmp_path: Path, names: tuple[str, str]) -> None:
    for part, count in zip(names, (3, 2), strict=True):
        for index in range(count):
            put(tmp_path / part / str(index % 2) / f"{index}.png", index)
    found = survey(tmp_path)
    assert (found.has_split, found.train_count, found.test_count) == (True, 3, 2)


def test_classes_that_are_called_like_parts_are_classes(tmp_path: Path) -> None:
    put(tmp_path / "train" / "a.png")
    put(tmp_path / "bus" / "b.png", 1)
    assert survey(tmp_path).class_names == ("bus", "train")


def test_writers_are_held_out_whole(tmp_path: Path) -> None:
    for hand in range(6):
        for label in "01":
            put(tmp_path / f"writer-{hand}" / label / "a.png", hand)
    found = survey(tmp_path)
    assert len(found.writer_names) == 6
    taken = take(found, Choices(test_share=0.3))
    assert set(taken.train.writers.tolist()) & set(taken.test.writers.tolist()) == set()
    assert (taken.train.count, taken.test.count) == (8, 4)


def test_colour_and_several_sizes(tmp_path: Path) -> None:
    put(tmp_path / "0" / "a.png", mode="RGB", side=40)
    put(tmp_path / "1" / "b.png", mode="RGB", side=40)
    assert survey(tmp_path).shape == (40, 40, 3)
    assert Step.MADE_GREY in steps(survey(tmp_path), Choices())
    put(tmp_path / "1" / "c.png", side=28)
    found = survey(tmp_path)
    assert found.shape == ()
    assert Step.RESIZED in steps(found, Choices())
    assert take(found).original_shape == ()


def test_an_unreadable_image_is_told_or_skipped(tmp_path: Path) -> None:
    put(tmp_path / "0" / "a.png")
    put(tmp_path / "1" / "b.png", 1)
    (tmp_path / "0" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    found = survey(tmp_path)
    with pytest.raises(Problem) as caught:
        take(found, Choices(test_share=0))
    assert "broken.png" in str(caught.value.values["path"])
    taken = take(found, Choices(test_share=0, skip_unreadable=True))
    assert (taken.train.count, taken.train.labels.tolist()) == (2, [0, 1])


def test_where_none_can_be_read_the_survey_tells(tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()
    (tmp_path / "0" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    with pytest.raises(Problem):
        survey(tmp_path)


def test_one_image_is_no_set(tmp_path: Path) -> None:
    put(tmp_path / "a.png")
    with pytest.raises(Problem) as caught:
        survey(tmp_path / "a.png")
    assert caught.value.code is ProblemCode.DATA_ONE_IMAGE


def test_links_that_go_round_and_pipes_do_not_hold_it_up(tmp_path: Path) -> None:
    import os

    put(tmp_path / "0" / "a.png")
    (tmp_path / "0" / "loop").symlink_to(tmp_path / "0")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "1").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "0" / "pipe.png")
    found = survey(tmp_path)
    assert found.count >= 1
    assert not any("pipe" in str(path) for path in found.paths)


def test_ink_with_writers(tmp_path: Path) -> None:
    drawings = [LabelledDrawing(ONE, str(hand % 2), f"w{hand}") for hand in range(6)]
    write_ink(tmp_path / "ink.jsonl", [*drawings, LabelledDrawing(ONE)])
    found = survey(tmp_path / "ink.jsonl")
    assert (found.format, found.train_count, found.left_out, found.shape) == (Format.INK, 6, 1, ())
    assert steps(found, Choices()) == (Step.RENDERED, Step.DIVIDED)
    taken = take(found, Choices(test_share=0.2))
    np.testing.assert_array_equal(taken.train.images[0], np.round(drawing_to_input(ONE) * 255))
    assert taken.test.count == 2


@pytest.mark.parametrize("name", ["UJIpenchars-w01", "whatever.gz"])
def test_unipen_by_its_words(tmp_path: Path, name: str) -> None:
    text = '.SEGMENT CHARACTER 0-1 ? "a"\n.PEN_DOWN\n1 1\n5 9\n.PEN_UP\n'
    (tmp_path / name).write_text(text)
    found = survey(tmp_path / name)
    assert (found.format, found.class_names) == (Format.INK, ("a",))


def test_ink_without_labels_is_told(tmp_path: Path) -> None:
    write_ink(tmp_path / "ink.jsonl", [LabelledDrawing(ONE)])
    with pytest.raises(Problem) as caught:
        survey(tmp_path / "ink.jsonl")
    assert caught.value.code is ProblemCode.INK_WITHOUT_LABELS


def test_a_line_that_is_endless_is_told(tmp_path: Path) -> None:
    (tmp_path / "ink.jsonl").write_text(json.dumps({"strokes": [[[0, 0]] * 2_000_000]}))
    with pytest.raises(Problem) as caught:
        survey(tmp_path / "ink.jsonl")
    assert caught.value.code is ProblemCode.INK_DAMAGED
