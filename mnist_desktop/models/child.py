"""Reading somebody's model file in child processes, so that a bad one costs a sentence and not the window.

The first child has no TensorFlow: it looks at the file and decides. Only what it found sound, plain layers
and arrays, is given to the second, which builds the model anew and converts it. Both have limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mnist_desktop.models.child_arrays import ARRAYS, load_arrays
from mnist_desktop.models.child_limits import BUILDING, LOOKING
from mnist_desktop.models.child_process import run_child
from mnist_desktop.models.class_names import class_names_for
from mnist_desktop.models.facts import form_from_record
from mnist_desktop.models.graph import Architecture
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.reading.inspection import Inspection
from mnist_desktop.models.reading.plain_network import network_from_record, network_to_record
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.weights_for import NOTHING_OFFERED, WeightsFor
from mnist_desktop.models.workspace import workspace_folder

if TYPE_CHECKING:
    from mnist_desktop.models.reading.weights import Arrays

_FILES = ("model.keras", "model.tflite")


@dataclass(frozen=True)
class OpenedModel:
    """A foreign model, rebuilt and ready for the library, and what its file said."""

    prepared: PreparedModel
    inspection: Inspection


@dataclass(frozen=True)
class ExportedModel:
    """A model in another format, in a private folder.

    Attributes:
        path: Of the file or folder.
        agreement: With the model that it was made of.
        names: Of its "input" and "output" inside, where the format names them.
        inspection: What was found in the file that it was made of.
        outputs: How many values it answers with.
        form: The form of input in which it reads best; None where LiteRT cannot run it.

    """

    path: Path
    agreement: Agreement
    names: dict[str, str]
    inspection: Inspection
    outputs: int = 0
    form: InputForm | None = None


def never() -> bool:
    """For those who do not cancel."""
    return False


def inspect(
    path: Path, cancelled: Callable[[], bool] = never, weights_for: WeightsFor = NOTHING_OFFERED
) -> Inspection:
    """What the file at `path` is, found out without TensorFlow in well under a second.

    Raises:
        Problem: FILE_MISSING or FILE_UNREADABLE, or the child process was MODEL_READING_SLOW, _CRASHED or
            out of MEMORY.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with workspace_folder() as workspace:
        return _look(path, workspace, cancelled, weights_for, keep=False)


def open_model(
    path: Path,
    cancelled: Callable[[], bool] = never,
    *,
    classes: Path | None = None,
    weights_for: WeightsFor = NOTHING_OFFERED,
) -> OpenedModel:
    """Read the model at `path` and make it ready for the library; some seconds, most of them TensorFlow's.

    The form in which it wants its input is found out by letting it read.

    Args:
        path: The file.
        cancelled: Asked now and then.
        classes: A file with the names of its classes; without it the one beside the model, see
            `class_names_for`.
        weights_for: What weights without a network may belong to.

    Raises:
        Problem: As `inspect`; whatever the look found; what is wrong with the names of its classes; or
            MODEL_NOT_CONVERTIBLE.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with workspace_folder() as workspace:
        inspection = _look(path, workspace, cancelled, weights_for, keep=True)
        network = _sound(inspection)
        class_names = class_names_for(path, prod(network.output_shape), classes)
        found = _build(path, network, workspace, cancelled)
        network = network_from_record(found["network"])
        keras_file, litert_file = ((workspace / name).read_bytes() for name in _FILES)
    prepared = PreparedModel(
        network,
        keras_file,
        litert_file,
        network.parameters,
        network.facts(),
        network.input_shape,
        form=form_from_record(found["form"]),
        class_names=class_names,
        probe_accuracy=found["probe_accuracy"],
        reading_ms=found["reading_ms"],
    )
    return OpenedModel(prepared, inspection)


def reread(
    path: Path, cancelled: Callable[[], bool] = never
) -> tuple[Inspection, Architecture, tuple[Arrays, ...]]:
    """What is in the model file at `path`, its layers and its weights, without TensorFlow.

    Raises:
        Problem: As `inspect`, or whatever the look found.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with workspace_folder() as workspace:
        inspection = _look(path, workspace, cancelled, NOTHING_OFFERED, keep=True)
        network = _sound(inspection)
        return inspection, network, load_arrays(workspace / ARRAYS, len(network.layers))


@contextmanager
def exported(
    path: Path,
    format: ModelFormat,
    cancelled: Callable[[], bool] = never,
    weights_for: WeightsFor = NOTHING_OFFERED,
) -> Iterator[ExportedModel]:
    """The model at `path` in another format, opened again and compared; it is gone when the block ends.

    A calibration in the file goes into a new `.keras` file.

    Raises:
        Problem: As `open_model`; MODEL_NOT_EXPORTABLE, MODEL_SAVED_DIFFERENTLY.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    with workspace_folder() as workspace:
        inspection = _look(path, workspace, cancelled, weights_for, keep=True)
        network = _sound(inspection)
        kept = inspection.calibration
        words = {
            "task": "export",
            "network": network_to_record(network),
            "format": format.value,
            "calibration": None if kept is None else asdict(kept),
        }
        found = run_child(path, words, BUILDING, workspace, cancelled)
        result, form = found["exported"], found["form"]
        yield ExportedModel(
            workspace / result["name"],
            Agreement(**result["agreement"]),
            result["names"],
            inspection,
            prod(network.output_shape),
            None if form is None else form_from_record(form),
        )


def _sound(inspection: Inspection) -> Architecture:
    if inspection.problem is not None:
        raise inspection.problem
    if inspection.network is None:
        raise ValueError("a sound file has a network")
    return inspection.network


def _look(
    path: Path, workspace: Path, cancelled: Callable[[], bool], weights_for: WeightsFor, *, keep: bool
) -> Inspection:
    offered = {key: network_to_record(network) for key, network in weights_for.offered.items()}
    words = {
        "task": "look",
        "source": str(path.absolute()),
        "keep": keep,
        "offered": offered,
        "preset": weights_for.preset,
    }
    result = run_child(path, words, LOOKING, workspace, cancelled)
    return Inspection.from_record(result["inspection"]).about(path)


def _build(
    path: Path, network: Architecture, workspace: Path, cancelled: Callable[[], bool]
) -> dict[str, Any]:
    words = {"task": "build", "network": network_to_record(network)}
    return run_child(path, words, BUILDING, workspace, cancelled)
