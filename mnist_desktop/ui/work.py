"""Background work, and what came of it, as the status bar shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.jobs.job import Job


@dataclass(frozen=True)
class WorkShown:
    """A job with the words that say what it does. Its `Fraction` reports move the progress bar.

    `is_asked_about` says whether the user would miss its result if the window closed meanwhile,
    `stands_still` whether nothing of it is done for a while.
    """

    title: str
    job: Job
    is_asked_about: bool = False
    stands_still: bool = False


@dataclass(frozen=True)
class FileSaved:
    """A sentence about a file or folder that was written, and the folder where it lies."""

    text: str
    folder: Path
