"""The Draw place: board, answer and model input."""
