"""The file of a report: HTML for people, CSV and JSON for programs."""

from __future__ import annotations

import os
from pathlib import Path

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.reports.html_report import html_report
from mnist_desktop.reports.records import csv_report, json_report
from mnist_desktop.reports.told import EvaluationTold
from mnist_desktop.safe_write import write_text

SUFFIXES = (".html", ".csv", ".json")
_MAKERS = {".html": html_report, ".csv": csv_report, ".json": json_report}


def check_report_file(path: Path) -> None:
    """Tell trouble with the place before any work is done for it.

    Raises:
        Problem: FILE_SUFFIX_UNKNOWN, FILE_EXISTS or FILE_NOT_WRITABLE.

    """
    if path.suffix.lower() not in SUFFIXES:
        raise Problem(ProblemCode.FILE_SUFFIX_UNKNOWN, path=str(path), suffixes=", ".join(SUFFIXES))
    if path.exists():
        raise Problem(ProblemCode.FILE_EXISTS, path=str(path))
    folder = path.absolute().parent
    if not folder.is_dir():
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(path), reason="there is no such folder")
    if not os.access(folder, os.W_OK):
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(path), reason="the folder is read-only")


def write_report(path: Path, told: EvaluationTold) -> None:
    """Write the report in the form of the file's suffix, in place of what is there.

    Raises:
        Problem: FILE_SUFFIX_UNKNOWN, FILE_NOT_WRITABLE or FILE_IS_FOLDER; what was there is unchanged then.

    """
    maker = _MAKERS.get(path.suffix.lower())
    if maker is None:
        raise Problem(ProblemCode.FILE_SUFFIX_UNKNOWN, path=str(path), suffixes=", ".join(SUFFIXES))
    write_text(path, maker(told))
