"""Ink files of an earlier training that are somewhere else now: asked for before it begins again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.sources import Source, Sources
from mnist_desktop.ui.dialogs import Dialogs

translate = QCoreApplication.translate


def with_ink_found(order: TrainingOrder, kept: Sources | None, dialogs: Dialogs) -> TrainingOrder | None:
    """The order with its ink files where they are now, None where the user does not know.

    Whether a file that was found is the one of then is seen by its hash when the training begins.

    Args:
        order: what shall be trained.
        kept: what the training that it takes up learnt from, None for a new one.
        dialogs: they ask for each file that is missing.

    """
    sources = order.sources
    if sources is None and kept is not None:
        sources = replace(kept, start=None) if order.further else kept
    if sources is None:
        return order
    found: list[Source] = []
    for file in sources.ink:
        place = file if Path(file.path).is_file() else _found(file, dialogs)
        if place is None:
            return None
        found.append(place)
    return replace(order, sources=replace(sources, ink=tuple(found)))


def _found(file: Source, dialogs: Dialogs) -> Source | None:
    title = translate("SourceFinding", "Ink file is missing")
    question = translate(
        "SourceFinding",
        "The training learnt from {path}, which is not there any more. "
        "If you moved it, choose where it is now.",
    )
    if not dialogs.ask(title, question.format(path=file.path), translate("SourceFinding", "Choose file…")):
        return None
    name = Path(file.path).name
    kinds = translate("SourceFinding", "All files (*)")
    chosen = dialogs.open_file(translate("SourceFinding", "Where {name} is now").format(name=name), kinds)
    return None if chosen is None else replace(file, path=str(chosen.absolute()))
