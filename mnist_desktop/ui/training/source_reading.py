"""Finds out in the background what is in the ink files and models that a training shall get."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.jobs.job import JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.entries import read_entry
from mnist_desktop.models.network import Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.ink_survey import InkSurvey, survey_ink
from mnist_desktop.training.learnt_set import learnt_set_of
from mnist_desktop.training.sources import Source
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.training.settings_panel import SettingsPanel


@dataclass(frozen=True)
class _Found:
    """What is in an ink file, of this path, or in a model; or what is wrong with it."""

    wanted: str | Source
    content: InkSurvey | Network | Problem


class SourceReading(QObject):
    """Reads one file after the other, and lets the user choose them."""

    def __init__(
        self,
        settings: SettingsPanel,
        shelf: ModelShelf,
        sets: SetLibrary,
        files: Lane,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        """Offer the sets and the models to start from, and read in the lane for files."""
        super().__init__(parent)
        self._settings, self._section = settings, settings.form.sources
        self._shelf, self._sets, self._files, self._dialogs = shelf, sets, files, dialogs
        self._wanted: str | Source | None = None
        self._offer_models()
        self.offer_sets()
        shelf.models_changed.connect(self._offer_models)
        self._section.ink.add_wanted.connect(self._on_add)
        self._section.start.network_wanted.connect(self._on_network_wanted)
        self._section.changed.connect(self._read_next)

    def are_current(self) -> bool:
        """Whether the files are those that were read; the others are read anew, and told of beside them."""
        return not self._section.ink.forget_what_changed()

    def offer_sets(self) -> None:
        """Offer the sets that are kept now."""
        sound = [facts for facts in self._sets.sets() if isinstance(facts, SetFacts)]
        self._section.data.offer([learnt_set_of(facts) for facts in sound])

    def _offer_models(self) -> None:
        self._section.start.forget_what_is_known()
        self._section.start.offer(self._shelf.models)

    def _on_add(self) -> None:
        kinds = self.tr("Ink files (*.jsonl *.unp *.txt *.dat *.tra *.tes);;All files (*)")
        chosen = self._dialogs.open_files(self.tr("Add ink files"), kinds)
        self._section.ink.add([str(path.absolute()) for path in chosen])

    def _on_network_wanted(self, network: Network) -> None:
        data = self._section.data.chosen
        rejects = data.shows_digits and network.output_shape[-1] > len(data.class_names)
        self._settings.adopt_network(network, rejects=rejects)

    def _read_next(self) -> None:
        if self._wanted is not None:
            return
        self._wanted = self._section.ink.unread() or self._section.start.unread()
        if self._wanted is None:
            return
        job = self._files.submit(_reading(self._wanted))
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    def _on_found(self, found: _Found) -> None:
        self._wanted = None
        match found.wanted, found.content:
            case str() as path, InkSurvey() | Problem() as content:
                self._section.ink.take(path, content)
            case Source() as start, Network() | Problem() as content:
                self._section.start.take(start, content)
        # It may have been removed, or chosen otherwise, meanwhile.
        self._read_next()

    def _on_failed(self, error: Exception) -> None:
        """Leave the file unread no longer: a training would wait for it."""
        wanted = self._wanted
        self._dialogs.trouble(error)
        if wanted is not None:
            path = wanted if isinstance(wanted, str) else wanted.path
            reason = str(error) or type(error).__name__
            self._on_found(_Found(wanted, Problem(ProblemCode.FILE_UNREADABLE, path=path, reason=reason)))

    def _on_cancelled(self) -> None:
        self._wanted = None


def _reading(wanted: str | Source) -> Work:
    def work(_control: JobControl) -> _Found:
        try:
            return _Found(wanted, survey_ink(wanted) if isinstance(wanted, str) else _network(wanted))
        except Problem as problem:
            return _Found(wanted, problem)

    return work


def _network(start: Source) -> Network | Problem:
    # It brings h5py along, which takes a while.
    from mnist_desktop.models.learnt_weights import network_of

    folder = Path(start.path).parent
    if not Path(start.path).is_file():
        return Problem(ProblemCode.MODEL_UNKNOWN, name=folder.name)
    start.require_unchanged()
    model = read_entry(folder)
    return network_of(model) or Problem(ProblemCode.MODEL_OTHER_NETWORK, name=model.facts.name)
