"""Saving a model somewhere else: made, opened again, compared, and only then put in its place.

TensorFlow only in a child process, and not at all for copies of the library's own files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

from mnist_desktop.folder_exchange import write_folder_beside
from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.child import exported, never
from mnist_desktop.models.class_names import class_names_for
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.graph import Architecture
from mnist_desktop.models.input_form import InputForm, Outputs
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.reading.fitting import last_function
from mnist_desktop.models.reading.inspection import Inspection
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.copies import compared_copies
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.side_file import SavedMeaning, content_hash, side_content
from mnist_desktop.models.saved.target import SaveTarget, is_saved_model, require_space
from mnist_desktop.models.weights_for import NOTHING_OFFERED, WeightsFor
from mnist_desktop.models.workspace import workspace_folder
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_beside, write_text

_ROOM_FOR = 6
"""A model in any format, and what is needed to make it, take at most so many times the space of its file."""
_COPIED = (ModelFormat.KERAS, ModelFormat.LITERT)


@dataclass(frozen=True)
class SavedModel:
    """A model that was saved: where, its size in bytes, and how well it agrees with what was to be saved."""

    target: SaveTarget
    size: int
    agreement: Agreement


@dataclass(frozen=True)
class ModelPair:
    """The two files of a model of this program, and what is known of its outputs beside them.

    Attributes:
        keras_file: Content of the Keras file.
        litert_file: Content of the LiteRT file, which was once found to agree with Keras; empty where only
            Keras can run the model.
        class_names: In the order of the outputs.
        calibration: None where nobody calibrated it.
        form: Of its input; None for the program's own.

    """

    keras_file: bytes
    litert_file: bytes
    class_names: tuple[str, ...]
    calibration: Calibration | None
    form: InputForm | None = None


def save_copy(model: LibraryModel, target: SaveTarget, cancelled: Callable[[], bool] = never) -> SavedModel:
    """Save a model of the library; what was at the target survives any failure.

    Raises:
        Problem: MODEL_DAMAGED; MODEL_KERAS_ONLY for a LiteRT file that there is none of; or as `save_pair`.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    facts = model.facts
    has_litert = facts.litert_bytes or target.format is ModelFormat.LITERT
    litert_file = model.litert_bytes() if has_litert else b""
    pair = ModelPair(model.keras_bytes(), litert_file, facts.class_names, facts.calibration, facts.input_form)
    return save_pair(pair, target, cancelled)


def save_pair(pair: ModelPair, target: SaveTarget, cancelled: Callable[[], bool] = never) -> SavedModel:
    """Save a model of this program as it is or in another format, with its calibration where it can be.

    Raises:
        Problem: DISK_FULL or FILE_NOT_WRITABLE for the target; MODEL_NOT_EXPORTABLE, MODEL_SAVED_DIFFERENTLY,
            or what goes wrong in the child process.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    keras_file = with_calibration(pair.keras_file, pair.calibration)
    _require_room(target, len(keras_file))
    with workspace_folder() as workspace:
        source = workspace / "model.keras"
        _fill(source, keras_file, target)
        if target.format not in _COPIED or not pair.litert_file:
            return _export(source, target, pair, cancelled)
        compared = compared_copies(source, pair.litert_file, target.format, cancelled)
        if compared is None:
            return _export(source, target, pair, cancelled)
        made, (agreed, inspection) = source, compared
        if target.format is ModelFormat.LITERT:
            made = workspace / "model.tflite"
            _fill(made, pair.litert_file, target)
        return _put(
            made, target, _meaning(inspection, pair.class_names, pair.calibration, pair.form), {}, agreed
        )


def save_file(
    source: Path,
    target: SaveTarget,
    cancelled: Callable[[], bool] = never,
    weights_for: WeightsFor = NOTHING_OFFERED,
) -> SavedModel:
    """Save the model that is in somebody's file at `source` in another format or place.

    `weights_for` says what weights without a network may belong to.

    Raises:
        Problem: As `save_pair`, and whatever a look at the file found.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    if os.path.isfile(source):  # noqa: PTH113 - pathlib raises for a name that no file can have
        _require_room(target, source.stat().st_size)
    return _export(source, target, None, cancelled, weights_for)


def _export(
    source: Path,
    target: SaveTarget,
    pair: ModelPair | None,
    cancelled: Callable[[], bool],
    weights_for: WeightsFor = NOTHING_OFFERED,
) -> SavedModel:
    with exported(source, target.format, cancelled, weights_for) as made:
        if pair is None:
            names = class_names_for(source, made.outputs)
            meaning = _meaning(made.inspection, names, made.inspection.calibration, made.form)
        else:
            meaning = _meaning(made.inspection, pair.class_names, pair.calibration, pair.form)
        return _put(made.path, target, meaning, made.names, made.agreement)


def _require_room(target: SaveTarget, size: int) -> None:
    require_space(target.path.absolute().parent, _ROOM_FOR * size, target.path)


def _fill(path: Path, content: bytes, target: SaveTarget) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        reason = f"{path.parent.parent}: {error.strerror or error}"
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(target.path), reason=reason) from error


def _meaning(
    inspection: Inspection,
    class_names: tuple[str, ...],
    calibration: Calibration | None,
    form: InputForm | None,
) -> SavedMeaning:
    network = inspection.network
    if network is None:
        raise ValueError("a sound file has a network")
    return SavedMeaning(
        network.input_shape,
        class_names,
        prod(network.output_shape),
        answers_probabilities=_answers_probabilities(network, form),
        calibration=calibration,
        form=form,
    )


def _answers_probabilities(network: Architecture, form: InputForm | None) -> bool:
    """Whether the outputs are shares: as was seen when it read, else by the function that comes last."""
    return last_function(network) == "softmax" if form is None else form.outputs is Outputs.SHARES


def _put(
    made: Path, target: SaveTarget, meaning: SavedMeaning, names: Mapping[str, str], agreed: Agreement
) -> SavedModel:
    """Put what was made and verified in its place, and then its side file.

    A program that is killed between the two leaves a side file that names another hash, or none.
    """
    sha256 = content_hash(made)

    def fill(path: Path) -> None:
        if target.format.is_folder:
            shutil.copytree(made, path, dirs_exist_ok=True, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(made, path)
        if content_hash(path) != sha256:
            raise OSError("the disk gave back other bytes than were written")

    if target.format.is_folder:
        write_folder_beside(target.path, fill, _may_be_replaced)
    else:
        write_beside(target.path, fill)
    write_text(target.side_path, side_content(target.path, target.format, sha256, meaning, names, agreed))
    files = made.rglob("*") if target.format.is_folder else (made,)
    return SavedModel(target, sum(file.stat().st_size for file in files if file.is_file()), agreed)


def _may_be_replaced(folder: Path) -> bool:
    return is_saved_model(folder) or not any(folder.iterdir())
