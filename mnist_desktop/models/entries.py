"""One model's folder in the library: `{facts.json, model.keras, model.tflite}`. No TensorFlow.

One that only Keras can run has no LiteRT file.

A new one is made beside under a hidden name and renamed, so the library lists a model whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.models.answers import Calibration, fitting_calibration, uncalibrated
from mnist_desktop.models.facts import ModelFacts, Origin
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import sync_folder, write_bytes, write_text

if TYPE_CHECKING:
    from mnist_desktop.models.preparation import PreparedModel

FACTS_NAME = "facts.json"
KERAS_NAME = "model.keras"
LITERT_NAME = "model.tflite"
HIDDEN = (".new-", ".old-")
_LARGEST_FACTS = 4_000_000


@dataclass(frozen=True)
class LibraryModel:
    """One model of the library. Where its folder is damaged, `damage` says how, and `facts` may be bare."""

    facts: ModelFacts
    folder: Path
    damage: Problem | None = None

    @property
    def damaged(self) -> bool:
        """Whether the model cannot be used."""
        return self.damage is not None

    @property
    def obstacle(self) -> Problem | None:
        """What keeps the model from reading drawings: damage, or that only Keras can run it."""
        if self.damage is None and not self.facts.litert_bytes:
            return Problem(ProblemCode.MODEL_KERAS_ONLY, name=self.facts.name)
        return self.damage

    @property
    def keras_file(self) -> Path:
        """The model as Keras wrote it."""
        return self.folder / KERAS_NAME

    @property
    def litert_file(self) -> Path:
        """The model for fast reading."""
        return self.folder / LITERT_NAME

    def keras_bytes(self) -> bytes:
        """The content of the Keras file; Problem MODEL_DAMAGED unless it is what was once written."""
        return self._checked(self.keras_file, self.facts.keras_sha256)

    def litert_bytes(self) -> bytes:
        """The content of the LiteRT file; Problem MODEL_KERAS_ONLY, MODEL_DAMAGED unless it is as written."""
        if self.obstacle is not None:
            raise self.obstacle
        return self._checked(self.litert_file, self.facts.litert_sha256)

    def _checked(self, path: Path, sha256: str) -> bytes:
        if self.damage is not None:
            raise self.damage
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _damage(self.facts.name, f"{path.name}: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _damage(self.facts.name, f"{path.name} was changed")
        return content


def facts_of(
    prepared: PreparedModel,
    *,
    identifier: str,
    name: str,
    origin: Origin,
    created: str,
    accuracy: float | None,
    source: str = "",
    saved_by: str = "",
    training: Mapping[str, Any] | None = None,
    calibration: Calibration | None = None,
    source_sha256: str = "",
) -> ModelFacts:
    """The facts of a model that is about to be kept."""
    outputs = prod(prepared.network.output_shape)
    return ModelFacts(
        identifier=identifier,
        name=name,
        origin=origin,
        created=created,
        input_shape=prepared.input_shape,
        class_names=prepared.class_names,
        parameters=prepared.parameters,
        layers=prepared.layers,
        accuracy=accuracy,
        keras_sha256=hashlib.sha256(prepared.keras_file).hexdigest(),
        litert_sha256=hashlib.sha256(prepared.litert_file).hexdigest(),
        keras_bytes=len(prepared.keras_file),
        litert_bytes=len(prepared.litert_file),
        source=source,
        saved_by=saved_by,
        training=training,
        calibration=calibration or uncalibrated(outputs, len(prepared.class_names)),
        input_form=prepared.form,
        probe_accuracy=prepared.probe_accuracy,
        reading_ms=prepared.reading_ms,
        source_sha256=source_sha256,
    )


def renamed_classes(facts: ModelFacts, class_names: tuple[str, ...]) -> ModelFacts:
    """The facts of a model whose classes are called so.

    What was measured or calibrated for other classes is left out.

    Raises:
        Problem: CLASSES_COUNT where they are not as many as its outputs, or one less.

    """
    outputs = facts.outputs
    if outputs - len(class_names) not in (0, 1):
        raise Problem(ProblemCode.CLASSES_COUNT, path=facts.name, found=len(class_names), outputs=outputs)
    return replace(
        facts,
        class_names=class_names,
        accuracy=facts.accuracy if class_names == facts.class_names else None,
        calibration=fitting_calibration(facts.calibration, outputs, len(class_names)),
    )


def write_entry(folder: Path, prepared: PreparedModel, facts: ModelFacts) -> None:
    """Make a model's folder beside and rename it, so that it is there whole or not at all.

    Raises:
        Problem: FILE_NOT_WRITABLE, for one if `folder` exists and is not empty.

    """
    hidden = folder.with_name(f".new-{os.urandom(8).hex()}")
    try:
        hidden.mkdir()
        write_bytes(hidden / KERAS_NAME, prepared.keras_file)
        if prepared.litert_file:
            write_bytes(hidden / LITERT_NAME, prepared.litert_file)
        write_text(hidden / FACTS_NAME, facts.to_json())
        os.replace(hidden, folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise not_writable(folder, error) from error
    finally:
        remove_entry(hidden)


def is_entry(path: Path) -> bool:
    """Whether `path` is a model's folder, however damaged: no hidden one, no link, no file."""
    return not path.name.startswith(".") and path.is_dir() and not path.is_symlink()


def read_entry(folder: Path) -> LibraryModel:
    """The model in `folder`, or what is wrong with it. Files are compared by size here, not by hash."""
    try:
        facts = _read_facts(folder / FACTS_NAME)
        if facts.identifier != folder.name:
            raise Problem(ProblemCode.FACTS_DAMAGED, reason="identifier")
        sizes = ((KERAS_NAME, facts.keras_bytes), (LITERT_NAME, facts.litert_bytes))
        for name, size in sizes:
            if not size:
                continue
            if not (folder / name).is_file():
                return LibraryModel(facts, folder, _damage(facts.name, f"{name} is missing"))
            if (folder / name).stat().st_size != size:
                return LibraryModel(facts, folder, _damage(facts.name, f"{name} is incomplete"))
    except Problem as problem:
        reason = str(problem.values.get("reason", problem.code))
        return LibraryModel(_unknown_facts(folder), folder, _damage(folder.name, f"{FACTS_NAME}: {reason}"))
    except OSError as error:
        return LibraryModel(_unknown_facts(folder), folder, _damage(folder.name, str(error.strerror)))
    return LibraryModel(facts, folder)


def _read_facts(path: Path) -> ModelFacts:
    if not path.is_file():
        raise Problem(ProblemCode.FACTS_DAMAGED, reason="missing")
    with path.open("rb") as stream:
        content = stream.read(_LARGEST_FACTS + 1)
    if len(content) > _LARGEST_FACTS:
        raise Problem(ProblemCode.FACTS_DAMAGED, reason="too large")
    try:
        return ModelFacts.from_json(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Problem(ProblemCode.FACTS_DAMAGED, reason="not text") from error


def _unknown_facts(folder: Path) -> ModelFacts:
    return ModelFacts(
        identifier=folder.name,
        name=folder.name,
        origin=Origin.OPENED,
        created="",
        input_shape=(),
        class_names=DIGIT_NAMES,
        parameters=0,
        layers=(),
        accuracy=None,
        keras_sha256="",
        litert_sha256="",
        keras_bytes=0,
        litert_bytes=0,
    )


def _damage(name: str, reason: str) -> Problem:
    return Problem(ProblemCode.MODEL_DAMAGED, name=name, reason=reason)


def not_writable(path: Path, error: OSError) -> Problem:
    """What to raise where the system refuses to write."""
    return Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(path), reason=error.strerror or str(error))


def remove_entry(path: Path) -> None:
    """Remove a hidden folder. Trouble is told to nobody: no list shows it, and a later `add` tries again."""
    shutil.rmtree(path, ignore_errors=True)
