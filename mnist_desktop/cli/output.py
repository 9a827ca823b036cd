"""What the command line prints: words for people, or one JSON object a line for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping

from mnist_desktop.plain_json import sayable
from mnist_desktop.printable import printable


class Output:
    """Standard output in the form that was asked for; everything else goes to standard error."""

    def __init__(self, as_json: bool) -> None:
        """Print JSON lines or words."""
        self.as_json = as_json

    def line(self, human: str, record: Mapping[str, object]) -> None:
        """Print one result: `human` for people or `record` for programs."""
        if self.as_json:
            _print(sys.stdout, json.dumps(sayable(record), ensure_ascii=False, allow_nan=False))
        else:
            _print(sys.stdout, printable(human, keep="\n\t"))

    def trouble(self, text: str) -> None:
        """Print one line of trouble on standard error."""
        _print(sys.stderr, "mnist-desktop: " + printable(" ".join(text.split())))

    def note(self, text: str) -> None:
        """Print one line on standard error that people want to know and programs do not."""
        if not self.as_json:
            self.trouble(text)


def _print(stream: object, text: str) -> None:
    # A windowed program on Windows has no streams at all.
    if stream is None:
        return
    try:
        print(text, file=stream, flush=True)  # type: ignore[call-overload]
    except UnicodeEncodeError:
        print(text.encode("ascii", "backslashreplace").decode(), file=stream, flush=True)  # type: ignore[call-overload]
    except BrokenPipeError:
        # The reader (`head`, say) has seen enough; what is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
