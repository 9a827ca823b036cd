"""Empty, truncated, huge and foreign files, given to every verb that reads one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.cli.main import run_command
from mnist_desktop.resource_files import resource_path

HUGE = 3_000_000_000
Make = Callable[[Path], None]


def huge(path: Path) -> None:
    """Much on paper and nothing on the disk."""
    with path.open("wb") as stream:
        stream.truncate(HUGE)


def truncated(path: Path) -> None:
    """The first half of what the suffix promises."""
    if path.suffix == ".keras":
        whole = resource_path("models", "reader", "model.keras").read_bytes()
    elif path.suffix == ".png":
        Image.fromarray(np.arange(8100, dtype=np.uint8).reshape(90, 90)).save(path)
        whole = path.read_bytes()
    else:
        whole = b'{"strokes": [[[1, 2], [3, 4]]], "label": "7"}' * 2
    path.write_bytes(whole[: len(whole) // 2 - 3])


def foreign(path: Path) -> None:
    """Bytes of no format."""
    path.write_bytes(bytes(range(256)) * 20)


KINDS: dict[str, Make] = {
    "empty": lambda path: path.touch(),
    "truncated": truncated,
    "huge": huge,
    "foreign": foreign,
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
}
VERBS: dict[str, tuple[str, list[str]]] = {
    "predict image": ("a.png", ["predict", "--json", "{bad}"]),
    "predict ink": ("a.jsonl", ["predict", "--json", "{bad}"]),
    "predict model": ("a.keras", ["predict", "--json", "--model", "{bad}", "{ink}"]),
    "evaluate ink": ("a.jsonl", ["evaluate", "--json", "--data", "{bad}"]),
    "evaluate model": ("a.tflite", ["evaluate", "--json", "--model", "{bad}", "--data", "{ink}"]),
    "train ink": (
        "a.jsonl",
        ["train", "--json", "--preset", "dense-64", "--ink", "{bad}", "--output", "{out}"],
    ),
    "inspect": ("a.keras", ["inspect", "{bad}"]),
    "convert": ("a.keras", ["convert", "--json", "{bad}", "{out}"]),
}


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("verb", list(VERBS))
def test_a_bad_file_is_one_sentence_and_changes_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, verb: str, kind: str
) -> None:
    name, words = VERBS[verb]
    bad, ink, out = tmp_path / name, tmp_path / "good.jsonl", tmp_path / "out.keras"
    ink.write_text('{"strokes": [[[1, 2], [3, 40]]], "label": "1"}\n')
    KINDS[kind](bad)
    before = sorted(path.name for path in tmp_path.iterdir())
    places = {"{bad}": str(bad), "{ink}": str(ink), "{out}": str(out)}
    assert run_command([places.get(word, word) for word in words]) == 1
    written, told = capfd.readouterr()
    lines = told.splitlines()
    assert len(lines) == 1, told
    assert lines[0].startswith("mnist-desktop: ")
    assert "Traceback" not in told + written
    assert not written or verb == "inspect"
    assert sorted(path.name for path in tmp_path.iterdir()) == before
