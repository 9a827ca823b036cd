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
    """What is to be opened: models, or else one drawing; `left` counts what cannot be opened here."""

    models: tuple[Path, ...] = ()
    drawing: Path | None = None
    left: int = 0

    @property
    def can_be_opened(self) -> bool:
        """Whether there is anything to open."""
        return bool(self.models) or self.drawing is not None

    def told(self) -> str:
        """What will happen, in a few words."""
        if len(self.models) == 1:
            text = translate("DroppedFiles", "Open the model {name}").format(name=self.models[0].name)
        elif self.models:
            text = translate("DroppedFiles", "Open {count} models, one after the other").format(
                count=len(self.models)
            )
        elif self.drawing is not None:
            text = translate("DroppedFiles", "Put the drawing of {name} on the board").format(
                name=self.drawing.name
            )
        else:
            text = translate("DroppedFiles", "This cannot be opened here")
        return text

    def explained(self) -> str:
        """A quieter line below it."""
        if not self.can_be_opened:
            return translate(
                "DroppedFiles",
                "Drop model files (.keras, .h5) or an ink file, no folders or pictures.",
            )
        if self.left == 1:
            return translate("DroppedFiles", "One other is left alone.")
        if self.left:
            return translate("DroppedFiles", "{count} others are left alone.").format(count=self.left)
        if len(self.models) > 1:
            return translate("DroppedFiles", "The files themselves stay where they are and are not changed.")
        if self.models:
            return translate("DroppedFiles", "The file itself stays where it is and is not changed.")
        return translate("DroppedFiles", "Undo brings back what is there now.")


def sorted_out(paths: Sequence[Path]) -> DroppedFiles:
    """Tell models from ink and from what is neither; a file of any other kind is looked at as a model."""
    models, drawings, left = [], [], 0
    for path in paths:
        suffix = path.suffix.lower()
        if is_folder(path) or suffix in PICTURE_SUFFIXES:
            left += 1
        elif suffix not in MODEL_SUFFIXES and _is_ink(path):
            drawings.append(path)
        else:
            models.append(path)
    if models:
        return DroppedFiles(tuple(models), left=left + len(drawings))
    if drawings:
        return DroppedFiles(drawing=drawings[0], left=left + len(drawings) - 1)
    return DroppedFiles(left=left)


def _is_ink(path: Path) -> bool:
    try:
        return is_ink(path)
    except OSError:
        return False  # opening it as a model will tell what is wrong with it
