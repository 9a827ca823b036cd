"""The two layers of AutoKeras's own that its networks for pictures begin with, by the names it registers."""

from __future__ import annotations

from mnist_desktop.models.layers import Reshape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes


def _handed_on(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps(())


def _with_last_axis(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    return LayerSteps((Reshape((*shapes[0], 1)),))


AUTOKERAS_LAYERS: dict[str, Reader] = {
    "Custom>CastToFloat32": _handed_on,
    "Custom>ExpandLastDim": _with_last_axis,
}


def autokeras_kind(kind: str, registered_name: object) -> str | None:
    """The name of the layer in `AUTOKERAS_LAYERS`, if it is one of them.

    Args:
        kind: Its class, which in files of Keras 2 is the registered name.
        registered_name: As files of Keras 3 have it beside the class.

    """
    name = f"Custom>{kind}" if registered_name == f"Custom>{kind}" else kind
    return name if name in AUTOKERAS_LAYERS else None
