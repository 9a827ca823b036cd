"""What Keras prints as `model.summary()`, from a plain network. No TensorFlow."""

from __future__ import annotations

import textwrap

from mnist_desktop.models.layer_names import numbered_names
from mnist_desktop.models.network import Network

_WIDTHS = (31, 22, 13)
"""Of the three columns in a terminal of 80 signs, where most people have seen it."""
_HEAD = ("Layer (type)", "Output Shape", "Param #")
_BYTES = 4
_KIBI = 1024


def summary(network: Network) -> str:
    """The table of layers, shapes and parameters, with the totals beneath it.

    Raises:
        Problem: NETWORK_..., for a mistake in the network.

    """
    named = numbered_names(fact.kind for fact in network.facts())
    rows = [
        _row((f"{name} ({fact.kind})", _shape(fact.output_shape), f"{fact.parameters:,}"), "│")
        for name, fact in zip(named, network.facts(), strict=True)
    ]
    total, fixed = network.parameters, network.fixed_parameters
    between = _line("├", "─", "┼", "┤")
    return "\n".join(
        (
            'Model: "sequential"',
            _line("┏", "━", "┳", "┓"),
            _row(_HEAD, "┃"),
            _line("┡", "━", "╇", "┩"),
            f"\n{between}\n".join(rows),
            _line("└", "─", "┴", "┘"),
            f" Total params: {_counted(total)}",
            f" Trainable params: {_counted(total - fixed)}",
            f" Non-trainable params: {_counted(fixed)}",
        )
    )


def _shape(sizes: tuple[int, ...]) -> str:
    """The shape with the batch, whose size is not known, before it."""
    return f"({', '.join(('None', *map(str, sizes)))})"


def _line(left: str, middle: str, crossing: str, right: str) -> str:
    return left + crossing.join(middle * (width + 2) for width in _WIDTHS) + right


def _row(cells: tuple[str, str, str], edge: str) -> str:
    """A row of the table; what is too long for its column goes on in another line."""
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        parts = [texts[number] if number < len(texts) else "" for texts in wrapped]
        first, second, last = _WIDTHS
        filled = (parts[0].ljust(first), parts[1].ljust(second), parts[2].rjust(last))
        lines.append(f"{edge} {f' {edge} '.join(filled)} {edge}")
    return "\n".join(lines)


def _counted(count: int) -> str:
    """A count of parameters and the memory they take as float32."""
    size, unit = float(count * _BYTES), "B"
    for larger in ("KB", "MB", "GB"):
        if size < _KIBI:
            break
        size, unit = size / _KIBI, larger
    return f"{count:,} ({size:.2f} {unit})"
