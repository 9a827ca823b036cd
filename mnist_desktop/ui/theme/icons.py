"""Icons of one family, recoloured to the theme and sharp at every device pixel ratio."""

from __future__ import annotations

import math
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton

from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.theme.theme import Theme

Wearer: TypeAlias = QAbstractButton | QAction

SIDE = 20
_GAP = 4


class IconShop(QObject):
    """Gives icons to buttons and actions, and new ones when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        """Follow the theme."""
        super().__init__(theme)
        self._theme = theme
        self._dressed: dict[int, tuple[Wearer, str, str]] = {}
        theme.changed.connect(self._on_theme_changed)

    def dress(self, wearer: Wearer, name: str, role: str = "ink") -> None:
        """Give the wearer the icon `resources/icons/<name>.svg` in the theme's colour `role`."""
        key = id(wearer)
        if key not in self._dressed:
            wearer.destroyed.connect(partial(self._dressed.pop, key, None))
        self._dressed[key] = (wearer, name, role)
        wearer.setIcon(self.icon(name, role, _gap(wearer)))
        if isinstance(wearer, QAbstractButton):
            wearer.setIconSize(QSize(SIDE + _gap(wearer), SIDE))

    def icon(self, name: str, role: str = "ink", gap: int = 0) -> QIcon:
        """An icon in today's colours, `gap` wider on its right; `dress` is for what outlives a theme."""
        colours = self._theme.colours
        icon = QIcon()
        source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
        for mode, colour in (
            (QIcon.Mode.Normal, getattr(colours, role)),
            (QIcon.Mode.Disabled, colours.field_line),
        ):
            for ratio in _ratios():
                icon.addPixmap(_pixmap(source.replace("currentColor", colour), ratio, gap), mode)
        return icon

    def _on_theme_changed(self) -> None:
        for wearer, name, role in list(self._dressed.values()):
            wearer.setIcon(self.icon(name, role, _gap(wearer)))


def _gap(wearer: Wearer) -> int:
    """Room between icon and words beyond the style sheet's, which is too little and cannot be set."""
    return _GAP if isinstance(wearer, QPushButton) and wearer.text() else 0


def _ratios() -> set[int]:
    """Pixels to a point on the screens there are, whole numbers; Qt scales down from the next larger one."""
    return {1, *(math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())}


def _pixmap(source: str, ratio: int, gap: int) -> QPixmap:
    side = SIDE * ratio
    pixmap = QPixmap(side + gap * ratio, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
