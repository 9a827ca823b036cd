"""What a training learns from beside its plan, told so that it is found again when the training goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import MNIST, LearntSet, learnt_set_from

_MOST_FILES = 10_000
_LONGEST_TEXT = 5_000


@dataclass(frozen=True)
class Source:
    """A file as it was: its path, absolute, and the SHA-256 of its content in hexadecimal digits."""

    path: str
    sha256: str

    def require_unchanged(self) -> None:
        """Let pass what is as it was; Problem RUN_SOURCE_MISSING, RUN_SOURCE_CHANGED."""
        try:
            now = _sha256(Path(self.path))
        except (OSError, ValueError) as error:
            raise Problem(ProblemCode.RUN_SOURCE_MISSING, path=self.path) from error
        if now != self.sha256:
            raise Problem(ProblemCode.RUN_SOURCE_CHANGED, path=self.path)


@dataclass(frozen=True)
class Sources:
    """What a training got beside its plan.

    Attributes:
        ink: ink files, in their order.
        held_out: writers in them from whom nothing is learnt.
        start: the Keras file, in its folder of the library, whose weights it began with.
        deterministic: whether it gives the same weights each time, bit for bit.
        data: the set of images.

    """

    ink: tuple[Source, ...] = ()
    held_out: tuple[str, ...] = ()
    start: Source | None = None
    deterministic: bool = False
    data: LearntSet = MNIST


NO_SOURCES = Sources()


def ink_sources(names: Sequence[str]) -> tuple[Source, ...]:
    """Ink files as they are now; Problem FILE_MISSING or FILE_UNREADABLE."""
    return tuple(_source(Path(name).absolute(), name) for name in names)


def start_source(model: LibraryModel) -> Source:
    """The Keras file of a model whose weights a training begins with."""
    return Source(str(model.keras_file.absolute()), model.facts.keras_sha256)


def sources_record(sources: Sources) -> dict[str, Any]:
    """The sources as JSON values."""
    return asdict(sources)


def sources_from(record: Mapping[str, Any] | None) -> Sources:
    """The sources of a record, MNIST alone of what an older program kept.

    Raises:
        KeyError, TypeError, ValueError: for anything else but what `sources_record` makes.

    """
    if record is None:
        return NO_SOURCES
    start = record["start"]
    return Sources(
        ink=tuple(_kept(one) for one in _list(record["ink"])),
        held_out=tuple(_text(one) for one in _list(record["held_out"])),
        start=None if start is None else _kept(start),
        deterministic=record["deterministic"] is True,
        data=learnt_set_from(record.get("data")),
    )


def _source(path: Path, name: str) -> Source:
    try:
        return Source(str(path), _sha256(path))
    except FileNotFoundError as error:
        raise Problem(ProblemCode.FILE_MISSING, path=name) from error
    except IsADirectoryError as error:
        raise Problem(ProblemCode.FILE_IS_FOLDER, path=name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem(ProblemCode.FILE_UNREADABLE, path=name, reason=reason) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _kept(record: Mapping[str, Any]) -> Source:
    return Source(_text(record["path"]), _text(record["sha256"]))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST_FILES:
        raise TypeError("no list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise TypeError("no text")
    return value
