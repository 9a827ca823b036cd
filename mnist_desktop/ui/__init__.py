"""The window and its five places."""
