"""The Evaluate place: how well the active model reads, and where it errs."""
