"""The library: every model on this machine in a folder of its own, with its facts. No TensorFlow.

Whatever is wrong with one folder is told of that model only.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.entries import (
    FACTS_NAME,
    HIDDEN,
    LibraryModel,
    facts_of,
    is_entry,
    not_writable,
    remove_entry,
    renamed_classes,
    write_entry,
)
from mnist_desktop.models.entry_reader import EntryReader
from mnist_desktop.models.facts import Origin
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_text

if TYPE_CHECKING:
    from mnist_desktop.models.preparation import PreparedModel

__all__ = ["LONGEST_NAME", "Library", "LibraryModel"]

LONGEST_NAME = 80
_SECONDS_UNTIL_FORGOTTEN = 3600.0


class Library:
    """The models in the user's folder, and the one that came with the program."""

    def __init__(self, folder: Path, bundled: Path) -> None:
        """Look after `folder`, which need not exist yet; `bundled` is the folder of the program's model."""
        self._folder = folder
        self._bundled = bundled
        self._reader = EntryReader()

    def models(self) -> tuple[LibraryModel, ...]:
        """All models: the bundled one, then the newest first. Files are checked by size, not by hash."""
        try:
            folders = [entry for entry in self._folder.iterdir() if is_entry(entry)]
        except OSError:
            folders = []
        self._reader.forget_others({*folders, self._bundled})
        models = [_own(self._reader.read(folder)) for folder in folders]
        models.sort(key=lambda model: (model.facts.created, model.facts.identifier), reverse=True)
        return (self.bundled(), *models)

    def bundled(self) -> LibraryModel:
        """The model that came with the program."""
        model = self._reader.read(self._bundled)
        return replace(model, facts=replace(model.facts, origin=Origin.BUNDLED))

    def find(self, wanted: str) -> LibraryModel:
        """The model with this identifier, or else this name in any case; Problem MODEL_UNKNOWN."""
        models = self.models()
        for model in models:
            if model.facts.identifier == wanted:
                return model
        for model in models:
            if model.facts.name.casefold() == wanted.strip().casefold():
                return model
        raise Problem(ProblemCode.MODEL_UNKNOWN, name=wanted)

    def opened_from(self, sha256: str) -> LibraryModel | None:
        """The newest sound model that was opened from a file with this hash."""
        models = (model for model in self.models() if model.facts.source_sha256 == sha256)
        return next((model for model in models if not model.damaged), None)

    def add(
        self,
        prepared: PreparedModel,
        *,
        name: str,
        origin: Origin,
        accuracy: float | None,
        source: str = "",
        saved_by: str = "",
        training: Mapping[str, Any] | None = None,
        calibration: Calibration | None = None,
        source_sha256: str = "",
    ) -> LibraryModel:
        """Keep a model. Where the name is taken it gets a number.

        Raises:
            Problem: MODEL_NAME_INVALID, or FILE_NOT_WRITABLE; then nothing was kept.

        """
        now = datetime.now(UTC)
        facts = facts_of(
            prepared,
            identifier=f"{now:%Y%m%d-%H%M%S}-{os.urandom(3).hex()}",
            name=self._free_name(_valid_name(name)),
            origin=origin,
            created=now.isoformat(timespec="milliseconds"),
            accuracy=accuracy,
            source=source,
            saved_by=saved_by,
            training=training,
            calibration=calibration,
            source_sha256=source_sha256,
        )
        folder = self._folder / facts.identifier
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_writable(self._folder, error) from error
        self._forget_leftovers()
        write_entry(folder, prepared, facts)
        return LibraryModel(facts, folder)

    def rename(self, identifier: str, name: str) -> LibraryModel:
        """Give a model another name.

        Raises:
            Problem: MODEL_UNKNOWN, MODEL_BUNDLED, MODEL_DAMAGED, MODEL_NAME_INVALID, MODEL_NAME_TAKEN,
                FILE_NOT_WRITABLE.

        """
        model = self._changeable(identifier)
        if model.damage is not None:
            raise model.damage
        wanted = _valid_name(name)
        others = (other for other in self.models() if other.folder != model.folder)
        if wanted.casefold() in {other.facts.name.casefold() for other in others}:
            raise Problem(ProblemCode.MODEL_NAME_TAKEN, name=wanted)
        facts = replace(model.facts, name=wanted)
        write_text(model.folder / FACTS_NAME, facts.to_json())
        return replace(model, facts=facts)

    def name_classes(self, identifier: str, class_names: tuple[str, ...]) -> LibraryModel:
        """Call a model's classes so; there are as many as outputs, or one less and then the last is none.

        Raises:
            Problem: MODEL_UNKNOWN, MODEL_BUNDLED, MODEL_DAMAGED, CLASSES_COUNT, FILE_NOT_WRITABLE.

        """
        model = self._changeable(identifier)
        if model.damage is not None:
            raise model.damage
        facts = renamed_classes(model.facts, class_names)
        write_text(model.folder / FACTS_NAME, facts.to_json())
        return replace(model, facts=facts)

    def delete(self, identifier: str) -> None:
        """Remove a model for good, damaged or not.

        Raises:
            Problem: MODEL_UNKNOWN, MODEL_BUNDLED, FILE_NOT_WRITABLE.

        """
        model = self._changeable(identifier)
        hidden = self._folder / f".old-{os.urandom(8).hex()}"
        try:
            os.replace(model.folder, hidden)
        except OSError as error:
            raise not_writable(model.folder, error) from error
        remove_entry(hidden)

    def _changeable(self, identifier: str) -> LibraryModel:
        for model in self.models():
            if model.facts.identifier == identifier:
                if model.folder == self._bundled:
                    raise Problem(ProblemCode.MODEL_BUNDLED, name=model.facts.name)
                return model
        raise Problem(ProblemCode.MODEL_UNKNOWN, name=identifier)

    def _free_name(self, name: str) -> str:
        taken = {model.facts.name.casefold() for model in self.models()}
        free, number = name, 2
        while free.casefold() in taken:
            free = f"{name[: LONGEST_NAME - 5]} {number}"
            number += 1
        return free

    def _forget_leftovers(self) -> None:
        """Remove what an add or delete left behind when the program was killed."""
        oldest = time.time() - _SECONDS_UNTIL_FORGOTTEN
        for entry in self._folder.iterdir():
            if entry.name.startswith(HIDDEN) and entry.lstat().st_mtime < oldest:
                remove_entry(entry)


def _own(model: LibraryModel) -> LibraryModel:
    """A folder of the user's is never the bundled model, whatever a copied file says."""
    if model.facts.origin is not Origin.BUNDLED:
        return model
    return replace(model, facts=replace(model.facts, origin=Origin.OPENED))


def _valid_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise Problem(ProblemCode.MODEL_NAME_INVALID, limit=LONGEST_NAME)
    return tidy
