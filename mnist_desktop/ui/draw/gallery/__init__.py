"""Many images at once: their gallery within the Draw place."""
