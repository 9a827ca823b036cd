"""What is kept of a gallery: the labelled images as a set of the user's, the answers as a table."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.set_library import LONGEST_NAME, MNIST_FACTS, SetFacts, SetLibrary
from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.labelling import appended, labelled_images, new_set
from mnist_desktop.gallery.table import write_answers
from mnist_desktop.jobs.job import JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.work import FileSaved, WorkShown


class GalleryKeeping(QObject):
    """Asks, and keeps.

    Signals:
        file_saved: A `FileSaved`.
        work_started: A `WorkShown`.
        told: A sentence about what was kept.
    """

    file_saved = Signal(object)
    work_started = Signal(object)
    told = Signal(str)

    def __init__(self, sets: SetLibrary, lane: Lane, dialogs: Dialogs, parent: QObject) -> None:
        """Keep sets in this library, working in the lane."""
        super().__init__(parent)
        self._sets, self._lane, self._dialogs = sets, lane, dialogs

    def save_table(self, collection: Collection) -> None:
        """Ask for a name and write the answers there."""
        path = self._dialogs.save_file(self.tr("Save answers"), "answers.csv", self.tr("Table (*.csv)"))
        if path is None:
            return
        try:
            write_answers(path, collection)
        except Problem as problem:
            self._dialogs.trouble(problem)
        else:
            text = self.tr("Saved {name}.").format(name=path.name)
            self.file_saved.emit(FileSaved(text, path.parent))

    def keep_labelled(self, collection: Collection, class_names: tuple[str, ...]) -> None:
        """Ask for a name, or for one of the user's sets, and keep the labelled images there."""
        images = labelled_images(collection, "", class_names)
        fitting = self._fitting(images)
        place: int | None = 0
        if fitting:
            text = self.tr("Add to {name} ({images})")
            choices = [text.format(name=facts.name, images=self._images_of(facts)) for facts in fitting]
            place = self._dialogs.ask_choice(
                self.tr("Keep labelled images"),
                self.tr("Where should what you labelled be kept ({count})?").format(
                    count=f"{images.count:,}"
                ),
                [self.tr("Keep as a new set"), *choices],
                agree=self.tr("Go on"),
            )
        if place:
            self._start(_adding(self._sets, fitting[place - 1], images))
        elif place == 0 and (name := self._name()) is not None:
            source = self.tr("labelled by hand")
            self._start(_keeping(self._sets, replace(images, name=name), source))

    def _fitting(self, images: LabelledImages) -> list[SetFacts]:
        """The user's sets that have all the classes of these images."""
        used = {images.class_names[label] for label in set(images.labels.tolist())}
        return [
            facts
            for facts in self._sets.sets()
            if isinstance(facts, SetFacts) and facts != MNIST_FACTS and used <= set(facts.class_names)
        ]

    def _name(self) -> str | None:
        return self._dialogs.ask_text(
            self.tr("Keep labelled images"),
            self.tr("What is the new set called?"),
            self.tr("My images"),
            LONGEST_NAME,
            agree=self.tr("Keep"),
        )

    def _start(self, work: Work) -> None:
        job = self._lane.submit(work)
        job.succeeded.connect(self._on_kept)
        job.failed.connect(self._dialogs.trouble)
        self.work_started.emit(WorkShown(self.tr("Keeping images"), job, is_asked_about=True))

    def _on_kept(self, facts: object) -> None:
        if isinstance(facts, SetFacts):
            text = self.tr("{name} has {images} now. The Data place shows it.")
            self.told.emit(text.format(name=facts.name, images=self._images_of(facts)))

    def _images_of(self, facts: SetFacts) -> str:
        count = facts.train_count + facts.test_count
        return self.tr("1 image") if count == 1 else self.tr("{count} images").format(count=f"{count:,}")


def _keeping(sets: SetLibrary, images: LabelledImages, source: str) -> Work:
    def work(_control: JobControl) -> SetFacts:
        return sets.keep(new_set(images), source)

    return work


def _adding(sets: SetLibrary, facts: SetFacts, images: LabelledImages) -> Work:
    """The longer set is kept before the shorter one goes, so that neither can be lost."""

    def work(_control: JobControl) -> SetFacts:
        longer = sets.keep(appended(sets.open(facts.identifier), images), facts.source)
        sets.remove(facts.identifier)
        return sets.rename(longer.identifier, facts.name)

    return work
