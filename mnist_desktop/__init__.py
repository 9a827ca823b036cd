"""MNIST Desktop: draw digits, see them read, train the network that reads them."""

__version__ = "0.1.0"
