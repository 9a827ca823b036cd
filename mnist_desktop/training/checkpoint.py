"""The state of a training as one file: numbers and a header, nothing that could run."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_beside
from mnist_desktop.training.course import Course
from mnist_desktop.training.plan_record import plan_from, plan_record
from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.training.run_state import Arrays, Position, RunState

_FORM = 1
_HEADER = "header.json"
_GROUPS = ("model", "optimizer", "best", "before_ink")
_LARGEST_HEADER = 4_000_000
_DAMAGE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    TypeError,
    ValueError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    MemoryError,
)
"""What reading raises for files that this program did not write, or not to their end."""


def write_checkpoint(path: Path, state: RunState) -> None:
    """Put the state in place of the file; what was there survives any failure. Problem FILE_NOT_WRITABLE."""
    write_beside(path, lambda beside: _fill(beside, state))


@dataclass(frozen=True)
class CheckpointFacts:
    """What a checkpoint tells without its numbers."""

    position: Position
    history: tuple[EpochFinished, ...]


def read_checkpoint(path: Path) -> RunState:
    """The state in a file.

    Raises:
        Problem: RUN_DAMAGED unless it is what `write_checkpoint` writes.

    """
    with _opened(path) as archive:
        header = _header(archive)
        groups = {name: _arrays(archive, name, int(header["counts"][name])) for name in _GROUPS}
        return RunState(
            plan=plan_from(header["plan"], str(path)),
            data=str(header["data"]),
            position=Position(**_numbers(header["position"], Position)),
            history=history_from(header["history"]),
            course=Course(**_numbers(header["course"], Course)),
            **groups,
        )


def look_at_checkpoint(path: Path) -> CheckpointFacts:
    """What a checkpoint tells without reading its numbers; Problem RUN_DAMAGED."""
    with _opened(path) as archive:
        header = _header(archive)
        return CheckpointFacts(
            Position(**_numbers(header["position"], Position)), history_from(header["history"])
        )


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The file for reading; whatever goes wrong with it is RUN_DAMAGED."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except Problem as problem:
        raise Problem(ProblemCode.RUN_DAMAGED, path=str(path), reason=str(problem.code)) from problem
    except _DAMAGE as error:
        raise Problem(ProblemCode.RUN_DAMAGED, path=str(path), reason=str(error)[:100]) from error


def history_record(history: tuple[EpochFinished, ...]) -> list[dict[str, Any]]:
    """The epochs as JSON values."""
    return [asdict(epoch) for epoch in history]


def history_from(record: Any) -> tuple[EpochFinished, ...]:
    """The epochs of a record; ValueError, TypeError or KeyError for anything else."""
    return tuple(EpochFinished(**_numbers(epoch, EpochFinished)) for epoch in record)


def _fill(path: Path, state: RunState) -> None:
    groups: Mapping[str, Arrays] = {name: getattr(state, name) for name in _GROUPS}
    header = {
        "form": _FORM,
        "plan": plan_record(state.plan),
        "data": state.data,
        "position": asdict(state.position),
        "history": history_record(state.history),
        "course": asdict(state.course),
        "counts": {name: len(arrays) for name, arrays in groups.items()},
    }
    # Stored as they are: weights do not get smaller by packing, and training waits meanwhile.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_HEADER, json.dumps(header))
        for name, arrays in groups.items():
            for number, array in enumerate(arrays):
                with archive.open(_member(name, number), "w") as stream:
                    _write_array(stream, array)


def _write_array(stream: IO[bytes], array: NDArray[Any]) -> None:
    np.lib.format.write_array(stream, np.asarray(array), allow_pickle=False)


def _header(archive: zipfile.ZipFile) -> dict[str, Any]:
    with archive.open(_HEADER) as stream:
        text = stream.read(_LARGEST_HEADER + 1)
    if len(text) > _LARGEST_HEADER:
        raise ValueError("the header is too large")
    header = json.loads(text)
    if not isinstance(header, dict) or header.get("form") != _FORM:
        raise ValueError("the header is of another form")
    return header


def _arrays(archive: zipfile.ZipFile, name: str, count: int) -> Arrays:
    found: list[NDArray[Any]] = []
    for number in range(count):
        info = archive.getinfo(_member(name, number))
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
            raise ValueError("the arrays are packed")
        with archive.open(info) as stream:
            found.append(np.lib.format.read_array(stream, allow_pickle=False))
    return tuple(found)


def _member(name: str, number: int) -> str:
    return f"{name}/{number:04}.npy"


def _numbers(record: Any, kind: type[Any]) -> dict[str, Any]:
    """The values of a dataclass that holds only numbers, checked."""
    known = {item.name for item in fields(kind)}
    if not isinstance(record, dict) or not known.issuperset(record):
        raise ValueError(f"no {kind.__name__}")
    if not all(value is None or type(value) in (int, float) for value in record.values()):
        raise TypeError(f"no numbers in {kind.__name__}")
    return record
