"""Background work as the status bar shows it."""

from __future__ import annotations

from dataclasses import dataclass

from mnist_desktop.jobs.job import Job


@dataclass(frozen=True)
class WorkShown:
    """A job with the words that say what it does. Its `Fraction` reports move the progress bar."""

    title: str
    job: Job
