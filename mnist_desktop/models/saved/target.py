"""Where a model will be saved: all that can go wrong there is found out before any work is done."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.beside import forget, forget_leftovers
from mnist_desktop.folder_exchange import bring_back
from mnist_desktop.models.saved.formats import ModelFormat, require_libraries, with_suffix
from mnist_desktop.models.saved.side_file import require_own_side_file, side_path
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import not_writable

_LEAST_FREE = 2_000_000
_SAVED_MODEL = "saved_model.pb"
_SAVED_MODEL_FILES = ("saved_model.pb", "fingerprint.pb", "keras_metadata.pb", "variables/variables.*")


@dataclass(frozen=True)
class SaveTarget:
    """A place that was found fit to be written to."""

    path: Path
    format: ModelFormat

    @property
    def side_path(self) -> Path:
        """The file that says how to use the model."""
        return side_path(self.path)

    @property
    def exists(self) -> bool:
        """Whether something would be replaced."""
        return os.path.lexists(self.path)


def save_target(path: Path, format: ModelFormat | None = None) -> SaveTarget:
    """Where and as what a model will be saved. Only what a killed program left there is cleared away.

    Args:
        path: As the user named it; a missing suffix is added where the format is given.
        format: None for the one that the name ends in.

    Raises:
        Problem: MODEL_FORMAT_UNKNOWN, MODEL_FORMAT_OTHER, ONNX_MISSING, FILE_NAME_REFUSED, FILE_NOT_WRITABLE,
            FILE_READ_ONLY, FILE_NOT_REGULAR, FILE_IS_FOLDER, FOLDER_NOT_OURS, SIDE_FILE_FOREIGN.

    """
    path, found = with_suffix(path, format)
    require_libraries(found)
    target = SaveTarget(path, found)
    _require_name(target.path)
    _require_name(target.side_path)
    _require_folder(target)
    _require_replaceable(target)
    require_own_side_file(target.side_path)
    return target


def require_space(folder: Path, size: int, path: Path) -> None:
    """See that `folder` has room for `size` bytes.

    Raises:
        Problem: DISK_FULL, about `path`.

    """
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        # A disk that does not say may still have room; writing tells.
        return
    if free < size + _LEAST_FREE:
        needed = f"{(size + _LEAST_FREE) / 1e6:.0f}"
        raise Problem(
            ProblemCode.DISK_FULL, path=str(path), folder=str(folder), free=f"{free / 1e6:.0f}", needed=needed
        )


def is_saved_model(folder: Path) -> bool:
    """Whether a folder is a SavedModel and holds nothing else; only such a one is ever replaced."""
    if folder.is_symlink() or not (folder / _SAVED_MODEL).is_file():
        return False
    return all(_belongs(entry, folder) for entry in folder.rglob("*"))


def _belongs(entry: Path, folder: Path) -> bool:
    inside = entry.relative_to(folder)
    if entry.is_symlink():
        return False
    if entry.is_dir():
        return inside.as_posix() in ("variables", "assets")
    return any(inside.match(form) and len(inside.parts) == form.count("/") + 1 for form in _SAVED_MODEL_FILES)


def _require_name(path: Path) -> None:
    try:
        os.lstat(path)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise not_writable(path, error) from error
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            raise not_writable(path, error) from error
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem(ProblemCode.FILE_NAME_REFUSED, path=_shortened(path), reason=reason) from error


def _require_folder(target: SaveTarget) -> None:
    """Try it: what a system says of rights is not what a network folder or a write-protected disk does."""
    folder = target.path.absolute().parent
    if not folder.is_dir():
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(target.path), reason="there is no such folder")
    trial = folder / f".{os.urandom(8).hex()}{target.format.suffix}"
    try:
        bring_back(target.path)
        forget_leftovers(target.path)
        forget_leftovers(target.side_path)
        trial.touch(exist_ok=False)
    except OSError as error:
        raise not_writable(target.path, error) from error
    finally:
        forget(trial)


def _require_replaceable(target: SaveTarget) -> None:
    path = target.path
    if not target.exists:
        return
    mode = path.lstat().st_mode
    if target.format.is_folder:
        if not stat.S_ISDIR(mode) or (any(path.iterdir()) and not is_saved_model(path)):
            raise Problem(ProblemCode.FOLDER_NOT_OURS, path=str(path))
    elif path.is_dir():
        raise Problem(ProblemCode.FILE_IS_FOLDER, path=str(path))
    elif path.exists() and not path.is_file():
        raise Problem(ProblemCode.FILE_NOT_REGULAR, path=str(path))
    elif not mode & stat.S_IWUSR:
        raise Problem(ProblemCode.FILE_READ_ONLY, path=str(path))


def _shortened(path: Path) -> str:
    text = str(path).replace("\0", "?")
    return text if len(text) <= 120 else f"{text[:60]}…{text[-40:]}"
