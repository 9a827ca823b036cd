"""The option `--caution` of the verbs that read."""

from __future__ import annotations

import argparse

from mnist_desktop.models.answers import Caution


def add_caution(parser: argparse.ArgumentParser) -> None:
    """Add the option; the parsed value is a word for `Caution`."""
    parser.add_argument(
        "--caution",
        choices=[caution.value for caution in Caution],
        default=Caution.BALANCED.value,
        help="how readily a drawing is called no digit: lenient rejects only what looks like none at all, "
        "balanced (the default) what is more likely none, careful whatever is in doubt; "
        "models that cannot reject answer all the same",
    )
