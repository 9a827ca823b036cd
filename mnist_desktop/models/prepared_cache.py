"""Models of files, made ready to read and kept for the next time, by the hash of the file. No TensorFlow.

The command line opens the same files again and again, and TensorFlow takes seconds each time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import struct
from dataclasses import asdict, dataclass
from pathlib import Path

from mnist_desktop import __version__
from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.facts import calibration_from_record, form_from_record
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.reading.inspection import problem_from_record, problem_to_record
from mnist_desktop.problems import Problem
from mnist_desktop.safe_write import write_bytes

_LOG = logging.getLogger("mnist_desktop.cache")
_FORM = 1
_ENDING = f"-{__version__}-{_FORM}.model"
"""A file of another version is never read: what is prepared may be prepared in another way there."""
MOST_BYTES = 200_000_000
_HEAD = struct.Struct("<32sI")


@dataclass(frozen=True)
class ReadyModel:
    """What reading with a file's model needs.

    `form`, `probe_accuracy` and `calibration` are as in `ModelFacts`; `calibration_problem` says why a
    calibration in the file was left aside.
    """

    litert_file: bytes
    form: InputForm
    probe_accuracy: float | None = None
    calibration: Calibration | None = None
    calibration_problem: Problem | None = None


class PreparedCache:
    """A folder of ready models, each in a file of its own, that takes no more than so many bytes."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """Keep models in `folder`, which need not exist yet."""
        self._folder = folder
        self._most_bytes = most_bytes

    def find(self, sha256: str) -> ReadyModel | None:
        """The model of the file with this hash, if it is kept and is what was once written."""
        path = self._path(sha256)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        model = _model_in(content)
        if model is None:
            _LOG.warning("%s is damaged and is made anew", path.name)
        else:
            _touch(path)
        return model

    def keep(self, sha256: str, model: ReadyModel) -> None:
        """Keep the model of the file with this hash; where that cannot be, the next time takes longer."""
        content = _content_of(model)
        if len(content) > self._most_bytes:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room(len(content))
            write_bytes(self._path(sha256), content)
        except (OSError, Problem) as error:
            _LOG.warning("a model was not kept in the cache: %s", error)

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}{_ENDING}"

    def _make_room(self, wanted: int) -> None:
        """Remove what another version or a killed program left, then what was not used for longest."""
        kept = []
        for path in self._folder.iterdir():
            if path.name.endswith(_ENDING) and not path.name.startswith("."):
                status = path.stat()
                kept.append((status.st_mtime, status.st_size, path))
            elif path.name.endswith(".model"):
                path.unlink(missing_ok=True)
        total = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if total + wanted <= self._most_bytes:
                break
            path.unlink(missing_ok=True)
            total -= size


def file_sha256(path: Path) -> str:
    """The hash of a file; OSError where it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _content_of(model: ReadyModel) -> bytes:
    calibration = model.calibration
    record = {
        "form": asdict(model.form),
        "probe_accuracy": model.probe_accuracy,
        "calibration": asdict(calibration) if calibration else None,
        "calibration_problem": problem_to_record(model.calibration_problem),
    }
    words = json.dumps(record, allow_nan=False).encode()
    digest = hashlib.sha256(words + model.litert_file).digest()
    return _HEAD.pack(digest, len(words)) + words + model.litert_file


def _model_in(content: bytes) -> ReadyModel | None:
    if len(content) < _HEAD.size:
        return None
    digest, length = _HEAD.unpack_from(content)
    rest = content[_HEAD.size :]
    if hashlib.sha256(rest).digest() != digest:
        return None
    try:
        record = json.loads(rest[:length])
        calibration = record["calibration"]
        return ReadyModel(
            rest[length:],
            form_from_record(record["form"]),
            record["probe_accuracy"],
            calibration_from_record(calibration) if calibration is not None else None,
            problem_from_record(record["calibration_problem"]),
        )
    except (ValueError, KeyError, TypeError, Problem):
        return None


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except OSError as error:
        _LOG.info("%s was not marked as used: %s", path.name, error)
