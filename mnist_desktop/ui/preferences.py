"""What the program remembers between two starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from mnist_desktop.models.answers import Caution
from mnist_desktop.ui.theme.theme import Scheme

FILE_NAME = "settings.ini"


class Preferences:
    """Settings in one file of the user's; what is unreadable there counts as not set."""

    def __init__(self, folder: Path) -> None:
        """Read `folder`/settings.ini, which need not exist."""
        self._store = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system is."""
        value = str(self._store.value("look/scheme", Scheme.SYSTEM.value))
        return Scheme(value) if value in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.setValue("look/scheme", scheme.value)

    @property
    def has_grid(self) -> bool:
        """Whether the board shows its baselines."""
        return str(self._store.value("draw/grid", "true")).lower() != "false"

    @has_grid.setter
    def has_grid(self, is_on: bool) -> None:
        self._store.setValue("draw/grid", "true" if is_on else "false")

    @property
    def caution(self) -> Caution:
        """How readily a drawing is called no digit."""
        value = str(self._store.value("draw/caution", Caution.BALANCED.value))
        return Caution(value) if value in set(Caution) else Caution.BALANCED

    @caution.setter
    def caution(self, caution: Caution) -> None:
        self._store.setValue("draw/caution", caution.value)

    @property
    def active_model(self) -> str:
        """Identifier of the model in use."""
        return str(self._store.value("models/active", ""))

    @active_model.setter
    def active_model(self, identifier: str) -> None:
        self._store.setValue("models/active", identifier)

    @property
    def geometry(self) -> QByteArray:
        """Size and position of the window, empty before the first time."""
        value = self._store.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    def page_state(self, place: str) -> dict[str, str]:
        """What a place remembers."""
        self._store.beginGroup(f"place-{place}")
        state = {key: str(self._store.value(key, "")) for key in self._store.childKeys()}
        self._store.endGroup()
        return state

    def set_page_state(self, place: str, state: dict[str, str]) -> None:
        """Keep what a place remembers, in place of all that it remembered before."""
        self._store.beginGroup(f"place-{place}")
        self._store.remove("")
        for key, value in state.items():
            self._store.setValue(key, value)
        self._store.endGroup()

    def save(self) -> None:
        """Write what has changed; Qt writes beside and renames."""
        self._store.sync()
