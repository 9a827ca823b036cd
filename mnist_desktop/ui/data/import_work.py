"""Looking at somebody's files and taking them up, in the thread of a lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.importing.survey import preview, survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.importing.understood import Choices, LabelColumn, Understood
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.jobs.job import Fraction, JobControl


@dataclass(frozen=True, eq=False)
class Seen:
    """Files as they are understood with some choices, and how their images look then."""

    understood: Understood
    choices: Choices
    preview: LabelledImages


def survey_work(
    paths: Sequence[Path], label_column: LabelColumn | None
) -> Callable[[JobControl], Understood]:
    """Find out what is in these files."""

    def work(_control: JobControl) -> Understood:
        return survey(list(paths), label_column)

    return work


def preview_of(request: object) -> Seen:
    """How images look with other choices; the request is what was understood, and the choices."""
    assert isinstance(request, tuple)
    understood, choices = request
    return Seen(understood, choices, preview(understood, choices))


def take_work(
    understood: Understood, choices: Choices, library: SetLibrary, source: str
) -> Callable[[JobControl], SetFacts]:
    """Take the images up and keep them as a set of the user's that came from `source`."""

    def work(control: JobControl) -> SetFacts:
        def progress(done: int, total: int) -> None:
            control.check()
            control.report(Fraction(done, total))

        data_set = take(understood, choices, progress)
        control.check()
        return library.keep(data_set, source)

    return work
