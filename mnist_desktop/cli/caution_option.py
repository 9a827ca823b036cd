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
        help="how readily a drawing is called no digit: lenient rejects what is plainly none; balanced (the "
        "default) also what probably is none, and about 1 digit in 200; careful whatever is in doubt, and "
        "about 1 digit in 40; models that cannot reject answer all the same",
    )
