"""What the settings want to know of a network: its layers as a table, its weight decay, its likeness."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from mnist_desktop.models.network import Conv2D, Dense, Layer, Network
from mnist_desktop.problems import Problem
from mnist_desktop.ui.shape_words import settings_in_words, sizes


def with_decay(network: Network, l2: float) -> Network:
    """The network with another weight decay in all the layers that have one."""
    return replace(network, layers=tuple(_with_decay(layer, l2) for layer in network.layers))


def same_layers(network: Network, other: Network) -> bool:
    """Whether both have the same layers, whatever the weight decay of those of `network` that have one."""
    return with_decay(network, decay_of(other)) == other


def layer_table(network: Network) -> str:
    """The layers as a small table: kind and settings, output shape; up to the first mistake."""
    rows = []
    try:
        for fact in network.walk():
            named = escape(f"{fact.kind} {settings_in_words(fact.settings)}")
            rows.append(
                f"<tr><td style='padding-right:12px'>{named}</td>"
                f"<td align='right'>{sizes(fact.output_shape)}</td></tr>"
            )
    except Problem:
        rows.append("<tr><td>…</td></tr>")
    return f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>"


def _with_decay(layer: Layer, l2: float) -> Layer:
    return replace(layer, l2=l2) if isinstance(layer, Conv2D | Dense) and layer.l2 else layer


def decay_of(network: Network) -> float:
    """The largest weight decay of its layers, 0 where none has any."""
    return max((layer.l2 for layer in network.layers if isinstance(layer, Conv2D | Dense)), default=0.0)
