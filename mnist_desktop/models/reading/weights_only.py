"""A file that holds weights without their network: which of some known networks they fit."""

from __future__ import annotations

from collections.abc import Mapping

from mnist_desktop.models.network import Network
from mnist_desktop.models.reading.configuration import known_network
from mnist_desktop.models.reading.hdf5_file import Hdf5File
from mnist_desktop.models.reading.inspection import NotOpened, Status
from mnist_desktop.models.reading.weights import Arrays, read_keras_weights, read_legacy_weights
from mnist_desktop.problems import ProblemCode

_LEGACY_ROOTS = ("", "model_weights")


def fitting_weights(file: Hdf5File, networks: Mapping[str, Network]) -> dict[str, tuple[Arrays, ...]]:
    """The arrays of each layer, for every network that the weights in the file fit, by its key."""
    read = ((key, _weights_for(file, network)) for key, network in networks.items())
    return {key: arrays for key, arrays in read if arrays is not None}


def weights_only(presets: tuple[str, ...]) -> NotOpened:
    """The end of a look at weights that fit these presets."""
    if presets:
        return NotOpened(
            Status.WEIGHTS_ONLY, ProblemCode.MODEL_WEIGHTS_FOR_PRESETS, presets=", ".join(presets)
        )
    return NotOpened(Status.WEIGHTS_ONLY, ProblemCode.MODEL_WEIGHTS_ONLY)


def _weights_for(file: Hdf5File, network: Network) -> tuple[Arrays, ...] | None:
    understood = known_network(network)
    try:
        for root in _LEGACY_ROOTS:
            if file.texts(root, "layer_names"):
                return read_legacy_weights(file, understood, root)
        return read_keras_weights(file, understood)
    except NotOpened as end:
        if end.status is Status.REFUSED:
            raise
        return None
