"""The data sets of this machine: the bundled MNIST, and what the user imported, each in a folder of its own.

Whatever is wrong with one folder is told of that set only.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mnist_desktop.beside import forget, forget_leftovers_called
from mnist_desktop.data.data_set import MNIST_IDENTIFIER, DataSet, identifier_of
from mnist_desktop.data.digits import DIGIT_NAMES, SIDE
from mnist_desktop.data.mnist import MNIST_NAME, TEST_COUNT, TRAIN_COUNT, load_mnist
from mnist_desktop.data.set_entry import (
    NEW,
    SetFacts,
    read_facts,
    read_set,
    rename_entry,
    write_entry,
)
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import not_writable

__all__ = ["LONGEST_NAME", "MNIST_FACTS", "DamagedSet", "SetFacts", "SetLibrary", "tidy_name"]

LONGEST_NAME = 80
MNIST_FACTS = SetFacts(
    MNIST_IDENTIFIER, MNIST_NAME, "", "", TRAIN_COUNT, TEST_COUNT, DIGIT_NAMES, (SIDE, SIDE)
)
# What `identifier_of` says of MNIST itself, so that it is not kept a second time.
_MNIST_CONTENT = "360e69e67d7aa46d"
_OLD = ".old-"


@dataclass(frozen=True)
class DamagedSet:
    """A folder that cannot be opened as a set, and why; it can be removed."""

    identifier: str
    problem: Problem


class SetLibrary:
    """The sets in the user's folder, after the MNIST of the program. Holds no state but the folder."""

    def __init__(self, folder: Path) -> None:
        """Look after `folder`, which need not exist yet."""
        self._folder = folder

    def sets(self) -> tuple[SetFacts | DamagedSet, ...]:
        """All sets: MNIST, then those of the user by name, then the damaged ones; no array is read."""
        found = [_listed(folder) for folder in self._entries()]
        sound = [facts for facts in found if isinstance(facts, SetFacts)]
        damaged = [damage for damage in found if isinstance(damage, DamagedSet)]
        return (MNIST_FACTS, *sorted(sound, key=lambda facts: facts.name.casefold()), *damaged)

    def find(self, wanted: str) -> SetFacts:
        """The sound set with this identifier, or else this name in any case.

        Raises:
            Problem: SET_UNKNOWN, or what is wrong with the set of that identifier.

        """
        sets = self.sets()
        for entry in sets:
            if entry.identifier == wanted:
                if isinstance(entry, DamagedSet):
                    raise entry.problem
                return entry
        sound = [entry for entry in sets if isinstance(entry, SetFacts)]
        for facts in sound:
            if facts.name.casefold() == wanted.strip().casefold():
                return facts
        raise Problem(ProblemCode.SET_UNKNOWN, name=wanted)

    def open(self, identifier: str) -> DataSet:
        """The set with this identifier, checked by its hash; a fifth of a second for 70,000 images.

        Raises:
            Problem: SET_UNKNOWN or SET_DAMAGED; DATA_MISSING or DATA_DAMAGED for MNIST.

        """
        if identifier == MNIST_IDENTIFIER:
            return load_mnist()
        return read_set(self._existing(identifier))

    def keep(self, data_set: DataSet, source: str) -> SetFacts:
        """Keep a set, by the hash of its content: the same one twice is one, and keeps its first name.

        Where the name is taken it gets a number.

        Args:
            data_set: what to keep.
            source: where it came from, to be shown.

        Raises:
            Problem: SET_NAME_INVALID, or FILE_NOT_WRITABLE; then nothing was kept.

        """
        name = tidy_name(data_set.name)
        identifier = identifier_of(data_set.train, data_set.test)
        if identifier == _MNIST_CONTENT:
            return MNIST_FACTS
        folder = self._folder / identifier
        if (known := self._sound(folder)) is not None:
            return known
        facts = _facts_of(data_set, identifier, self._free_name(name), source)
        self._make_room(folder)
        write_entry(folder, data_set, facts)
        return facts

    def rename(self, identifier: str, name: str) -> SetFacts:
        """Give a set another name.

        Raises:
            Problem: SET_UNKNOWN, SET_BUNDLED, SET_DAMAGED, SET_NAME_INVALID, SET_NAME_TAKEN,
                FILE_NOT_WRITABLE.

        """
        folder, wanted = self._changeable(identifier), tidy_name(name)
        if wanted.casefold() in self._names(besides=identifier):
            raise Problem(ProblemCode.SET_NAME_TAKEN, name=wanted)
        return rename_entry(folder, wanted)

    def remove(self, identifier: str) -> None:
        """Remove a set for good, damaged or not.

        Raises:
            Problem: SET_UNKNOWN, SET_BUNDLED, FILE_NOT_WRITABLE.

        """
        self._put_away(self._changeable(identifier))

    def _entries(self) -> list[Path]:
        """The folders of sets, however damaged: no hidden ones, no links, no files."""
        try:
            entries = sorted(self._folder.iterdir())
        except OSError:
            return []
        return [entry for entry in entries if _may_be_set(entry)]

    def _changeable(self, identifier: str) -> Path:
        if identifier == MNIST_IDENTIFIER:
            raise Problem(ProblemCode.SET_BUNDLED, name=MNIST_NAME)
        return self._existing(identifier)

    def _existing(self, identifier: str) -> Path:
        for folder in self._entries():
            if folder.name == identifier:
                return folder
        raise Problem(ProblemCode.SET_UNKNOWN, name=identifier)

    def _put_away(self, folder: Path) -> None:
        hidden = folder.with_name(f"{_OLD}{os.urandom(8).hex()}")
        try:
            os.replace(folder, hidden)
        except OSError as error:
            raise not_writable(folder, error) from error
        forget(hidden)

    def _sound(self, folder: Path) -> SetFacts | None:
        """The facts of the set that is in `folder` already, whole and undamaged."""
        try:
            read_set(folder)
            return read_facts(folder)
        except Problem:
            return None

    def _make_room(self, folder: Path) -> None:
        """Have the library's folder without leftovers, and nothing damaged in the place of `folder`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_writable(self._folder, error) from error
        for prefix in (NEW, _OLD):
            forget_leftovers_called(self._folder, prefix)
        if os.path.lexists(folder):
            self._put_away(folder)

    def _free_name(self, name: str) -> str:
        taken, free, number = self._names(), name, 2
        while free.casefold() in taken:
            free = f"{name[: LONGEST_NAME - 5]} {number}"
            number += 1
        return free

    def _names(self, besides: str = "") -> set[str]:
        sound = (entry for entry in self.sets() if isinstance(entry, SetFacts))
        return {facts.name.casefold() for facts in sound if facts.identifier != besides}


def tidy_name(name: str) -> str:
    """A set's name without needless blanks; Problem SET_NAME_INVALID for none or one too long to show."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise Problem(ProblemCode.SET_NAME_INVALID, limit=LONGEST_NAME)
    return tidy


def _facts_of(data_set: DataSet, identifier: str, name: str, source: str) -> SetFacts:
    return SetFacts(
        identifier=identifier,
        name=name,
        source=source,
        kept_on=datetime.now(UTC).isoformat(timespec="seconds"),
        train_count=data_set.train.count,
        test_count=data_set.test.count,
        class_names=data_set.class_names,
        original_shape=data_set.original_shape,
    )


def _listed(folder: Path) -> SetFacts | DamagedSet:
    try:
        return read_facts(folder)
    except Problem as problem:
        return DamagedSet(folder.name, problem)


def _may_be_set(path: Path) -> bool:
    return not path.name.startswith(".") and path.is_dir() and not path.is_symlink()
