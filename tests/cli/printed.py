"""What a command printed."""

from __future__ import annotations

import json
from typing import Any

import pytest


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    """The JSON lines, and what came on standard error."""
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err
