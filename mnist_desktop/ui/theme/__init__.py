"""Colours, style and icons, light and dark."""
