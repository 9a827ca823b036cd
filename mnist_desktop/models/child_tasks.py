"""What runs inside a child process: looking at a file without TensorFlow, or building a model with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mnist_desktop.models.child_arrays import ARRAYS, load_arrays, save_arrays
from mnist_desktop.models.facts import calibration_from_record
from mnist_desktop.models.network import Network
from mnist_desktop.models.reading.inspection import NotOpened, problem_to_record
from mnist_desktop.models.reading.other_backend import Reading
from mnist_desktop.models.reading.plain_network import network_from_record, network_to_record
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.two_readings import found_form, leave_other, right_reading
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from mnist_desktop.models.preparation import PreparedModel

KERAS = "model.keras"
LITERT = "model.tflite"
RESULT = "result.json"
LOOK = "look"
BUILD = "build"
EXPORT = "export"
TRY = "try"
_TRIED_AT_ONCE = 256


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

    records = ((key, network_from_record(record)) for key, record in request["offered"].items())
    offered = {key: network for key, network in records if isinstance(network, Network)}
    seen = look(Path(request["source"]), workspace, offered, request["preset"])
    if request["keep"]:
        save_arrays(workspace / ARRAYS, seen.arrays)
        if seen.other is not None:
            leave_other(workspace, seen.other)
    return {"inspection": seen.inspection.to_record()}


def _build(request: dict[str, Any], workspace: Path) -> dict[str, Any]:
    from mnist_desktop.models.export import rebuild, require_same
    from mnist_desktop.models.preparation import prepare_any

    reading = _reading(request, workspace)
    model = rebuild(reading.network, reading.arrays)
    prepared = prepare_any(model, reading.network, workspace)
    (workspace / KERAS).write_bytes(prepared.keras_file)
    (workspace / LITERT).write_bytes(prepared.litert_file)
    require_same(workspace / KERAS, workspace, reading.network, reading.arrays)
    return {"network": network_to_record(reading.network), **_fitted(prepared)}


def _reading(request: dict[str, Any], workspace: Path) -> Reading:
    """The network of the request with the arrays that the look kept, or what else the file may hold."""
    network = network_from_record(request["network"])
    arrays = load_arrays(workspace / ARRAYS, len(network.layers))
    return right_reading(workspace, Reading(network, arrays))


def _fitted(prepared: PreparedModel) -> dict[str, Any]:
    """The form in which the model reads best, and what was found on the way."""
    from mnist_desktop.models.form_finding import find_form
    from mnist_desktop.models.litert_runner import LiteRtRunner
    from mnist_desktop.models.quiet_start import native_noise_held_back

    with native_noise_held_back():
        found = find_form(LiteRtRunner(prepared.litert_file))
    return {
        "form": asdict(found.form),
        "probe_accuracy": found.accuracy,
        "reading_ms": prepared.reading_ms,
    }


def _export(request: dict[str, Any], workspace: Path) -> dict[str, Any]:
    from mnist_desktop.models.saved.exporting import export

    reading = _reading(request, workspace)
    kept = request["calibration"]
    calibration = None if kept is None else calibration_from_record(kept)
    exported = export(reading.network, reading.arrays, ModelFormat(request["format"]), calibration, workspace)
    found = found_form(reading)
    return {"exported": asdict(exported), "form": None if found is None else asdict(found.form)}


def _try(request: dict[str, Any], workspace: Path) -> dict[str, Any]:
    from mnist_desktop.models.form_finding import find_form
    from mnist_desktop.models.litert_runner import LiteRtRunner
    from mnist_desktop.models.reading.fitting import require_fitting

    try:
        runner = LiteRtRunner((workspace / LITERT).read_bytes())
        for count in (1, _TRIED_AT_ONCE):
            runner.run(np.zeros((count, *runner.shape), dtype=np.float32))
        require_fitting(runner.shape, (runner.outputs,))
        found = find_form(runner)
    except NotOpened as end:
        # The parent puts the path in the sentence.
        raise Problem(end.problem.code, **end.problem.values, path="") from end
    except (ValueError, RuntimeError, IndexError) as error:
        reason = "not a LiteRT model that reads pictures of digits"
        raise Problem(ProblemCode.MODEL_DAMAGED, name=request["name"], reason=reason) from error
    return {"form": asdict(found.form), "accuracy": found.accuracy}


_TASKS: dict[str, Callable[[dict[str, Any], Path], dict[str, Any]]] = {
    LOOK: _look,
    BUILD: _build,
    EXPORT: _export,
    TRY: _try,
}
