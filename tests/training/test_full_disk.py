"""A disk that is full, and one that fills up while a training runs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import CheckpointFailed, CheckpointKept, StepProgress, TrainingEvent
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.trainer import train
from tests.training.listening import Listener

_MEGABYTES = 24
_BLOCK = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if not made or made.returncode:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> None:
    """Leave not even a kilobyte."""
    with (disk / "filling").open("wb", buffering=0) as stream:
        for size in (_BLOCK, 1024):
            try:
                while True:
                    stream.write(b"x" * size)
            except OSError:
                continue


@pytest.mark.tensorflow
def test_a_disk_that_fills_up_costs_nothing_that_was_there(
    small_disk: Path, digits: LabelledImages, test_digits: LabelledImages
) -> None:
    library = Library(small_disk / "models", resource_path("models", "reader"))
    runs = RunStore(small_disk / "runs")
    plan = plan_for("dense-64", epochs=3, validation="split", batch_size=16)
    run = runs.begin(plan, "Dense 64")
    listener = Listener()

    def listen(event: TrainingEvent) -> None:
        listener.listen(event)
        if isinstance(event, StepProgress) and event.epoch == 2 and not (small_disk / "filling").exists():
            fill(small_disk)

    outcome = train(plan, digits, test_digits, listen, keep=run.keep)
    assert outcome is not None
    assert len(outcome.history) == 3, "the training goes on"
    assert listener.of(CheckpointKept) == [CheckpointKept(2, 0)]
    failed = listener.of(CheckpointFailed)
    assert len(failed) == 2
    assert failed[0].problem.code is ProblemCode.FILE_NOT_WRITABLE
    with pytest.raises(Problem) as caught:
        library.add(outcome.prepared, name="Dense 64", origin=Origin.TRAINED, accuracy=0.9, saved_by="test")
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    with pytest.raises(Problem):
        run.finish(outcome, None)
    run.close()
    # The state of the first epoch is whole, and nothing half-written lies about.
    state = runs.state_of(run.identifier)
    assert (state.position.epoch, state.position.step) == (1, 0)
    assert runs.run(run.identifier).status is RunStatus.UNFINISHED
    assert [model.facts.identifier for model in library.models()] == ["reader"]
    left = {path.name for path in small_disk.rglob("*") if path.is_file()}
    assert left == {"filling", "run.json", "checkpoint.zip", "lock"}
    (small_disk / "filling").unlink()
    library.add(outcome.prepared, name="Dense 64", origin=Origin.TRAINED, accuracy=0.9, saved_by="test")
    assert len(library.models()) == 2


def test_a_full_disk_is_told_before_a_training_is_kept(small_disk: Path) -> None:
    fill(small_disk)
    runs = RunStore(small_disk / "runs")
    with pytest.raises(Problem) as caught:
        runs.begin(plan_for("dense-64"), "Dense 64")
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert runs.runs() == ()
