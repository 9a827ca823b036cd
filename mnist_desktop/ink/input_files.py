"""What every reader asks of a file before it opens it."""

from __future__ import annotations

from pathlib import Path

from mnist_desktop.problems import Problem, ProblemCode


def checked_size(path: Path, most_bytes: int) -> int:
    """Size of the file in bytes, if it is a plain file that holds something and is not too large.

    Raises:
        Problem: FILE_MISSING, FILE_IS_FOLDER, FILE_UNREADABLE, FILE_EMPTY or FILE_TOO_LARGE.

    """
    try:
        if path.is_dir():
            raise Problem(ProblemCode.FILE_IS_FOLDER, path=str(path))
        if path.exists() and not path.is_file():
            raise Problem(ProblemCode.FILE_UNREADABLE, path=str(path), reason="not a plain file")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise Problem(ProblemCode.FILE_MISSING, path=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem(ProblemCode.FILE_UNREADABLE, path=str(path), reason=reason) from error
    if size == 0:
        raise Problem(ProblemCode.FILE_EMPTY, path=str(path))
    if size > most_bytes:
        raise Problem(
            ProblemCode.FILE_TOO_LARGE,
            path=str(path),
            size_mb=-(-size // 1_000_000),
            limit_mb=most_bytes // 1_000_000,
        )
    return size
