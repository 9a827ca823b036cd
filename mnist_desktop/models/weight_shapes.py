"""Which arrays layers have, and whether those of another network can be theirs. No TensorFlow."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from mnist_desktop.models.network import BatchNormalization, Conv2D, Dense, Layer, Network, Shape


@runtime_checkable
class _KnowsItsWeights(Protocol):
    @property
    def fixed_arrays(self) -> int: ...

    def weight_shapes(self, input_shape: Shape) -> tuple[Shape, ...]: ...


def weight_shapes(layer: Layer, input_shape: Shape) -> tuple[Shape, ...]:
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
        case _KnowsItsWeights():
            return layer.weight_shapes(input_shape)
        case _:
            return ()


def fixed_arrays(layer: Layer) -> int:
    """How many of a layer's arrays, the last ones, training does not change."""
    if isinstance(layer, BatchNormalization):
        return 2
    return layer.fixed_arrays if isinstance(layer, _KnowsItsWeights) else 0


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
        (layer.kind, weight_shapes(layer, shape))
        for layer, shape in zip(network.layers, inputs, strict=False)
    ]
    return [(kind, shapes) for kind, shapes in found if shapes]
