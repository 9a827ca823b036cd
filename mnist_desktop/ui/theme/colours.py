"""The program's colours, light and dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One colour a purpose, as #rrggbb. Text on `paper` and `surface` has a contrast of 4.5:1 or more."""

    is_dark: bool
    paper: str
    """What is drawn and written on: board, lists, plots, fields."""
    surface: str
    """The window behind the paper."""
    sidebar: str
    ink: str
    """Text and strokes."""
    muted: str
    """Text that matters less."""
    line: str
    """Hairlines and borders."""
    field_line: str
    """Borders of what can be typed into or pressed, 3:1 against the paper."""
    hover: str
    pressed: str
    bar: str
    """Bars and cells that are not the point."""
    accent: str
    accent_text: str
    """Text on the accent."""
    accent_soft: str
    """Background of what is chosen."""
    warning: str
    danger: str
    success: str


LIGHT = Colours(
    is_dark=False,
    paper="#FFFFFF",
    surface="#F6F6F4",
    sidebar="#EFEFEC",
    ink="#1B1D21",
    muted="#5B616B",
    line="#E0E1E0",
    field_line="#8D939C",
    hover="#E7E8E7",
    pressed="#DBDCDB",
    bar="#C9CCD1",
    accent="#2F6FED",
    accent_text="#FFFFFF",
    accent_soft="#E3ECFD",
    warning="#B45309",
    danger="#C62828",
    success="#1F7A3D",
)

DARK = Colours(
    is_dark=True,
    paper="#15171A",
    surface="#1C1E22",
    sidebar="#181A1D",
    ink="#ECEDEF",
    muted="#A4AAB4",
    line="#303339",
    field_line="#6C727C",
    hover="#2A2D32",
    pressed="#34383E",
    bar="#4A4F57",
    accent="#6C9BFF",
    accent_text="#0E1420",
    accent_soft="#24324F",
    warning="#F5A524",
    danger="#FF6B6B",
    success="#5CCB85",
)
