"""Light or dark: follows the system or the user's choice, and tells everybody who paints."""

from __future__ import annotations

import sys
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from mnist_desktop.ui.theme.colours import DARK, LIGHT, Colours
from mnist_desktop.ui.theme.style import stylesheet

BASE_PIXELS = 13


class Scheme(StrEnum):
    """What the user may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Holds the colours in force and dresses the application in them.

    Signals:
        changed: The colours are others now; repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        """Dress the application for the system's scheme and follow it."""
        super().__init__(application)
        self._application = application
        self._scheme = Scheme.SYSTEM
        application.setStyle("Fusion")
        font = QFont(application.font())
        font.setPixelSize(BASE_PIXELS)
        application.setFont(font)
        self.colours: Colours = LIGHT
        self._dress()
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def scheme(self) -> Scheme:
        """What the user chose."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Follow the system, or be light or dark whatever it says."""
        self._scheme = scheme
        self._application.styleHints().setColorScheme(_SCHEMES[scheme])
        self._dress()

    @property
    def moves(self) -> bool:
        """False where the system asks for no motion."""
        return self._application.isEffectEnabled(Qt.UIEffect.UI_General) or not _has_effect_setting()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._dress()

    def _dress(self) -> None:
        is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self._scheme is not Scheme.SYSTEM:
            is_dark = self._scheme is Scheme.DARK
        self.colours = DARK if is_dark else LIGHT
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(stylesheet(self.colours))
        self.changed.emit()


def _has_effect_setting() -> bool:
    """Only Windows lets Qt know whether the user switched animations off."""
    return sys.platform == "win32"


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: colours.surface,
        role.WindowText: colours.ink,
        role.Base: colours.paper,
        role.AlternateBase: colours.surface,
        role.Text: colours.ink,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.ink,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.paper,
        role.ToolTipText: colours.ink,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.accent_text,
        role.Link: colours.accent,
        role.Accent: colours.accent,
        role.Light: colours.paper,
        role.Mid: colours.line,
        role.Dark: colours.field_line,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.field_line))
    return palette
