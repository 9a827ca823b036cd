"""The library's folders are read again only where something in them changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mnist_desktop.models import entry_reader
from mnist_desktop.models.entries import LibraryModel, facts_of, read_entry, write_entry
from mnist_desktop.models.entry_reader import EntryReader
from mnist_desktop.models.facts import Origin
from tests.models.test_library import prepared


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = prepared()
    facts = facts_of(
        made, identifier="mine", name="Mine", origin=Origin.TRAINED, created="2026-01-01", accuracy=0.9
    )
    write_entry(tmp_path / "mine", made, facts)
    return tmp_path / "mine"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which folders were really read; the files of a moment ago count as old enough."""
    done: list[Path] = []

    def read(folder: Path) -> LibraryModel:
        done.append(folder)
        return read_entry(folder)

    monkeypatch.setattr(entry_reader, "read_entry", read)
    monkeypatch.setattr(time, "time_ns", lambda: int(1e9 * (time.time() + 60)))
    return done


def test_what_did_not_change_is_read_once(folder: Path, reads: list[Path]) -> None:
    reader = EntryReader()
    assert reader.read(folder) == reader.read(folder) == read_entry(folder)
    assert reads == [folder]
    reader.forget_others(set())
    reader.read(folder)
    assert len(reads) == 2


@pytest.mark.parametrize("name", ["facts.json", "model.keras", "model.tflite"])
def test_every_change_is_seen(folder: Path, reads: list[Path], name: str) -> None:
    reader = EntryReader()
    assert not reader.read(folder).damaged
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-9])
    assert reader.read(folder).damaged
    (folder / name).unlink()
    assert reader.read(folder).damaged
    (folder / name).write_bytes(content)
    assert not reader.read(folder).damaged
    assert len(reads) == 4


def test_what_was_just_written_is_not_relied_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, now = EntryReader(), time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now)
    os.utime(folder / "facts.json", ns=(now, now))
    reader.read(folder)
    text = (folder / "facts.json").read_text(encoding="utf-8")
    (folder / "facts.json").write_text(text.replace("Mine", "Ours"), encoding="utf-8")
    os.utime(folder / "facts.json", ns=(now, now))
    assert reader.read(folder).facts.name == "Ours"
