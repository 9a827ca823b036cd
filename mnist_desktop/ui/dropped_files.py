"""What files are that are dropped on the window, or named at its start, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from mnist_desktop.ink.image_files import SUFFIXES as PICTURE_SUFFIXES
from mnist_desktop.ink.ink_collections import is_ink
from mnist_desktop.presence import is_folder

translate = QCoreApplication.translate
MODEL_SUFFIXES = (".keras", ".h5", ".hdf5")


@dataclass(frozen=True)
class DroppedFiles:
    """What is to be opened: models, a set, or drawings, images and their folders; `left` counts the rest."""

    models: tuple[Path, ...] = ()
    drawings: tuple[Path, ...] = ()
    data: tuple[Path, ...] = ()
    left: int = 0

    def told(self) -> str:
        """What will happen, in a few words."""
        if self.models:
            return _told_of_models(self.models)
        if self.data:
            return _told_of_data(self.data)
        return _told_of_drawings(self.drawings)

    def explained(self) -> str:
        """A quieter line below it."""
        if self.data:
            return translate("DroppedFiles", "You see what is in it before anything is taken.")
        if self.left == 1:
            return translate("DroppedFiles", "One other is left alone.")
        if self.left:
            return translate("DroppedFiles", "{count} others are left alone.").format(count=self.left)
        if len(self.models) > 1 or _are_many(self.drawings):
            return translate("DroppedFiles", "The files themselves stay where they are and are not changed.")
        if self.models:
            return translate("DroppedFiles", "The file itself stays where it is and is not changed.")
        return translate("DroppedFiles", "Undo brings back what is there now.")


def sorted_out(paths: Sequence[Path], *, takes_sets: bool = False) -> DroppedFiles:
    """Tell models from drawings and images; a file of any other kind is looked at as a model.

    Where sets are taken, folders and all files that are no models and no images by their names are one.
    """
    suffixes = {path.suffix.lower() for path in paths}
    if takes_sets and suffixes.isdisjoint(MODEL_SUFFIXES) and not suffixes.issubset(PICTURE_SUFFIXES):
        return DroppedFiles(data=tuple(paths))
    models, drawings = [], []
    for path in paths:
        suffix = path.suffix.lower()
        is_drawing = is_folder(path) or suffix in PICTURE_SUFFIXES
        if is_drawing or (suffix not in MODEL_SUFFIXES and _is_ink(path)):
            drawings.append(path)
        else:
            models.append(path)
    if models:
        return DroppedFiles(tuple(models), left=len(drawings))
    return DroppedFiles(drawings=tuple(drawings))


def _told_of_models(models: Sequence[Path]) -> str:
    if len(models) == 1:
        return translate("DroppedFiles", "Open the model {name}").format(name=models[0].name)
    return translate("DroppedFiles", "Open {count} models, one after the other").format(count=len(models))


def _told_of_data(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        return translate("DroppedFiles", "Import {name} as a set").format(name=paths[0].name)
    return translate("DroppedFiles", "Import {count} files as a set").format(count=len(paths))


def _told_of_drawings(drawings: Sequence[Path]) -> str:
    name = drawings[0].name
    if len(drawings) > 1:
        return translate("DroppedFiles", "Read {count} images at once").format(count=len(drawings))
    if _are_many(drawings):
        return translate("DroppedFiles", "Read all images in {name}").format(name=name)
    if drawings[0].suffix.lower() in PICTURE_SUFFIXES:
        return translate("DroppedFiles", "Put the image {name} on the board").format(name=name)
    return translate("DroppedFiles", "Put the drawing of {name} on the board").format(name=name)


def _are_many(drawings: Sequence[Path]) -> bool:
    return len(drawings) > 1 or any(path.is_dir() for path in drawings)


def _is_ink(path: Path) -> bool:
    try:
        return is_ink(path)
    except OSError:
        return False  # opening it as a model will tell what is wrong with it
