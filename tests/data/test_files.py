"""Labelled ink files and folders of images become model input with class names."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.data import files
from mnist_desktop.data.files import load_labelled
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.problems import Problem, ProblemCode

ONE = Drawing((Stroke(((10.0, 0.0), (10.0, 100.0))),))
DASH = Drawing((Stroke(((0.0, 5.0), (90.0, 5.0))),))


def test_an_ink_file_with_labels(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    write_ink(path, [LabelledDrawing(ONE, "1"), LabelledDrawing(DASH), LabelledDrawing(DASH, "-")])
    found = load_labelled(path)
    assert found.name == "mine.jsonl"
    assert found.class_names == ("-", "1")
    assert found.labels.tolist() == [1, 0]
    assert found.unlabelled == 1
    assert np.array_equal(found.inputs[0], drawing_to_input(ONE))
    assert not found.inputs.flags.writeable


def test_a_folder_of_images_named_by_class(tmp_path: Path) -> None:
    digits = load_mnist_test()
    for index in range(12):
        folder = tmp_path / str(digits.labels[index])
        folder.mkdir(exist_ok=True)
        Image.fromarray(digits.images[index]).save(folder / f"{index}.png")
    (tmp_path / "7" / "notes.txt").write_text("not an image")
    (tmp_path / "7" / ".hidden.png").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    found = load_labelled(tmp_path)
    assert len(found.labels) == 12
    assert found.class_names == tuple(sorted({str(label) for label in digits.labels[:12]}))
    first = found.class_names.index("7")
    assert np.array_equal(found.inputs[found.labels == first][0], digits.images[0] / np.float32(255))


def put_images(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(load_mnist_test().images[0]).save(folder / name)


def labels_and_writers(folder: Path) -> list[tuple[str, str | None]]:
    found = load_labelled(folder)
    writers: tuple[str | None, ...] = (*found.writer_names, None)
    return sorted(
        (found.class_names[label], writers[writer])
        for label, writer in zip(found.labels, found.writers, strict=True)
    )


def test_folders_of_writers_with_the_classes_in_them(tmp_path: Path) -> None:
    put_images(tmp_path, "ann/7/a.png", "ann/A/b.png", "bob/3/a.png")
    assert labels_and_writers(tmp_path) == [("3", "bob"), ("7", "ann"), ("A", "ann")]


@pytest.mark.parametrize("other", ["8/a.png", "A/2/a.png"])
def test_writers_who_are_numbers_stay_writers_in_folders_named_by_class(tmp_path: Path, other: str) -> None:
    put_images(tmp_path, "scribble/1/a.png", "scribble/2/a.png", other)
    assert labels_and_writers(tmp_path)[1:] == [("scribble", "1"), ("scribble", "2")]


def test_images_in_one_folder_are_labelled_by_their_names(tmp_path: Path) -> None:
    put_images(tmp_path, "7.png", "3_001.png", "3-b.png", "0 me.png", "photo.png", "12_a.png", "5th.png")
    assert labels_and_writers(tmp_path) == [("0", None), ("3", None), ("3", None), ("7", None)]
    assert load_labelled(tmp_path).unlabelled == 3


def test_names_that_only_count_the_images_are_no_labels(tmp_path: Path) -> None:
    put_images(tmp_path, *(f"{number}.png" for number in range(8, 12)))
    with pytest.raises(Problem) as caught:
        load_labelled(tmp_path)
    assert caught.value.code is ProblemCode.DATA_WITHOUT_CLASSES


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.FILE_EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\xff", ProblemCode.IMAGE_UNKNOWN),
        (b'{"strokes": [[[0, 0]', ProblemCode.INK_DAMAGED),
        (b'{"strokes": [[[0, 0], [1, 1]]]}\n', ProblemCode.INK_WITHOUT_LABELS),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes, code: ProblemCode) -> None:
    (tmp_path / "file.jsonl").write_bytes(content)
    with pytest.raises(Problem) as caught:
        load_labelled(tmp_path / "file.jsonl")
    assert caught.value.code is code


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        load_labelled(tmp_path / "nothing")
    assert caught.value.code is ProblemCode.FILE_MISSING


def test_a_folder_without_classes_is_told(tmp_path: Path) -> None:
    Image.new("L", (28, 28)).save(tmp_path / "a.png")
    with pytest.raises(Problem) as caught:
        load_labelled(tmp_path)
    assert caught.value.code is ProblemCode.DATA_WITHOUT_CLASSES


def damage(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def test_a_damaged_image_is_left_out_and_told_by_name(tmp_path: Path) -> None:
    put_images(tmp_path, "3/ann/a.png", "4/bob/b.png", "5/cid/c.png")
    damage(tmp_path / "4" / "bob" / "b.png")
    (tmp_path / "5" / "cid" / "c.png").write_bytes(b"")
    found = load_labelled(tmp_path)
    assert (found.class_names, found.writer_names, found.inputs.shape) == (("3",), ("ann",), (1, 28, 28))
    assert [Path(name).name for name in found.unreadable] == ["b.png", "c.png"]


def test_images_none_of_which_can_be_read_are_told(tmp_path: Path) -> None:
    put_images(tmp_path, "3/a.png", "3/b.png")
    damage(tmp_path / "3" / "a.png")
    damage(tmp_path / "3" / "b.png")
    with pytest.raises(Problem) as caught:
        load_labelled(tmp_path)
    assert caught.value.code is ProblemCode.IMAGE_DAMAGED
    assert str(caught.value.values["path"]).endswith("a.png")


def test_more_than_fits_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_IMAGES", 2)
    write_ink(tmp_path / "many.jsonl", [LabelledDrawing(ONE, "1")] * 3)
    with pytest.raises(Problem) as caught:
        load_labelled(tmp_path / "many.jsonl")
    assert caught.value.code is ProblemCode.DATA_TOO_MANY


def test_a_folder_of_ink_files_for_each_writer(tmp_path: Path) -> None:
    write_ink(tmp_path / "ann.jsonl", [LabelledDrawing(ONE, "1")] * 2)
    (tmp_path / "bob").write_text(
        '.SEGMENT CHARACTER 0 ? "-"\n.PEN_DOWN\n0 5\n90 5\n.PEN_UP\n', encoding="ascii"
    )
    (tmp_path / "README").write_text("two hands", encoding="ascii")
    found = load_labelled(tmp_path)
    assert found.class_names == ("-", "1")
    assert found.labels.tolist() == [1, 1, 0]
    assert found.writer_names == ("ann.jsonl", "bob")
    assert found.writers.tolist() == [0, 0, 1]


def test_a_single_file_without_writers_stays_without(tmp_path: Path) -> None:
    write_ink(tmp_path / "mine.jsonl", [LabelledDrawing(ONE, "1")])
    assert load_labelled(tmp_path / "mine.jsonl").writer_names == ()
