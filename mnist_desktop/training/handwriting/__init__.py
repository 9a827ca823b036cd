"""Handwriting to learn from beside MNIST: strokes deformed, styles that MNIST lacks, what is no digit."""
