"""What runs inside a child process: looking at a file without TensorFlow, or building a model with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desktop.models.reading.inspection import problem_to_record
from mnist_desktop.models.reading.plain_network import network_from_record
from mnist_desktop.problems import Problem

ARRAYS = "arrays.npz"
KERAS = "model.keras"
LITERT = "model.tflite"
H5 = "model.h5"
RESULT = "result.json"
LOOK = "look"
BUILD = "build"

Arrays = tuple[tuple[np.ndarray[Any, np.dtype[np.float32]], ...], ...]


def run_task(request: dict[str, Any], workspace: Path) -> None:
    """Do the task that `request` names and leave its result, or the problem it met, in `workspace`."""
    try:
        result: dict[str, Any] = {"problem": None, **_TASKS[request["task"]](request, workspace)}
    except Problem as problem:
        result = {"problem": problem_to_record(problem)}
    unfinished = workspace / f".{RESULT}"
    unfinished.write_text(json.dumps(result), encoding="utf-8")
    unfinished.replace(workspace / RESULT)


def _look(request: dict[str, Any], workspace: Path) -> dict[str, Any]:
    from mnist_desktop.models.reading.look import look

    seen = look(Path(request["source"]), workspace)
    if request["keep"]:
        _save_arrays(workspace / ARRAYS, seen.arrays)
    return {"inspection": seen.inspection.to_record()}


def _build(request: dict[str, Any], workspace: Path) -> dict[str, Any]:
    from mnist_desktop.models.export import rebuild, require_same, write_h5
    from mnist_desktop.models.preparation import prepare

    network = network_from_record(request["network"])
    arrays = _load_arrays(workspace / ARRAYS, len(network.layers))
    model = rebuild(network, arrays)
    prepared = prepare(model, network)
    (workspace / KERAS).write_bytes(prepared.keras_file)
    (workspace / LITERT).write_bytes(prepared.litert_file)
    require_same(workspace / KERAS, workspace, network, arrays)
    if request["h5"]:
        write_h5(model, workspace / H5)
        require_same(workspace / H5, workspace, network, arrays)
    return {}


_TASKS: dict[str, Callable[[dict[str, Any], Path], dict[str, Any]]] = {LOOK: _look, BUILD: _build}


def _save_arrays(path: Path, arrays: Arrays) -> None:
    named = {
        f"{layer}-{number}": array
        for layer, weights in enumerate(arrays)
        for number, array in enumerate(weights)
    }
    np.savez(path, allow_pickle=False, **named)


def _load_arrays(path: Path, layers: int) -> Arrays:
    found: list[list[np.ndarray[Any, np.dtype[np.float32]]]] = [[] for _ in range(layers)]
    with np.load(path, allow_pickle=False) as stored:
        for name in stored.files:
            # They were saved in the order of the layers and of each layer's arrays.
            found[int(name.partition("-")[0])].append(stored[name])
    return tuple(tuple(weights) for weights in found)
