"""Kept trainings: what is kept of them, and what damage and other windows do."""

from __future__ import annotations

import errno
import json
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training import run_lock, runs
from mnist_desktop.training.checkpoint import look_at_checkpoint, read_checkpoint, write_checkpoint
from mnist_desktop.training.course import Course
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.training.run_lock import take_lock
from mnist_desktop.training.run_state import Position, RunState
from mnist_desktop.training.runs import KEPT_CHECKPOINTS, RunStore

PLAN = plan_for("dense-64", epochs=3)
EPOCH = EpochFinished(1, 0.5, 0.9, 0.4, 0.92, 3.5, 0.001, 5000.0, 7)
STATE = RunState(
    plan=PLAN,
    data="abc",
    position=Position(1, 17, 0.3, 0.91, 5.0),
    history=(EPOCH,),
    course=Course(1, 0.92, 0.4, 0, 0, 0.5),
    model=(np.arange(6, dtype=np.float32).reshape(2, 3), np.array([1, 2], np.uint32)),
    optimizer=(np.array(9, np.int64), np.zeros((0, 3), np.float32)),
    best=(np.ones(2, np.float32),),
)


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


def broken_off(store: RunStore) -> str:
    run = store.begin(PLAN, "Dense 64")
    run.keep(STATE)
    run.close()
    return run.identifier


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "state.zip"
    write_checkpoint(path, STATE)
    found = read_checkpoint(path)
    for name in ("plan", "data", "position", "history", "course"):
        assert getattr(found, name) == getattr(STATE, name)
    for name in ("model", "optimizer", "best", "before_ink"):
        for one, other in zip(getattr(found, name), getattr(STATE, name), strict=True):
            assert one.dtype == other.dtype
            np.testing.assert_array_equal(one, other)
    facts = look_at_checkpoint(path)
    assert (facts.position, facts.history) == (STATE.position, STATE.history)


def test_a_damaged_state_is_told(tmp_path: Path) -> None:
    path = tmp_path / "state.zip"
    write_checkpoint(path, STATE)
    whole = path.read_bytes()
    chance = np.random.default_rng(1)
    for _ in range(150):
        content = bytearray(whole)
        for place in chance.integers(0, len(content), 3):
            content[place] ^= int(chance.integers(1, 256))
        path.write_bytes(content[: int(chance.integers(0, len(content) + 1))])
        with pytest.raises(Problem) as caught:
            read_checkpoint(path)
        assert caught.value.code is ProblemCode.RUN_DAMAGED


def test_a_state_with_pickled_arrays_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "state.zip"
    write_checkpoint(path, STATE)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            if name != "model/0000.npy":
                archive.writestr(name, content)
        with archive.open("model/0000.npy", "w") as stream:
            np.lib.format.write_array(stream, np.array([print], object), allow_pickle=True)
    with pytest.raises(Problem) as caught:
        read_checkpoint(path)
    assert caught.value.code is ProblemCode.RUN_DAMAGED


def test_a_training_that_broke_off_can_go_on(store: RunStore) -> None:
    assert store.runs() == ()
    identifier = broken_off(store)
    (run,) = store.runs()
    assert (run.identifier, run.name, run.status) == (identifier, "Dense 64", RunStatus.UNFINISHED)
    assert (run.history, run.position, run.can_go_on) == ((EPOCH,), STATE.position, True)
    opened, state = store.take_up(identifier)
    assert state.position == STATE.position
    assert store.run(identifier).status is RunStatus.RUNNING
    opened.close()


def test_before_its_first_checkpoint_it_cannot_go_on(store: RunStore) -> None:
    store.begin(PLAN, "Dense 64").close()
    (run,) = store.runs()
    assert (run.status, run.can_go_on) == (RunStatus.UNFINISHED, False)


def test_one_that_runs_is_neither_taken_up_nor_deleted(store: RunStore) -> None:
    run = store.begin(PLAN, "Dense 64")
    run.keep(STATE)
    assert store.runs()[0].status is RunStatus.RUNNING
    for forbidden in (store.take_up, store.delete):
        with pytest.raises(Problem):
            forbidden(run.identifier)
    run.close()
    store.delete(run.identifier)
    assert store.runs() == ()


def test_what_failed_or_left_nothing(store: RunStore) -> None:
    failed, discarded = store.begin(PLAN, "failed"), store.begin(PLAN, "discarded")
    failed.fail()
    failed.close()
    discarded.discard()
    (run,) = store.runs()
    assert (run.name, run.status, run.can_go_on) == ("failed", RunStatus.FAILED, False)


def test_a_kill_while_writing_leaves_nothing_behind(store: RunStore, tmp_path: Path) -> None:
    identifier = broken_off(store)
    folder = tmp_path / "runs" / identifier
    (folder / ".checkpoint-0badc0de.zip").write_bytes(b"half")
    assert store.runs()[0].can_go_on
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint.zip", "lock", "run.json"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\x00", b'{"name": 1}', b"[" * 100_000])
def test_a_damaged_one_harms_no_other(content: bytes, store: RunStore, tmp_path: Path) -> None:
    good, bad = broken_off(store), broken_off(store)
    (tmp_path / "runs" / bad / "run.json").write_bytes(content)
    assert [run.identifier for run in store.runs()] == [good]


def test_a_run_with_a_damaged_state_is_still_shown(store: RunStore, tmp_path: Path) -> None:
    identifier = broken_off(store)
    (tmp_path / "runs" / identifier / "checkpoint.zip").write_bytes(b"PK nonsense")
    assert store.runs()[0].can_go_on is False
    with pytest.raises(Problem) as caught:
        store.take_up(identifier)
    assert caught.value.code is ProblemCode.RUN_DAMAGED
    assert store.runs()[0].status is RunStatus.UNFINISHED


def test_old_states_make_room(store: RunStore, tmp_path: Path) -> None:
    for _ in range(KEPT_CHECKPOINTS + 2):
        identifier = broken_off(store)
        path = tmp_path / "runs" / identifier / "run.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "status": "finished"}), "utf-8")
    waiting = broken_off(store)
    store.begin(PLAN, "newest").discard()
    runs = store.runs()
    assert len(runs) == KEPT_CHECKPOINTS + 3
    assert [run.position is not None for run in runs] == [True] * (KEPT_CHECKPOINTS + 1) + [False] * 2
    assert store.run(waiting).can_go_on


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file", "utf-8")
    with pytest.raises(Problem) as caught:
        RunStore(tmp_path / "runs").begin(PLAN, "x")
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE


def test_patience_the_best_epoch_and_the_plateau() -> None:
    plan = replace(PLAN, schedule="plateau", patience=3, validation="split")
    course = Course()
    seen = []
    for number, (loss, accuracy) in enumerate(
        [(0.5, 0.8), (0.4, 0.9), (0.41, 0.95), (0.42, 0.93), (0.43, 0.94)], 1
    ):
        course = course.after(EpochFinished(number, 0.1, 0.99, loss, accuracy, 1.0), plan)
        seen.append((course.best_epoch, course.rate_factor, course.is_over(plan)))
    assert seen == [(1, 1.0, False), (2, 1.0, False), (3, 1.0, False), (3, 0.5, False), (3, 0.5, True)]


def test_what_lies_about_in_a_folder_harms_no_listing(store: RunStore, tmp_path: Path) -> None:
    identifier = broken_off(store)
    (tmp_path / "runs" / identifier / ".strange").mkdir()
    (tmp_path / "runs" / identifier / ".DS_Store").write_text("the system's own", "utf-8")
    assert [run.can_go_on for run in store.runs()] == [True]
    assert (tmp_path / "runs" / identifier / ".DS_Store").is_file()
    store.begin(PLAN, "another").close()


def test_a_training_that_is_being_looked_at_can_go_on(store: RunStore, tmp_path: Path) -> None:
    identifier = broken_off(store)
    looked_at = take_lock(tmp_path / "runs" / identifier / "lock")
    assert looked_at is not None
    soon = threading.Timer(0.05, looked_at.release)
    soon.start()
    opened, _state = store.take_up(identifier)
    opened.close()
    soon.join()


def test_a_lock_that_cannot_be_taken_is_told(store: RunStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that can only be read, and on one that knows no locks."""
    identifier = broken_off(store)

    def refuse(_path: Path, _seconds: float = 0.0) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(runs, "take_lock", refuse)
    assert store.run(identifier).status is RunStatus.UNFINISHED
    for forbidden in (store.take_up, store.delete):
        with pytest.raises(Problem) as caught:
            forbidden(identifier)
        assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE


def test_a_disk_without_locks_is_not_taken_for_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_stream: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(run_lock, "_lock", refuse)
    with pytest.raises(OSError, match="not supported"):
        take_lock(tmp_path / "lock")


def test_what_cannot_be_deleted_is_told(store: RunStore, monkeypatch: pytest.MonkeyPatch) -> None:
    identifier = broken_off(store)

    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(Problem) as caught:
        store.delete(identifier)
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    monkeypatch.undo()
    assert store.run(identifier).can_go_on


@pytest.mark.parametrize("change", ["encrypted", "packed otherwise", "too large"])
def test_a_state_that_this_program_did_not_write_is_refused(change: str, tmp_path: Path) -> None:
    path = tmp_path / "state.zip"
    write_checkpoint(path, STATE)
    content = bytearray(path.read_bytes())
    if change == "too large":
        with zipfile.ZipFile(path, "w") as archive:
            header = {"form": 1, "counts": {"model": 1e400}}
            archive.writestr("header.json", json.dumps(header))
    else:
        place, value = (6, 1) if change == "encrypted" else (8, 99)
        directory = content.index(b"PK\x01\x02")
        content[place], content[directory + place + 2] = value, value
        path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        read_checkpoint(path)
    assert caught.value.code is ProblemCode.RUN_DAMAGED
    with pytest.raises(Problem):
        look_at_checkpoint(path)
