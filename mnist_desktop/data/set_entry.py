"""One kept set's folder: `facts.json` and its arrays as `.npy`, which any NumPy reads.

A new one is made beside under a hidden name and renamed, so a set is there whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.beside import forget, held
from mnist_desktop.data.data_set import DataSet, identifier_of
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import not_writable, sync_file, sync_folder, write_text

NEW = ".new-"
_FACTS_NAME = "facts.json"
_FORM = 1
_LARGEST_FACTS = 4_000_000
_PARTS = ("train", "test")
_ARRAYS = ("images", "labels", "writers")


@dataclass(frozen=True)
class SetFacts:
    """What is known of a set without opening it.

    Attributes:
        identifier: of the set.
        name: what a person calls it.
        source: where it came from, as the user named it; empty for the program's own.
        kept_on: when, as ISO 8601 in UTC; empty for the program's own.
        train_count: how many images there are to learn from.
        test_count: how many images there are to be measured on.
        class_names: the name of each class.
        original_shape: as in `DataSet`.

    """

    identifier: str
    name: str
    source: str
    kept_on: str
    train_count: int
    test_count: int
    class_names: tuple[str, ...]
    original_shape: tuple[int, ...]


def write_entry(folder: Path, data_set: DataSet, facts: SetFacts) -> None:
    """Make a set's folder, which is not there yet.

    Raises:
        Problem: FILE_NOT_WRITABLE; then nothing of it is there.

    """
    hidden = folder.with_name(f"{NEW}{os.urandom(8).hex()}")
    try:
        hidden.mkdir()
        with held(hidden):
            for path, array in _arrays(hidden, data_set):
                np.save(path, array, allow_pickle=False)
                sync_file(path)
            write_text(hidden / _FACTS_NAME, _text(facts, data_set))
            os.replace(hidden, folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise not_writable(folder, error) from error
    finally:
        forget(hidden)


def read_facts(folder: Path) -> SetFacts:
    """The facts of the set in `folder`.

    Raises:
        Problem: SET_DAMAGED.

    """
    return _facts_of(folder, _record(folder))


def read_set(folder: Path) -> DataSet:
    """The whole set in `folder`, if it is what was once kept.

    Raises:
        Problem: SET_DAMAGED.

    """
    record = _record(folder)
    facts = _facts_of(folder, record)
    try:
        train, test = (_part(folder, part, facts, record["writer_names"]) for part in _PARTS)
        found = DataSet(facts.identifier, facts.name, train, test, facts.original_shape)
    except OSError as error:
        raise _damage(facts.name, error.strerror or str(error)) from error
    except (ValueError, EOFError, KeyError, TypeError, MemoryError) as error:
        raise _damage(facts.name, str(error) or type(error).__name__) from error
    if identifier_of(train, test) != folder.name:
        raise _damage(facts.name, "it is not what was kept")
    return found


def rename_entry(folder: Path, name: str) -> SetFacts:
    """Call the set in `folder` so.

    Raises:
        Problem: SET_DAMAGED or FILE_NOT_WRITABLE.

    """
    record = _record(folder)
    facts = replace(_facts_of(folder, record), name=name)
    write_text(folder / _FACTS_NAME, json.dumps({**record, "name": name}) + "\n")
    return facts


def _arrays(folder: Path, data_set: DataSet) -> Iterator[tuple[Path, NDArray[Any]]]:
    for part, images in zip(_PARTS, (data_set.train, data_set.test), strict=True):
        yield from ((folder / f"{part}_{name}.npy", getattr(images, name)) for name in _ARRAYS)


def _part(folder: Path, part: str, facts: SetFacts, writer_names: dict[str, list[str]]) -> LabelledImages:
    images, labels, writers = (_array(folder / f"{part}_{name}.npy") for name in _ARRAYS)
    names = tuple(str(name) for name in writer_names[part])
    return LabelledImages(f"{facts.name} {part}", images, labels, facts.class_names, writers, names)


def _array(path: Path) -> NDArray[Any]:
    # Mapped first: what promises more than its file holds is refused before memory is asked for.
    np.load(path, mmap_mode="r", allow_pickle=False)
    array: NDArray[Any] = np.load(path, allow_pickle=False)
    return array


def _text(facts: SetFacts, data_set: DataSet) -> str:
    writer_names = {"train": data_set.train.writer_names, "test": data_set.test.writer_names}
    return json.dumps({"form": _FORM, **asdict(facts), "writer_names": writer_names}) + "\n"


def _record(folder: Path) -> dict[str, Any]:
    path = folder / _FACTS_NAME
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_FACTS:
            raise _damage(folder.name, f"{_FACTS_NAME} is missing or too large")
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _damage(folder.name, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _damage(folder.name, f"{_FACTS_NAME} is not JSON") from error
    if not isinstance(record, dict) or record.get("form") != _FORM:
        raise _damage(folder.name, f"{_FACTS_NAME} is of another form")
    return record


def _facts_of(folder: Path, record: dict[str, Any]) -> SetFacts:
    try:
        facts = SetFacts(
            identifier=str(record["identifier"]),
            name=str(record["name"]),
            source=str(record["source"]),
            kept_on=str(record["kept_on"]),
            train_count=int(record["train_count"]),
            test_count=int(record["test_count"]),
            class_names=tuple(str(name) for name in record["class_names"]),
            original_shape=tuple(int(side) for side in record["original_shape"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise _damage(folder.name, f"{_FACTS_NAME} is incomplete") from error
    if facts.identifier != folder.name:
        raise _damage(folder.name, f"{_FACTS_NAME} is of another set")
    return facts


def _damage(name: str, reason: str) -> Problem:
    return Problem(ProblemCode.SET_DAMAGED, name=name, reason=reason)
