"""Presets of the user's own: a changed network with its plan, each in a file. No TensorFlow.

Whatever is wrong with one file is told of that file only.
"""

from __future__ import annotations

import json
import time
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mnist_desktop.models.network import Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_text
from mnist_desktop.training.network_draft import PICTURE
from mnist_desktop.training.network_review import review
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.plan_record import plan_from, plan_record
from mnist_desktop.training.presets import PRESETS, Preset

LONGEST_TITLE = 60
_PREFIX, _SUFFIX = "own-", ".json"
_LONGEST_SLUG = 40
_FORM = 1
_LARGEST_FILE = 256_000
_MOST_FILES = 1000
_INPUTS = (PICTURE, PICTURE[:2], (PICTURE[0] * PICTURE[1],))
_SECONDS_UNTIL_FORGOTTEN = 3600.0


@dataclass(frozen=True)
class DamagedPreset:
    """A file that is no preset: its `key`, by which it can be deleted, its name, and what is wrong."""

    key: str
    name: str
    problem: Problem


class OwnPresets:
    """The presets in a folder of the user's."""

    def __init__(self, folder: Path) -> None:
        """Look after `folder`, which need not exist yet."""
        self._folder = folder

    def presets(self) -> tuple[Preset, ...]:
        """All that can be read, by their titles."""
        read = (_read(path) for path in self._files())
        presets = (preset for preset in read if isinstance(preset, Preset))
        return tuple(sorted(presets, key=lambda preset: (preset.title.casefold(), preset.key)))

    def damaged(self) -> tuple[DamagedPreset, ...]:
        """All that cannot be read, by their names."""
        read = (_read(path) for path in self._files())
        return tuple(preset for preset in read if isinstance(preset, DamagedPreset))

    def keep(self, name: str, plan: TrainingPlan) -> Preset:
        """Keep a plan with its network under a new name.

        Raises:
            Problem: PRESET_NAME_INVALID, PRESET_NAME_TAKEN, FILE_NOT_WRITABLE; NETWORK_... or PLAN_... if it
                cannot be trained. Then nothing was kept.

        """
        title = self._free_title(name)
        require_trainable(plan)
        key = self._free_key(title)
        preset = Preset(key, title, replace(plan, preset=key))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._forget_leftovers()
        except OSError as error:
            raise _not_writable(self._folder, error) from error
        self._write(preset)
        return preset

    def require_free(self, name: str, besides: str = "") -> None:
        """Let a name pass that a preset can have; the one with the key `besides` may have it already.

        Raises:
            Problem: PRESET_NAME_INVALID, PRESET_NAME_TAKEN.

        """
        self._free_title(name, besides)

    def rename(self, key: str, name: str) -> Preset:
        """Give a preset another name; its key stays.

        Raises:
            Problem: PRESET_UNKNOWN, PRESET_NAME_INVALID, PRESET_NAME_TAKEN, FILE_NOT_WRITABLE.

        """
        known = next((preset for preset in self.presets() if preset.key == key), None)
        if known is None:
            raise Problem(ProblemCode.PRESET_UNKNOWN, name=key)
        preset = replace(known, title=self._free_title(name, besides=key))
        self._write(preset)
        return preset

    def delete(self, key: str) -> None:
        """Remove a preset for good, damaged or not.

        Raises:
            Problem: PRESET_UNKNOWN, FILE_NOT_WRITABLE.

        """
        path = next((path for path in self._files() if path.stem == key), None)
        if path is None:
            raise Problem(ProblemCode.PRESET_UNKNOWN, name=key)
        try:
            path.unlink()
        except OSError as error:
            raise _not_writable(path, error) from error

    def _files(self) -> list[Path]:
        """The files of presets, at most so many; a key is never made a path, but looked for among these."""
        try:
            found = [
                path
                for path in self._folder.iterdir()
                if path.name.startswith(_PREFIX) and path.suffix == _SUFFIX and path.is_file()
            ]
        except OSError:
            return []
        return sorted(found)[:_MOST_FILES]

    def _write(self, preset: Preset) -> None:
        record = {"form": _FORM, "title": preset.title, "plan": plan_record(preset.plan)}
        write_text(self._folder / f"{preset.key}{_SUFFIX}", json.dumps(record, indent=1))

    def _free_title(self, name: str, besides: str = "") -> str:
        title = " ".join(name.split())
        if not _is_title(title):
            raise Problem(ProblemCode.PRESET_NAME_INVALID, limit=LONGEST_TITLE)
        others = (preset for preset in (*PRESETS, *self.presets()) if preset.key != besides)
        if title.casefold() in {preset.title.casefold() for preset in others}:
            raise Problem(ProblemCode.PRESET_NAME_TAKEN, name=title)
        return title

    def _free_key(self, title: str) -> str:
        key = begun = f"{_PREFIX}{_slug(title)}"
        number = 2
        while (self._folder / f"{key}{_SUFFIX}").exists():
            key = f"{begun}-{number}"
            number += 1
        return key

    def _forget_leftovers(self) -> None:
        """Remove what was being written when the program was killed."""
        oldest = time.time() - _SECONDS_UNTIL_FORGOTTEN
        for path in self._folder.glob(f".{_PREFIX}*{_SUFFIX}"):
            if path.lstat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def _read(path: Path) -> Preset | DamagedPreset:
    try:
        return _preset_from(_content(path), path)
    except Problem as problem:
        return DamagedPreset(path.stem, path.name, problem)


def _content(path: Path) -> Any:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemCode.FILE_UNREADABLE, path=path.name, reason=reason) from error
    if len(content) > _LARGEST_FILE:
        raise _damage(path, f"larger than {_LARGEST_FILE // 1000} kB")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damage(path, "no JSON") from error


def _preset_from(record: Any, path: Path) -> Preset:
    if not isinstance(record, dict) or record.get("form") != _FORM:
        raise _damage(path, "no preset of this program")
    title = record.get("title")
    if not isinstance(title, str) or not _is_title(title):
        raise _damage(path, "title")
    plan = plan_from(record.get("plan"), path.name)
    require_trainable(plan)
    # A file that was copied is a preset of its own.
    return Preset(path.stem, title, replace(plan, preset=path.stem))


def require_trainable(plan: TrainingPlan, classes: int | None = None) -> None:
    """Let a plan pass that can be trained on pictures of 28x28, of so many classes where that is known.

    Raises:
        Problem: NETWORK_... or PLAN_... for another one.

    """
    plan.check(classes)
    _require_picture(plan.network)
    mistake = review(plan.network, plan.network.output_shape[-1]).mistake
    if mistake is not None:
        raise mistake


def _require_picture(network: Network) -> None:
    if network.input_shape not in _INPUTS:
        first = network.layers[0].kind
        shape = "x".join(map(str, network.input_shape))
        raise Problem(ProblemCode.NETWORK_SHAPE, layer=first, shape=shape)


def _is_title(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TITLE and text.isprintable() and text == " ".join(text.split())


def _slug(title: str) -> str:
    """The letters and digits of a title that every file system can name; "network" where there are none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return "-".join(words)[:_LONGEST_SLUG].strip("-") or "network"


def _damage(path: Path, reason: str) -> Problem:
    return Problem(ProblemCode.PLAN_DAMAGED, path=path.name, reason=reason)


def _not_writable(path: Path, error: OSError) -> Problem:
    return Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(path), reason=error.strerror or str(error))
