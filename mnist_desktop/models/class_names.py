"""What a model's classes are called: the ten digits, or names from a file beside the model. No TensorFlow."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.presence import is_file
from mnist_desktop.problems import Problem, ProblemCode

MOST_CLASSES = 1000
LONGEST_CLASS_NAME = 40
_LARGEST_FILE = 200_000
_LARGEST_DESCRIPTION = 1_000_000
DESCRIPTION_ENDING = ".json"
_SIDE_FILES = (".classes.txt", ".labels.json")
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_USUAL = {
    # The four divisions of EMNIST with letters, and digits with capitals.
    26: _LETTERS,
    36: (*DIGIT_NAMES, *_LETTERS),
    47: (*DIGIT_NAMES, *_LETTERS, *"abdefghnqrt"),
    62: (*DIGIT_NAMES, *_LETTERS, *"abcdefghijklmnopqrstuvwxyz"),
}


def are_digits(class_names: Sequence[str]) -> bool:
    """Whether the classes are the ten digits in their order."""
    return tuple(class_names) == DIGIT_NAMES


def default_class_names(outputs: int) -> tuple[str, ...]:
    """The names of classes that nobody named; one output beside the ten digits means "no digit"."""
    if outputs in (len(DIGIT_NAMES), len(DIGIT_NAMES) + 1):
        return DIGIT_NAMES
    return tuple(f"class {number}" for number in range(outputs))


def usual_class_names(outputs: int) -> tuple[str, ...]:
    """A good guess at the names of so many classes, to be offered, not taken for granted."""
    return _USUAL.get(outputs, default_class_names(outputs))


def names_from_lines(text: str) -> tuple[str, ...]:
    """One name a line, blank lines left out.

    Raises:
        ValueError: a name is too long or given twice, or there are too few or too many.

    """
    return _checked([line.strip() for line in text.splitlines() if line.strip()])


def read_class_names(path: Path) -> tuple[str, ...]:
    """The names in a file: a JSON list of texts where its name ends in `.json`, else one name a line.

    Raises:
        Problem: FILE_MISSING, FILE_NOT_REGULAR, FILE_UNREADABLE or CLASSES_DAMAGED.

    """
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - no name makes these raise
        raise Problem(ProblemCode.FILE_NOT_REGULAR, path=str(path))
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Problem(ProblemCode.FILE_MISSING, path=str(path)) from error
    except OSError as error:
        raise Problem(
            ProblemCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)
        ) from error
    try:
        if len(content) > _LARGEST_FILE:
            raise ValueError(f"it is larger than {_LARGEST_FILE // 1000} kB")
        text = content.decode("utf-8-sig")
        return _from_json(text) if path.suffix.lower() == ".json" else names_from_lines(text)
    except UnicodeDecodeError as error:
        raise Problem(ProblemCode.CLASSES_DAMAGED, path=str(path), reason="it is no text") from error
    except (ValueError, RecursionError) as error:
        raise Problem(ProblemCode.CLASSES_DAMAGED, path=str(path), reason=str(error)) from error


def side_file(model_path: Path) -> Path | None:
    """The file of class names beside a model `NAME.keras`: `NAME.classes.txt`, else `NAME.labels.json`."""
    beside = (model_path.with_name(f"{model_path.stem}{ending}") for ending in _SIDE_FILES)
    return next((path for path in beside if is_file(path)), None)


def class_names_for(model_path: Path, outputs: int, chosen: Path | None = None) -> tuple[str, ...]:
    """The names of a model's classes: from the file `chosen`, else from what is beside it, else usual ones.

    Beside it may be a file of names, or the description that this program saves with every model.

    There are as many as outputs, or one less; the last output means then that it is none of them.

    Raises:
        Problem: as `read_class_names`, or CLASSES_COUNT.

    """
    source = chosen or side_file(model_path)
    if source is None:
        described = described_class_names(model_path)
        fits = outputs - len(described) in (0, 1)
        return described if described and fits else default_class_names(outputs)
    names = read_class_names(source)
    if outputs - len(names) not in (0, 1):
        raise Problem(ProblemCode.CLASSES_COUNT, path=str(source), found=len(names), outputs=outputs)
    return names


def described_class_names(model_path: Path) -> tuple[str, ...]:
    """The names in the description beside a model, if it is of this very file; none where there is none."""
    path = model_path.with_name(f"{model_path.name}{DESCRIPTION_ENDING}")
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_DESCRIPTION:
            return ()
        record = json.loads(path.read_text(encoding="utf-8"))
        names = record["outputs"]["class_names"]
        with model_path.open("rb") as stream:
            if record["sha256"] != hashlib.file_digest(stream, "sha256").hexdigest():
                return ()
        return _from_json(json.dumps(names))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # It is not of this program, and the model is all there without it.
        return ()


def classes_file(model_path: Path) -> Path:
    """Where the names of a model's classes are written, one a line."""
    return model_path.with_name(f"{model_path.stem}{_SIDE_FILES[0]}")


def _from_json(text: str) -> tuple[str, ...]:
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise ValueError("it is no list of texts")
    return _checked([name.strip() for name in found])


def _checked(names: list[str]) -> tuple[str, ...]:
    if not 2 <= len(names) <= MOST_CLASSES:
        raise ValueError(f"it has {len(names)} names; 2 to {MOST_CLASSES} are possible")
    for name in names:
        if not name or len(name) > LONGEST_CLASS_NAME or not name.isprintable():
            shown = ascii(name[:LONGEST_CLASS_NAME])
            raise ValueError(f"{shown} is no name of 1 to {LONGEST_CLASS_NAME} letters or signs")
    if len(set(names)) < len(names):
        twice = next(name for index, name in enumerate(names) if name in names[:index])
        raise ValueError(f"{twice} is there twice")
    return tuple(names)
