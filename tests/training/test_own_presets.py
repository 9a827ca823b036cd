"""Presets of one's own: kept, renamed, deleted, and read again whatever lies in their folder."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.models.network import Conv2D, Dense, Flatten, GlobalAveragePooling2D, Network
from mnist_desktop.places import places_below
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.own_presets import LONGEST_TITLE, OwnPresets
from mnist_desktop.training.plan_record import plan_record
from mnist_desktop.training.presets import plan_for

PLAN = plan_for("cnn-32-64", epochs=3, patience=2, validation="split")
SMALL = replace(PLAN, network=Network((28, 28, 1), (Conv2D(4, l2=0.01), Flatten(), Dense(10, "softmax"))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return places_below(tmp_path).presets


@pytest.fixture
def own(folder: Path) -> OwnPresets:
    return OwnPresets(folder)


def test_there_are_none_at_first(own: OwnPresets) -> None:
    assert own.presets() == ()
    assert own.damaged() == ()


def test_a_preset_is_kept_with_its_whole_plan(own: OwnPresets, folder: Path) -> None:
    kept = own.keep("  My  small CNN ", SMALL)
    assert (kept.key, kept.title) == ("own-my-small-cnn", "My small CNN")
    assert kept.plan == replace(SMALL, preset="own-my-small-cnn")
    assert OwnPresets(folder).presets() == (kept,)
    assert [path.name for path in folder.iterdir()] == ["own-my-small-cnn.json"]


def test_they_are_listed_by_title(own: OwnPresets) -> None:
    for name in ("b", "C", "a"):
        own.keep(name, PLAN)
    assert [preset.title for preset in own.presets()] == ["a", "b", "C"]


def test_a_plan_that_rejects_is_kept(own: OwnPresets) -> None:
    plan = plan_for("reader")
    assert own.keep("My reader", plan).network == plan.network


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_TITLE + 1), "a\x07b", "a\u202eb"])
def test_a_name_must_be_one(own: OwnPresets, name: str) -> None:
    with pytest.raises(Problem) as caught:
        own.keep(name, PLAN)
    assert caught.value.code is ProblemCode.PRESET_NAME_INVALID
    assert own.presets() == ()


def test_the_longest_name_will_do(own: OwnPresets) -> None:
    assert own.keep("x" * LONGEST_TITLE, PLAN).title == "x" * LONGEST_TITLE


@pytest.mark.parametrize("name", ["Dense 64", "CNN 32-64", "cnn 32-64", "MINE", "mine"])
def test_a_name_is_taken_once_in_any_case(own: OwnPresets, name: str) -> None:
    own.keep("Mine", PLAN)
    with pytest.raises(Problem) as caught:
        own.keep(name, PLAN)
    assert caught.value.code is ProblemCode.PRESET_NAME_TAKEN
    assert caught.value.values == {"name": name}
    assert len(own.presets()) == 1


def test_names_that_look_alike_as_files_are_kept_apart(own: OwnPresets, folder: Path) -> None:
    titles = ("a b", "a-b", "ä b", "数字", "网络", "../../a b", "con")
    keys = [own.keep(title, PLAN).key for title in titles]
    assert keys == [
        "own-a-b",
        "own-a-b-2",
        "own-a-b-3",
        "own-network",
        "own-network-2",
        "own-a-b-4",
        "own-con",
    ]
    assert {preset.title for preset in own.presets()} == set(titles)
    assert len(list(folder.parent.rglob("*.json"))) == len(titles)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"epochs": 0}, ProblemCode.PLAN_NUMBER),
        ({"network": Network((28, 28, 1), (Conv2D(10, activation="softmax"),))}, ProblemCode.PLAN_CLASSES),
        ({"network": Network((28, 28, 1), (Flatten(), Dense(10)))}, ProblemCode.NETWORK_WITHOUT_SOFTMAX),
        ({"network": Network((28, 28, 1), (Flatten(), Conv2D(9)))}, ProblemCode.NETWORK_SHAPE),
        (
            {"network": Network((9, 9, 1), (GlobalAveragePooling2D(), Dense(10, "softmax")))},
            ProblemCode.NETWORK_SHAPE,
        ),
    ],
)
def test_what_cannot_be_trained_is_not_kept(
    own: OwnPresets, change: dict[str, Any], code: ProblemCode
) -> None:
    with pytest.raises(Problem) as caught:
        own.keep("Mine", replace(PLAN, **change))
    assert caught.value.code is code
    assert (own.presets(), own.damaged()) == ((), ())


def test_renaming_keeps_everything_else(own: OwnPresets) -> None:
    kept = own.keep("First", SMALL)
    renamed = own.rename(kept.key, "Second")
    assert renamed == replace(kept, title="Second")
    assert own.presets() == (renamed,)
    assert own.rename(kept.key, "SECOND").title == "SECOND"
    own.keep("First", SMALL)


def test_a_name_that_is_taken_is_not_given_to_another(own: OwnPresets) -> None:
    own.keep("First", PLAN)
    second = own.keep("Second", PLAN)
    for name in ("first", "reader", ""):
        with pytest.raises(Problem):
            own.rename(second.key, name)
    assert [preset.title for preset in own.presets()] == ["First", "Second"]


def test_deleting_removes_one(own: OwnPresets) -> None:
    first, second = own.keep("First", PLAN), own.keep("Second", PLAN)
    own.delete(first.key)
    assert own.presets() == (second,)


@pytest.mark.parametrize("key", ["own-no", "dense-64", "", "../own-first", "own-first.json"])
def test_what_is_not_there_is_told(own: OwnPresets, key: str) -> None:
    own.keep("First", PLAN)
    for act in (own.delete, lambda key: own.rename(key, "Other")):
        with pytest.raises(Problem) as caught:
            act(key)
        assert caught.value.code is ProblemCode.PRESET_UNKNOWN
    assert len(own.presets()) == 1


def record(**changes: Any) -> bytes:
    return json.dumps({"form": 1, "title": "Mine", "plan": plan_record(PLAN)} | changes).encode()


def plan_with(**changes: Any) -> bytes:
    return record(plan=plan_record(PLAN) | changes)


def network_with(*layers: Any, shape: Any = (28, 28, 1)) -> bytes:
    return plan_with(network={"input_shape": list(shape), "layers": list(layers)})


HOSTILE = {
    "empty": b"",
    "no text": b"\xff\xfe\x00\xd8",
    "half": record()[:200],
    "a list": b"[]",
    "nothing": b"null",
    "deep": b"[" * 100_000,
    "deep objects": b'{"plan":' * 30_000,
    "huge": b" " * 300_000 + record(),
    "huge number": b'{"form": ' + b"1" * 10_000 + b"}",
    "newer": record(form=2),
    "no title": record(title=None),
    "long title": record(title="x" * 61),
    "unprintable title": record(title="a\u202eb"),
    "half a sign": b'{"form": 1, "title": "\\ud800", "plan": {}}',
    "no plan": record(plan=None),
    "endless": plan_with(epochs=10**9),
    "endless ink": plan_with(ink_epochs={"epochs": 10**9, "learning_rate": 0.1, "kept": 0.1}),
    "not a number": plan_with(learning_rate=float("nan")),
    "too large a number": plan_with(learning_rate=10**400),
    "code": network_with({"kind": "Lambda", "function": "print"}),
    "dunder": network_with({"kind": "Dense", "units": 10, "__class__": "x"}),
    "one kernel": network_with({"kind": "Conv2D", "filters": 1, "kernel": [3]}),
    "negative": network_with({"kind": "Reshape", "target": [-28, -28]}, {"kind": "Flatten"}),
    "bomb": network_with({"kind": "Flatten"}, {"kind": "Dense", "units": 2**62}),
    "many layers": network_with(*[{"kind": "Flatten"}] * 201),
    "nine pixels": network_with(
        {"kind": "Flatten"}, {"kind": "Dense", "units": 10, "activation": "softmax"}, shape=(3, 3)
    ),
    "logits": network_with({"kind": "Flatten"}, {"kind": "Dense", "units": 10}),
    "picture": network_with({"kind": "Conv2D", "filters": 10, "activation": "softmax"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_damaged_file_is_told_and_harms_no_other(own: OwnPresets, folder: Path, name: str) -> None:
    good = own.keep("Good", PLAN)
    (folder / "own-bad.json").write_bytes(HOSTILE[name])
    assert own.presets() == (good,)
    (damaged,) = own.damaged()
    assert (damaged.key, damaged.name) == ("own-bad", "own-bad.json")
    assert isinstance(damaged.problem, Problem)
    own.keep("Bad", PLAN)
    assert [preset.key for preset in own.presets()] == ["own-bad-2", "own-good"]
    own.delete("own-bad")
    assert own.damaged() == ()


def test_a_right_record_is_read_and_a_copied_one_is_a_preset_of_its_own(
    own: OwnPresets, folder: Path
) -> None:
    folder.mkdir(parents=True)
    for name in ("own-a.json", "own-b.json"):
        (folder / name).write_bytes(record())
    assert [(preset.key, preset.plan.preset) for preset in own.presets()] == [
        ("own-a", "own-a"),
        ("own-b", "own-b"),
    ]


def test_other_files_are_left_alone(own: OwnPresets, folder: Path) -> None:
    (folder / "own-folder.json").mkdir(parents=True)
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "dense-64.json").write_bytes(record())
    assert (own.presets(), own.damaged()) == ((), ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(own: OwnPresets, folder: Path) -> None:
    folder.mkdir(parents=True)
    os.mkfifo(folder / "own-pipe.json")
    assert (own.presets(), own.damaged()) == ((), ())


def test_nothing_is_kept_where_nothing_can_be_written(own: OwnPresets, folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        own.keep("Mine", PLAN)
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert own.presets() == ()


def test_a_failed_rename_keeps_the_old_name(own: OwnPresets, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = own.keep("Mine", PLAN)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(Problem) as caught:
            own.rename(kept.key, "Yours")
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert own.presets() == (kept,)


def test_what_a_killed_program_left_is_removed_when_it_is_old(own: OwnPresets, folder: Path) -> None:
    own.keep("Mine", PLAN)
    old, new = folder / ".own-mine-0a.json", folder / ".own-mine-0b.json"
    for path in (old, new):
        path.write_text("half", encoding="utf-8")
    hours_ago = time.time() - 7200
    os.utime(old, (hours_ago, hours_ago))
    assert len(own.presets()) == 1
    own.keep("Other", PLAN)
    assert (old.exists(), new.exists()) == (False, True)
