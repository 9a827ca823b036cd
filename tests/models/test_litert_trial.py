"""A LiteRT file of somebody's is run by a child first: whatever it does there costs one sentence."""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.cli import model_choice
from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.model_choice import recogniser_for
from mnist_desktop.models import child_process, litert_trial
from mnist_desktop.models.child_limits import Limits
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.litert_trial import try_litert
from mnist_desktop.models.network import Activation, Conv2D, Dense, GlobalAveragePooling2D, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from tests.models.reading.harm.watched_child import watched_children

CODE = ProblemCode
FILTERS = 60_000
TROUBLE = (CODE.MODEL_DAMAGED, CODE.MODEL_READING_CRASHED, CODE.MODEL_READING_MEMORY, CODE.MODEL_READING_SLOW)


@pytest.fixture(scope="module")
def sound() -> bytes:
    return resource_path("models", "reader", "model.tflite").read_bytes()


def small_model() -> bytes:
    network = Network((28, 28, 1), (Conv2D(4), GlobalAveragePooling2D(), Dense(10), Activation("softmax")))
    chance = np.random.default_rng(1)
    shapes = ((3, 3, 1, 4), (4,), (4, 10), (10,))
    return write_litert(network, [chance.normal(size=shape).astype(np.float32) for shape in shapes])


def activation_bomb() -> bytes:
    """Half a megabyte of weights whose values for 256 images take 48 GB."""
    layers = (Conv2D(FILTERS, (1, 1)), GlobalAveragePooling2D(), Dense(10), Activation("softmax"))
    shapes = ((1, 1, 1, FILTERS), (FILTERS,), (FILTERS, 10), (10,))
    return write_litert(Network((28, 28, 1), layers), [np.zeros(shape, np.float32) for shape in shapes])


def code_of(content: bytes, path: Path) -> ProblemCode | None:
    try:
        try_litert(content, path)
    except Problem as problem:
        return problem.code
    return None


def test_a_sound_file_passes_in_one_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children = watched_children(monkeypatch)
    assert code_of(small_model(), tmp_path / "m.tflite") is None
    assert children.tasks == ["try"]


@pytest.mark.parametrize(
    ("outputs", "code"), [(1, CODE.MODEL_ONE_OUTPUT), (1200, CODE.MODEL_OUTPUT_UNSUPPORTED)]
)
def test_what_answers_for_no_classes_is_told_as_such(tmp_path: Path, outputs: int, code: ProblemCode) -> None:
    network = Network((28, 28, 1), (GlobalAveragePooling2D(), Dense(outputs)))
    content = write_litert(network, [np.ones((1, outputs), np.float32), np.ones(outputs, np.float32)])
    with pytest.raises(Problem) as caught:
        try_litert(content, tmp_path / "m.tflite")
    assert caught.value.code is code
    assert caught.value.values["path"] == str(tmp_path / "m.tflite")


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory")
def test_a_file_that_fills_the_memory_costs_a_sentence(tmp_path: Path) -> None:
    assert code_of(activation_bomb(), tmp_path / "m.tflite") in TROUBLE


@pytest.mark.long
def test_damaged_files_pass_or_cost_a_sentence(tmp_path: Path) -> None:
    chance, ended = random.Random(3), []
    for _ in range(8):
        content = bytearray(small_model())
        for _ in range(4):
            content[chance.randrange(len(content))] = chance.randrange(256)
        ended.append(code_of(bytes(content), tmp_path / "m.tflite"))
    assert set(ended) <= {None, *TROUBLE}
    assert any(ended)


@pytest.mark.parametrize("end", ["os.abort()", "time.sleep(60)"])
def test_a_file_that_ends_or_stops_the_child_is_not_run_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], end: str
) -> None:
    monkeypatch.setattr(
        child_process, "_command", lambda _: [sys.executable, "-c", f"import os, time; {end}"]
    )
    monkeypatch.setattr(litert_trial, "TRYING", Limits(1, 1, 500, 1))
    monkeypatch.setattr(model_choice, "Recogniser", lambda *_, **__: pytest.fail("it was run here"))
    path, ink = tmp_path / "m.tflite", tmp_path / "one.jsonl"
    path.write_bytes(small_model())
    ink.write_text('{"strokes": [[[1, 2], [3, 40]]]}\n')
    assert run_command(["predict", "--model", str(path), str(ink)]) == 1
    written, told = capfd.readouterr()
    assert not written
    assert told.startswith(f"mnist-desktop: {path}: ")
    assert len(told.splitlines()) == 1


def test_a_folder_of_somebodys_is_tried_and_the_library_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / json.loads(resource_path("models", "reader", "facts.json").read_text())["identifier"]
    shutil.copytree(resource_path("models", "reader"), bundle)
    children = watched_children(monkeypatch)
    recogniser_for(str(bundle))
    assert children.tasks == ["try"]
    recogniser_for(None)
    assert children.tasks == ["try"]


def test_a_model_that_cannot_be_run_is_a_problem(sound: bytes) -> None:
    from mnist_desktop.models.recogniser import Recogniser

    recogniser = Recogniser(sound)

    class Broken:
        def resize_tensor_input(self, *_: object) -> None:
            raise RuntimeError("failed to reshape\nnode 7")

    recogniser._runner._interpreter = Broken()
    with pytest.raises(Problem) as caught:
        recogniser.read_one(np.zeros((28, 28), np.float32))
    assert caught.value.code is CODE.MODEL_DAMAGED
