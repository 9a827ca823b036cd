"""What is exported and imported again is the same set; a failed or cancelled export leaves nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.exporting.export import ExportFormat, export_set
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.problems import Problem, ProblemCode
from tests.data.importing.made_sets import made_set

CLASSES = {
    "digits": tuple("0123456789"),
    "numbers with gaps": ("3", "7", "12"),
    "words": ("shoe", "hat", "T shirt"),
    "words for no folder": ("T-shirt/top", "a,b", "CON", "x "),
    "both cases": ("a", "A", "b"),
    "odd numbers": ("01", "1", "1.0"),
    "other order": ("2", "1", "0"),
}
KEEP_WRITERS = (ExportFormat.NPZ, ExportFormat.NPY, ExportFormat.IMAGES)


def target(tmp_path: Path, form: ExportFormat) -> Path:
    return tmp_path / ("out" if form.is_folder else "out.npz")


@pytest.mark.parametrize("form", ExportFormat)
@pytest.mark.parametrize("classes", CLASSES)
def test_it_comes_back_the_same(tmp_path: Path, form: ExportFormat, classes: str) -> None:
    names = tuple(name.strip() for name in CLASSES[classes])
    made = made_set(names, train=2 * len(names), test=len(names))
    export_set(made, target(tmp_path, form), form)
    assert take(survey(target(tmp_path, form))).identifier == made.identifier


@pytest.mark.parametrize("form", ExportFormat)
@pytest.mark.parametrize("counts", [(9, 0), (0, 9)])
def test_a_single_part_stays_that_part(tmp_path: Path, form: ExportFormat, counts: tuple[int, int]) -> None:
    made = made_set(train=counts[0], test=counts[1])
    export_set(made, target(tmp_path, form), form)
    assert take(survey(target(tmp_path, form))).identifier == made.identifier


@pytest.mark.parametrize("form", ExportFormat)
def test_a_class_without_images_stays(tmp_path: Path, form: ExportFormat) -> None:
    made = made_set(("hat", "shoe", "sock", "scarf"), train=3, test=2)
    export_set(made, target(tmp_path, form), form)
    assert take(survey(target(tmp_path, form))).class_names == ("hat", "shoe", "sock", "scarf")


@pytest.mark.parametrize("form", KEEP_WRITERS)
def test_writers_come_back(tmp_path: Path, form: ExportFormat) -> None:
    made = made_set(writers=True)
    export_set(made, target(tmp_path, form), form)
    assert take(survey(target(tmp_path, form))).identifier == made.identifier


@pytest.mark.parametrize("form", [ExportFormat.IDX, ExportFormat.CSV])
def test_without_gzip(tmp_path: Path, form: ExportFormat) -> None:
    made = made_set()
    export_set(made, tmp_path / "out", form, packed=False)
    assert not [path for path in (tmp_path / "out").iterdir() if path.suffix == ".gz"]
    assert take(survey(tmp_path / "out")).identifier == made.identifier


def test_keras_and_numpy_read_it(tmp_path: Path) -> None:
    made = made_set()
    export_set(made, tmp_path / "out.npz", ExportFormat.NPZ)
    with np.load(tmp_path / "out.npz") as arrays:
        np.testing.assert_array_equal(arrays["x_train"], made.train.images)
        np.testing.assert_array_equal(arrays["y_test"], made.test.labels)
        assert arrays["class_names"].tolist() == ["0", "1", "2"]


@pytest.mark.parametrize("form", ExportFormat)
def test_what_is_there_stays(tmp_path: Path, form: ExportFormat) -> None:
    path = target(tmp_path, form)
    mine = path / "mine.txt" if form.is_folder else path
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    with pytest.raises(Problem) as caught:
        export_set(made_set(), path, form)
    assert caught.value.code is ProblemCode.FILE_EXISTS
    assert mine.read_text() == "mine"


def test_an_archive_is_replaced_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "out.npz").write_text("old")
    export_set(made_set(), tmp_path / "out.npz", ExportFormat.NPZ, replace=True)
    assert survey(tmp_path / "out.npz").count == 18


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export_set(made_set(), tmp_path / "out", ExportFormat.IDX)
    assert survey(tmp_path / "out").count == 18


@pytest.mark.parametrize("form", ExportFormat)
def test_a_cancelled_export_leaves_nothing(tmp_path: Path, form: ExportFormat) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        export_set(made_set(), target(tmp_path, form), form, progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ExportFormat)
def test_no_place_to_write_is_told(tmp_path: Path, form: ExportFormat) -> None:
    with pytest.raises(Problem) as caught:
        export_set(made_set(), target(tmp_path / "missing", form), form)
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE


@pytest.mark.parametrize("form", ExportFormat)
def test_progress_reaches_the_end(tmp_path: Path, form: ExportFormat) -> None:
    told: list[tuple[int, int]] = []
    export_set(made_set(), target(tmp_path, form), form, progress=lambda *at: told.append(at))
    assert told[-1] == (18, 18)
    assert told == sorted(told)
