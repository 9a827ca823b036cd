"""Data sets: the bundled MNIST and labelled files."""
