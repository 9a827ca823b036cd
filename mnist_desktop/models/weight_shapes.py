"""Which arrays the layers of a network have, and whether those of another network can be theirs."""

from __future__ import annotations

from mnist_desktop.models.network import BatchNormalization, Conv2D, Dense, Layer, Network, Shape


def expected_shapes(layer: Layer, input_shape: Shape) -> tuple[Shape, ...]:
    """The shapes of a layer's arrays, in Keras's order."""
    match layer:
        case Dense():
            kernel, bias = (input_shape[-1], layer.units), (layer.units,)
            return (kernel, bias) if layer.use_bias else (kernel,)
        case Conv2D():
            window = (*layer.kernel, input_shape[-1], layer.filters)
            return (window, (layer.filters,)) if layer.use_bias else (window,)
        case BatchNormalization():
            return ((input_shape[-1],),) * 4
        case _:
            return ()


def weights_fit(kept: Network, network: Network) -> bool:
    """Whether the weights of one network can be those of the other, which is what a training begins with.

    Layers without weights, such as dropout, and settings such as the weight decay may differ.

    Raises:
        Problem: NETWORK_... for a mistake in one of them.

    """
    return _shapes(kept) == _shapes(network)


def _shapes(network: Network) -> list[tuple[str, tuple[Shape, ...]]]:
    """Kind and shapes of each layer that has weights."""
    inputs = (network.input_shape, *(fact.output_shape for fact in network.facts()))
    found = [
        (layer.kind, expected_shapes(layer, shape))
        for layer, shape in zip(network.layers, inputs, strict=False)
    ]
    return [(kind, shapes) for kind, shapes in found if shapes]
