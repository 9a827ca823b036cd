"""Many images at once: finding them, reading them, labelling them, and what is kept of that."""
