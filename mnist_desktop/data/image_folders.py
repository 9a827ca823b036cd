"""Folders of labelled images: by class, in or above these by writer, or one whose files tell the class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.ink.image_files import SUFFIXES
from mnist_desktop.problems import Problem, ProblemCode

_DIGIT_FIRST = re.compile(r"([0-9])[-_ .]")


@dataclass(frozen=True)
class ImageFile:
    """An image file with what it shows and by whose hand, where known."""

    path: Path
    label: str
    writer: str | None


def labelled_files(path: Path) -> tuple[list[ImageFile], int]:
    """The images of a folder's folders, which are named by class, or by writer with the classes in them.

    Where it has none, those of the folder itself whose names begin with a digit, as `7_001.png` does. Files
    that are hidden or no images by their suffix are left alone.

    Returns:
        The images with a label, and how many have none.

    Raises:
        Problem: FILE_UNREADABLE.

    """
    files = [file for folder in visible(path) if folder.is_dir() for file in _images(folder)]
    if not files:
        return _labelled_by_name([entry for entry in visible(path) if _is_image(entry)])
    return [_turned(file) for file in files] if _are_of_writers(files) else files, 0


def visible(folder: Path) -> list[Path]:
    """What is in a folder, sorted, without what is hidden.

    Raises:
        Problem: FILE_UNREADABLE.

    """
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemCode.FILE_UNREADABLE, path=str(folder), reason=reason) from error


def _images(folder: Path) -> Iterator[ImageFile]:
    """The images of a class, with the writer where they stand in a writer's folder."""
    for entry in visible(folder):
        if entry.is_dir():
            yield from (
                ImageFile(file, folder.name, entry.name) for file in visible(entry) if _is_image(file)
            )
        elif _is_image(entry):
            yield ImageFile(entry, folder.name, None)


def _is_image(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and file.is_file()


def _are_of_writers(files: list[ImageFile]) -> bool:
    """True where the outer folders are writers': none is named by a single sign, and inner ones by digits."""
    return all(len(file.label) > 1 and file.writer is not None for file in files) and any(
        file.writer in DIGIT_NAMES for file in files
    )


def _turned(file: ImageFile) -> ImageFile:
    return ImageFile(file.path, file.writer or file.label, file.label)


def _labelled_by_name(files: list[Path]) -> tuple[list[ImageFile], int]:
    # Where they go beyond 9, names that are numbers alone count the images.
    are_counted = any(len(file.stem) > 1 and file.stem.isdecimal() for file in files)
    labelled = [
        ImageFile(file, match.group(1), None)
        for file in files
        if (match := _DIGIT_FIRST.match(file.name)) and not (are_counted and file.stem.isdecimal())
    ]
    return labelled, len(files) - len(labelled)
