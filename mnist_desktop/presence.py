"""Whether something stands at a path that a user, another program or a remembered list named.

`Path.is_file` and its like raise where a folder on the way is closed, or where a name is longer than the
system takes; for what the program may do with such a path that means the same as its not being there.
"""

from __future__ import annotations

from pathlib import Path


def is_present(path: Path) -> bool:
    """Whether anything can be seen at the path."""
    try:
        return path.exists()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether a file can be seen there."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder can be seen there."""
    try:
        return path.is_dir()
    except OSError:
        return False
