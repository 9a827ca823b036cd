"""The Models place: every model on this machine, what is known of it, and what can be done with it."""
