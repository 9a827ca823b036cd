"""Which Keras wrote a file: some names and numbers have changed their meaning since."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

THEANO, CNTK = "theano", "cntk"
"""What calculated instead of TensorFlow, as files name it."""
_NUMBER = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")
_OWN_HARD_SIGMOID_UNTIL = 2
_CENTRES_OF_PIXELS_FROM = (2, 4)


@dataclass(frozen=True)
class Writer:
    """The version of Keras that wrote a file, (major, minor), and what it calculated with, if it says so."""

    version: tuple[int, int] = (3, 0)
    backend: str = ""

    @classmethod
    def of_h5(cls, version: str | None, backend: str | None) -> Writer:
        """The writer of an `.h5` file by its attributes; Keras 1 wrote none."""
        return cls(_numbers(version) or (1, 0), backend or "")

    @classmethod
    def of_archive(cls, version: str | None) -> Writer:
        """The writer of a `.keras` file by its metadata."""
        return cls(_numbers(version) or (3, 0))

    @property
    def may_be_theano(self) -> bool:
        """Whether Theano may have calculated, and nobody knows: Keras 1 does not say."""
        return self.is_first and not self.backend

    def with_theano(self) -> Writer:
        """The same version of Keras, calculating with Theano."""
        return replace(self, backend=THEANO)

    @property
    def is_first(self) -> bool:
        """Whether arrays may stand as Keras 1 kept them."""
        return self.version[0] <= 1

    @property
    def flips_kernels(self) -> bool:
        """Whether kernels were learnt for windows that Theano reads backwards."""
        return self.backend == THEANO

    @property
    def has_steep_hard_sigmoid(self) -> bool:
        """Whether hard_sigmoid rises by 0.2 and not, as since Keras 3, by 1/6."""
        return self.version[0] <= _OWN_HARD_SIGMOID_UNTIL

    @property
    def resizes_by_corners(self) -> bool:
        """Whether pictures were enlarged from the corners of pixels, as TensorFlow 1 did."""
        return self.version < _CENTRES_OF_PIXELS_FROM


def _numbers(version: str | None) -> tuple[int, int] | None:
    found = _NUMBER.match(version or "")
    return (int(found[1]), int(found[2] or 0)) if found else None
