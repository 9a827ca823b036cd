"""Ink: strokes and drawings, and the one way from them, or from an image, to a model's input."""
