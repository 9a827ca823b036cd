"""The sets that the user keeps, as the window sees them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.set_library import DamagedSet, SetFacts, SetLibrary


class SetShelf(QObject):
    """Changes the library of sets for the window and tells every place of it.

    Signals:
        sets_changed: A set came, went or got another name.
    """

    sets_changed = Signal()

    def __init__(self, library: SetLibrary, parent: QObject | None = None) -> None:
        """Watch over the library."""
        super().__init__(parent)
        self.library = library

    @property
    def sets(self) -> tuple[SetFacts | DamagedSet, ...]:
        """All sets, MNIST first."""
        return self.library.sets()

    def keep(self, data_set: DataSet, source: str) -> SetFacts:
        """Keep a set, in any thread; `tell` follows in the window's own. See `SetLibrary.keep`."""
        return self.library.keep(data_set, source)

    def tell(self) -> None:
        """Tell every place that sets have changed."""
        self.sets_changed.emit()

    def rename(self, identifier: str, name: str) -> None:
        """Give a set another name; see `SetLibrary.rename`."""
        self.library.rename(identifier, name)
        self.sets_changed.emit()

    def remove(self, identifier: str) -> None:
        """Remove a set for good; see `SetLibrary.remove`."""
        self.library.remove(identifier)
        self.sets_changed.emit()
