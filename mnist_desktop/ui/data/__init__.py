"""The Data place: the digits of MNIST to look at, filter and search."""
